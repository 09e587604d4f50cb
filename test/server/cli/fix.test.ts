import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, success } from "../../../server/src/outcome/outcome.ts";
import { runIn } from "./made-up-world.ts";

const BEFORE = "FROM scratch\nLABEL a=b a=c\n";
const AFTER = "FROM scratch\nLABEL a=c\n";
const WORDS = ["fix", "--offline", "--rule", "label-duplicate"];
const FILES = { "/r/Dockerfile": BEFORE };

test("without --write the difference is shown and nothing changed", async () => {
  const ran = await runIn({ files: FILES }, ...WORDS);
  assert.equal(
    ran.output,
    "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n FROM scratch\n-LABEL a=b a=c\n+LABEL a=c\n",
  );
  assert.equal(ran.errors, "seaworthy: 1 fix in 1 of 1 file; --write makes it\n");
  assert.deepEqual([ran.status, ran.files.get("/r/Dockerfile")], [0, BEFORE]);
});

test("--write writes", async () => {
  const ran = await runIn({ files: FILES }, ...WORDS, "--write");
  assert.deepEqual([ran.status, ran.output, ran.files.get("/r/Dockerfile")], [0, "", AFTER]);
  assert.equal(ran.errors, "seaworthy: 1 fix in 1 of 1 file written\n");
});

test("a second run finds nothing to fix", async () => {
  const ran = await runIn({ files: { "/r/Dockerfile": AFTER } }, ...WORDS, "--write");
  assert.deepEqual([ran.status, ran.output, ran.errors], [0, "", "seaworthy: nothing to fix in 1 file\n"]);
});

test("standard input comes out fixed, line ends kept", async () => {
  const ran = await runIn({ input: BEFORE.replaceAll("\n", "\r\n") }, ...WORDS, "--write", "-");
  assert.deepEqual([ran.status, ran.output], [0, AFTER.replaceAll("\n", "\r\n")]);
});

test("a name with a blank ends with a tab, as patch wants it", async () => {
  const { output } = await runIn({ files: { "/r/a b/Dockerfile": BEFORE } }, ...WORDS, "a b");
  assert.deepEqual(output.match(/^(?:---|\+\+\+) .*/gm), ["--- a/a b/Dockerfile\t", "+++ b/a b/Dockerfile\t"]);
});

test("standard input is another text than the file whose name it goes by", async () => {
  for (const words of [
    ["-", "Dockerfile"],
    ["Dockerfile", "-"],
  ]) {
    const ran = await runIn({ files: FILES, input: BEFORE }, ...WORDS, ...words);
    assert.equal(ran.errors, "seaworthy: 2 fixes in 2 of 2 files; --write makes them\n");
  }
});

test("standard input is shown as a difference unless it is to be written", async () => {
  const ran = await runIn({ input: BEFORE }, ...WORDS, "-", "--quiet");
  assert.match(ran.output, /^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n/);
  assert.equal(ran.errors, "");
});

test("JSON lists the edits in the text before", async () => {
  const ran = await runIn({ files: FILES }, ...WORDS, "--format", "json");
  assert.deepEqual(JSON.parse(ran.output), {
    version: 1,
    files: [
      {
        path: "Dockerfile",
        edits: [
          {
            rule: "label-duplicate",
            title: "Remove the label that is overridden",
            line: 2,
            column: 7,
            endLine: 2,
            endColumn: 11,
            newText: "",
          },
        ],
        failed: [],
      },
    ],
    errors: [],
  });
});

test("fixes that want a look come with --review, and take the facts of the project", async () => {
  const files = {
    "/r/package.json": '{"name":"shop","license":"MIT","description":"Sells."}',
    "/r/Dockerfile": "FROM scratch\nCOPY a /a\n",
  };
  const safe = await runIn({ files }, "fix", "--rule", "label-missing", "--write");
  assert.equal(safe.files.get("/r/Dockerfile"), files["/r/Dockerfile"]);
  const reviewed = await runIn({ files }, "fix", "--rule", "label-missing", "--write", "--review");
  const text = reviewed.files.get("/r/Dockerfile") ?? "";
  for (const value of ['title="shop"', 'licenses="MIT"', 'description="Sells."'])
    assert.ok(text.includes(value), value);
});

const PROJECT = {
  "/r/package.json": '{"name":"shop"}',
  "/r/Dockerfile": "FROM debian:latest\nRUN apt-get install -y curl\n",
};

