import assert from "node:assert/strict";
import { test } from "node:test";
import { runIn } from "./made-up-world.ts";

test("facts of a list of 200,000 packages are a table, too", async () => {
  const runs = `RUN apt-get install ${"a ".repeat(25_000)}\n`.repeat(8);
  const { output } = await runIn({ files: { "/r/Dockerfile": `FROM debian:12\n${runs}` } }, "facts");
  assert.ok(output.split("\n").length > 200_000);
});
