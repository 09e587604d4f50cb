import assert from "node:assert/strict";
import { test } from "node:test";
import { runIn } from "./made-up-world.ts";

const NOTE = "Compose puts a variable into this line: not checked; write $$ for a variable of the build";

const inline = (line: string) =>
  `services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM scratch\n        ${line}\n`;

async function lint(file: string, ...words: readonly string[]) {
  return await runIn({ files: { "/r/compose.yaml": file } }, "lint", ...words);
}

test("a note is said with its place, and is no failure of the run", async () => {
  const { status, output, errors } = await lint(inline("RUN echo $HOME"));
  assert.deepEqual([status, errors], [0, `seaworthy: compose.yaml:6:9: ${NOTE}\n`]);
  assert.match(output, / 1 note above\.\n/);
  assert.equal((await lint(inline("RUN echo $$HOME"))).errors, "");
});

test("beside a failure it changes nothing", async () => {
  const { status, output } = await lint(inline("RUN echo $HOME"), ".", "gone");
  assert.equal(status, 2);
  assert.match(output, / 1 problem and 1 note above\.\n/);
});

test("every format tells a note from a failure", async () => {
  const written = async (format: string) => (await lint(inline("RUN echo $HOME"), "--format", format)).output;
  const { errors } = JSON.parse(await written("json"));
  assert.deepEqual(errors, [{ path: "compose.yaml", message: `6:9: ${NOTE}`, fails: false }]);
  assert.ok((await written("github")).endsWith(`\n::notice file=compose.yaml,line=6::${NOTE}\n`));
  const [invocation] = JSON.parse(await written("sarif")).runs[0].invocations;
  assert.equal(invocation.executionSuccessful, true);
  assert.equal(invocation.toolExecutionNotifications[0].level, "note");
});

test("notes beyond those that are said are none but notes", async () => {
  const services = Array.from({ length: 60 }, (_, index) =>
    inline("RUN echo $HOME").replace("services:\n", "").replace("  a:", `  a${index}:`),
  );
  const { status, errors } = await lint(`services:\n${services.join("")}`);
  assert.equal(status, 0);
  assert.match(errors, /: and 10 more of these\n$/);
});

test("a comment that is overruled by a locked rule is said to be, by its word", async () => {
  const files = {
    "/r/.seaworthy.yaml": "locked: [image-latest]\n",
    "/r/Dockerfile": "# seaworthy ignore=image-latest,image-untagged\nFROM node:latest\n",
  };
  const { status, errors } = await runIn({ files }, "lint", "--rule", "image-latest");
  const said = "Dockerfile:1:20: image-latest is locked in the settings: no comment silences it";
  assert.deepEqual([status, errors], [1, `seaworthy: ${said}\n`]);
  const none = await runIn({ files: { ...files, "/r/.seaworthy.yaml": "" } }, "lint", "--no-suppressions");
  assert.equal(none.errors, "");
});

test("a file with nothing in it is said to be empty, and is no failure", async () => {
  const said = async (text: string) => await runIn({ files: { "/r/Dockerfile": text } }, "lint");
  const { status, errors } = await said("\n");
  assert.deepEqual([status, errors], [0, "seaworthy: Dockerfile:1:1: is empty: there is nothing to check\n"]);
  assert.equal((await said("# later\n")).errors, "");
});

test("a file of another program fails a run only where its name says nothing of Compose", async () => {
  const files = { "/r/ci/compose-deploy.yml": "on: push\njobs: {a: {runs-on: x}}\n", "/r/pod.yaml": "kind: Pod\n" };
  const foreign = "1:1: not a Compose file: nothing in it is checked\n";
  const found = await runIn({ files }, "lint");
  assert.deepEqual([found.status, found.errors], [0, `seaworthy: ci/compose-deploy.yml:${foreign}`]);
  const named = await runIn({ files }, "lint", "pod.yaml");
  assert.deepEqual([named.status, named.errors], [2, `seaworthy: pod.yaml:${foreign}`]);
});