test("the last line says what was left alone, and how to have it", async () => {
  const offline = await runIn({ files: PROJECT }, "fix", "--offline");
  assert.equal(
    offline.errors,
    "seaworthy: nothing fixed in 1 file; 1 fix wants a look (--review); 2 fixes need the network\n",
  );
  const reviewed = await runIn({ files: PROJECT }, "fix", "--offline", "--review");
  assert.equal(reviewed.errors, "seaworthy: 1 fix in 1 of 1 file; --write makes it; 2 more fixes need the network\n");
  const two = { ...PROJECT, "/r/Dockerfile": "FROM scratch\n", "/r/b.Dockerfile": "FROM debian:latest\n" };
  const plural = await runIn({ files: two }, "fix", "--offline");
  assert.equal(
    plural.errors,
    "seaworthy: nothing fixed in 2 files; 2 fixes want a look (--review); 1 fix needs the network\n",
  );
});

test("a folder without any file of ours is said, by facts too", async () => {
  for (const command of ["fix", "facts"]) {
    const ran = await runIn({}, command);
    assert.deepEqual([ran.status, ran.errors], [0, "seaworthy: no Dockerfile or Compose file here\n"]);
    assert.equal((await runIn({}, command, ".")).errors, ran.errors);
    const gone = await runIn({}, command, "gone");
    assert.deepEqual([gone.status, gone.errors], [2, "seaworthy: gone: does not exist\n"]);
  }
});

test("what no option would fix is not hinted at", async () => {
  const files = { "/r/Dockerfile": "FROM scratch\n" };
  for (const words of [[], ["--review"]]) {
    const ran = await runIn({ files }, "fix", "--rule", "label-missing", ...words);
    assert.deepEqual([ran.status, ran.errors], [0, "seaworthy: nothing to fix in 1 file\n"]);
  }
});

test("--diff is what happens without it, and goes to --output", async () => {
  const ran = await runIn({ files: FILES }, ...WORDS, "--diff", "--output", "fixes.patch");
  assert.deepEqual([ran.status, ran.output, ran.files.get("/r/Dockerfile")], [0, "", BEFORE]);
  assert.equal(ran.files.get("/r/fixes.patch"), (await runIn({ files: FILES }, ...WORDS)).output);
});

test("what was written goes to --output as JSON, and standard input as it is then", async () => {
  const json = await runIn({ files: FILES }, ...WORDS, "--write", "--format", "json", "--output", "fixes.json");
  assert.deepEqual([json.status, json.output, json.errors, json.files.get("/r/Dockerfile")], [0, "", "", AFTER]);
  assert.equal(JSON.parse(json.files.get("/r/fixes.json") ?? "").files[0].edits.length, 1);
  const input = await runIn({ input: BEFORE }, ...WORDS, "--write", "--quiet", "--output", "fixed", "-");
  assert.deepEqual([input.status, input.output, input.files.get("/r/fixed")], [0, "", AFTER]);
  const described = await runIn({ input: BEFORE }, ...WORDS, "--write", "--format", "json", "-");
  assert.equal(JSON.parse(described.output).files[0].edits.length, 1);
});

test("a file that is right already is not shown", async () => {
  const ran = await runIn({ files: { ...FILES, "/r/a.Dockerfile": AFTER } }, ...WORDS);
  assert.deepEqual(ran.output.match(/^---.*$/gm), ["--- a/Dockerfile"]);
});

test("what does not go together changes nothing", async () => {
  const apart = "--write writes every file in its place: with --output only standard input (-)";
  for (const [words, why] of [
    [["--diff", "--write"], "--diff and --write exclude each other"],
    [["--write", "-o", "fixed"], apart],
    [["--containers"], "--offline asks nobody: no --containers with it"],
    [["--tools"], "--offline asks nobody: no --tools with it"],
    [["--allow-build"], "--offline asks nobody: no --allow-build with it"],
    [["--rule", "image-gone"], "--offline asks nobody: no --rule image-gone with it"],
    [["-o", "Dockerfile", "Dockerfile"], "Dockerfile is what is read: --output names another file"],
  ] as const) {
    const ran = await runIn({ files: FILES }, ...WORDS, ...words);
    assert.deepEqual([ran.status, ran.errors, ran.files.get("/r/Dockerfile")], [2, `seaworthy: ${why}\n`, BEFORE]);
  }
});

