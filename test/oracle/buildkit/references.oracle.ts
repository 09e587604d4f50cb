import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import { parseReference } from "../../../server/src/knowledge/image-reference.ts";
import { askBuildKit } from "./ask.ts";

const GENERATED = 20_000;

const NAMES = ["a", "b9", "Z", "localhost", "docker.io", "index.docker.io", "library", "host.example", "[::1]", "5000"];
const BETWEEN = ["/", "/", ":", "-", "--", "_", "__", "___", ".", ".."];
const RARE = ["@", "<", "é", " ", "f".repeat(64), "a".repeat(190), ...BETWEEN];
const ENDS = ["sha256:0", "sha512:e", "sha256:E", "md5:0"].map(
  (digest) => `@${digest}${(digest.at(-1) ?? "").repeat(digest.includes("512") ? 127 : 63)}`,
);

/** Texts of which a third are references, and the rest nearly so. */
function generated(): readonly string[] {
  const random = randomFrom(17);
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  return Array.from({ length: GENERATED }, () => {
    let text = random() < 0.05 ? one(RARE) : "";
    for (let pieces = 1 + random() * 4; pieces >= 1; pieces -= 1)
      text += (text === "" ? "" : one(random() < 0.1 ? RARE : BETWEEN)) + one(NAMES);
    return random() < 0.2 ? text + one(ENDS) : text;
  });
}

test("references to images mean what Docker's own library says", () => {
  const texts = generated();
  const answers = askBuildKit([], [], texts).references;
  const differences = texts.flatMap((text, index) => {
    const { registry = "", repository = "", tag = "", digest = "" } = parseReference(text) ?? {};
    const mine = { registry, repository, tag, digest };
    // The library takes `a_b.c/d` for a repository of no registry, which nothing can be pulled from.
    if (answers[index]?.registry === "" && registry === "") return [];
    return JSON.stringify(mine) === JSON.stringify(answers[index]) ? [] : [{ text, mine, other: answers[index] }];
  });
  assert.ok(answers.filter(({ registry }) => registry !== "").length > GENERATED / 10);
  assert.deepEqual(differences.slice(0, 20), []);
});