test("a file that cannot be written is said, and its fixes are not called none", async () => {
  const disk = { replaceText: (path: string) => failure("refused", path, "is read-only") };
  const ran = await runIn({ files: FILES, disk }, ...WORDS, "--write");
  assert.deepEqual(
    [ran.status, ran.errors],
    [2, "seaworthy: Dockerfile: is read-only\nseaworthy: nothing fixed in 1 file; 1 fix could not be made\n"],
  );
});

test("a file that is right already is not written", async () => {
  const disk = { replaceText: (path: string) => failure("refused", path, "is read-only") };
  const ran = await runIn({ files: { "/r/Dockerfile": AFTER }, disk }, ...WORDS, "--write");
  assert.deepEqual([ran.status, ran.errors], [0, "seaworthy: nothing to fix in 1 file\n"]);
});

test("a file and a link to it are fixed once, and the patch names the file", async () => {
  const files = { "/r/link/Dockerfile": BEFORE, "/r/web/Dockerfile": BEFORE };
  const disk = { realPath: (path: string) => success(path.replace("/link/", "/web/")) };
  const ran = await runIn({ files, disk }, ...WORDS);
  assert.deepEqual(ran.output.match(/^--- .*$/gm), ["--- a/web/Dockerfile"]);
  assert.equal(ran.errors, "seaworthy: 1 fix in 1 of 1 file; --write makes it\n");
});

test("a file that cannot be read is said, and the others are fixed", async () => {
  const ran = await runIn(
    { files: { "/r/a.Dockerfile": null, "/r/b.Dockerfile": BEFORE } },
    ...WORDS,
    "--write",
    "--quiet",
  );
  assert.deepEqual([ran.status, ran.files.get("/r/b.Dockerfile")], [2, AFTER]);
  assert.equal(ran.errors, "seaworthy: a.Dockerfile: may not be accessed: permission denied\n");
});

test("what was not read is said, and what was is fixed", async () => {
  const services = Array.from({ length: 2001 }, (_, index) => `  s${index}:\n    image: debian:12.11\n`).join("");
  const long = `${BEFORE}RUN ${"a".repeat(70_000)}\n`;
  const files = { "/r/compose.yaml": `services:\n${services}`, "/r/Dockerfile": long };
  const ran = await runIn({ files }, ...WORDS, "--write");
  assert.deepEqual([ran.status, ran.files.get("/r/Dockerfile")], [2, long.replace(BEFORE, AFTER)]);
  assert.equal(
    ran.errors,
    "seaworthy: Dockerfile:3:1: The line is longer than 65,535 bytes; BuildKit refuses it.\n" +
      "seaworthy: Dockerfile:3:5: longer than 65536 characters\n" +
      "seaworthy: compose.yaml:1:1: only the first 2000 services are read\n" +
      "seaworthy: 1 fix in 1 of 2 files written\n",
  );
});

test("a difference is painted by what its lines are", async () => {
  const files = { "/r/Dockerfile": "FROM scratch\nLABEL a=b \\\n-- a=c\nLABEL a=b a=c\n" };
  const { output } = await runIn({ files }, ...WORDS, "--color", "always");
  assert.equal(
    output,
    "\u001b[1m--- a/Dockerfile\u001b[22m\n\u001b[1m+++ b/Dockerfile\u001b[22m\n" +
      "\u001b[36m@@ -1,4 +1,3 @@\u001b[39m\n FROM scratch\n" +
      "\u001b[31m-LABEL a=b \\\u001b[39m\n\u001b[31m--- a=c\u001b[39m\n\u001b[31m-LABEL a=b a=c\u001b[39m\n" +
      "\u001b[32m+LABEL --\u001b[39m\n\u001b[32m+LABEL a=c\u001b[39m\n",
  );
});

test("on a terminal nothing of the file moves the cursor", async () => {
  const files = { "/r/Dockerfile": "FROM scratch\n# \u001b[2J\u009b1A\nLABEL a=b a=c\n" };
  const given = { files, environment: { NO_COLOR: "1" } };
  const shown = await runIn({ ...given, isTerminal: true }, ...WORDS);
  assert.match(shown.output, /^ # ␛\[2J�1A$/m);
  const piped = await runIn(given, ...WORDS);
  assert.ok(piped.output.includes("\n # \u001b[2J\u009b1A\n"), "a patch keeps what the file holds");
});
