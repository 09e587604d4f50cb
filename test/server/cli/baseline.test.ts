import assert from "node:assert/strict";
import { test } from "node:test";
import { failure } from "../../../server/src/outcome/outcome.ts";
import { runIn } from "./made-up-world.ts";

const BEFORE =
  "FROM debian:12.11 AS a\nRUN apt-get install -y curl git\nFROM debian:12.11\nCOPY --from=a /a /a\nRUN apt-get install -y curl\n";
const APT = ["lint", "--rule", "apt-unpinned", "--baseline", "app/baseline.json"];

/** Words that are found in `after` beside those of a baseline made of `before`, as `line: word`. */
async function newFindings(before: string, after: string): Promise<readonly string[]> {
  const made = await runIn({ files: { "/r/app/Dockerfile": before } }, ...APT, "--update-baseline");
  assert.deepEqual([made.status, made.errors], [0, ""]);
  const baseline = made.files.get("/r/app/baseline.json") ?? "";
  const files = { "/r/app/Dockerfile": after, "/r/app/baseline.json": baseline };
  const { output } = await runIn({ files }, ...APT, "--format", "json");
  return [...output.matchAll(/"message":"(\S+) [^"]*","line":(\d+)/g)].map(([, word, line]) => `${line}: ${word}`);
}

const rows: Readonly<Record<string, readonly [change: (text: string) => string, found: readonly string[]]>> = {
  "what was there is known": [(text) => text, []],
  "moved lines are known": [(text) => `# a comment\n\n${text}`, []],
  "another way of writing the line is known": [
    (text) => text.replace("-y curl git", "-y \\\n      curl \\\n      git"),
    [],
  ],
  "a new word is new, its neighbours are not": [(text) => text.replace("curl git", "curl git jq"), ["2: jq"]],
  "one more of the same word is new": [(text) => `${text}RUN apt-get install -y curl\n`, ["6: curl"]],
  "one less is no matter": [(text) => text.replace("curl git", "git"), []],
};

for (const [name, [change, found]] of Object.entries(rows)) {
  test(name, async () => assert.deepEqual(await newFindings(BEFORE, change(BEFORE)), found));
}

test("a baseline tells its paths from its own folder, sorted", async () => {
  const one = "FROM debian:12.11\nRUN apt-get install -y curl\n";
  const files = { "/r/b/Dockerfile": BEFORE, "/r/c/Dockerfile": one, "/r/a/Dockerfile": BEFORE };
  const made = await runIn({ files }, ...APT.slice(0, -1), "base.json", "--update-baseline", "b", "c", "a");
  const baseline: unknown = JSON.parse(made.files.get("/r/base.json") ?? "");
  assert.ok(
    typeof baseline === "object" && baseline !== null && "files" in baseline && baseline.files instanceof Object,
  );
  assert.deepEqual(Object.keys(baseline.files), ["a/Dockerfile", "b/Dockerfile", "c/Dockerfile"]);
  for (const marks of Object.values(baseline.files)) assert.deepEqual(marks, marks.toSorted());
});

test("the summary counts what the baseline holds back", async () => {
  const made = await runIn({ files: { "/r/app/Dockerfile": BEFORE } }, ...APT, "--update-baseline");
  const ran = await runIn({ files: Object.fromEntries(made.files) }, ...APT);
  assert.deepEqual([ran.status, ran.output], [0, "1 file checked, nothing found (3 more in the baseline).\n"]);
});

test("a file that the baseline does not have is new as a whole", async () => {
  const made = await runIn({ files: { "/r/app/Dockerfile": BEFORE } }, ...APT, "--update-baseline");
  const ran = await runIn({ files: { ...Object.fromEntries(made.files), "/r/new/Dockerfile": BEFORE } }, ...APT);
  assert.match(ran.output, /^2 warnings in 1 of 2 files \(3 more in the baseline\)\.$/m);
});

test("a run that could check nothing leaves the baseline as it is", async () => {
  const made = await runIn({ files: { "/r/app/Dockerfile": BEFORE } }, ...APT, "--update-baseline");
  const ran = await runIn({ files: Object.fromEntries(made.files) }, ...APT, "--update-baseline", "ap");
  assert.deepEqual([ran.status, ran.errors], [2, "seaworthy: ap: does not exist\n"]);
  const path = "/r/app/baseline.json";
  assert.equal(ran.files.get(path), made.files.get(path));
});

test("a run that could check nothing makes no baseline", async () => {
  const ran = await runIn({ files: { "/r/app/Dockerfile": BEFORE } }, ...APT, "--update-baseline", "ap");
  assert.deepEqual([ran.status, ran.files.has("/r/app/baseline.json")], [2, false]);
});

test("a run that could check something makes one of that", async () => {
  const ran = await runIn({ files: { "/r/app/Dockerfile": BEFORE } }, ...APT, "--update-baseline", "app", "gone");
  assert.deepEqual([ran.status, /Dockerfile/.test(ran.files.get("/r/app/baseline.json") ?? "")], [2, true]);
});

test("a folder without any file of ours has an empty baseline", async () => {
  const ran = await runIn({}, "lint", "--baseline", "base.json", "--update-baseline");
  assert.deepEqual([ran.status, JSON.parse(ran.files.get("/r/base.json") ?? "")], [0, { version: 1, files: {} }]);
});

test("a run over some files keeps what is accepted in the others, as long as they are there", async () => {
  const files = { "/r/a/Dockerfile": BEFORE, "/r/b/Dockerfile": BEFORE, "/r/c/Dockerfile": BEFORE };
  const made = await runIn({ files }, ...APT.slice(0, -1), "base.json", "--update-baseline");
  const { "/r/b/Dockerfile": _gone, ...left } = Object.fromEntries(made.files);
  const ran = await runIn(
    { files: { ...left, "/r/c/Dockerfile": "FROM scratch\n" } },
    ...APT.slice(0, -1),
    "base.json",
    "--update-baseline",
    "c",
  );
  assert.deepEqual(ran.files.get("/r/base.json")?.match(/"[abc]\/Dockerfile"/g), ['"a/Dockerfile"']);
});

test("a run over some rules keeps what is accepted of the others, as long as it is there", async () => {
  const path = "/r/app/baseline.json";
  const update = ["lint", "--baseline", "app/baseline.json", "--update-baseline"];
  const text = "FROM debian:latest\nRUN apt-get install -y curl\nRUN pip install a\nRUN npm i a\n";
  const made = await runIn({ files: { "/r/app/Dockerfile": text } }, ...update, "--ignore", "npm-unpinned");
  const later = text.replace("curl", "curl git").replace("RUN pip install a\n", "");
  const files = { ...Object.fromEntries(made.files), "/r/app/Dockerfile": later };
  const ran = await runIn({ files }, ...update, "--rule", "apt-unpinned");
  const whole = await runIn({ files: { "/r/app/Dockerfile": later } }, ...update, "--ignore", "npm-unpinned");
  assert.equal(ran.files.get(path), whole.files.get(path));
});

test("a run that leaves rules out keeps what is accepted of them", async () => {
  const path = "/r/app/baseline.json";
  const update = ["lint", "--baseline", "app/baseline.json", "--update-baseline"];
  const files = { "/r/app/Dockerfile": "FROM debian:latest\nRUN pip install a\nRUN npm i a\n" };
  const made = await runIn({ files }, ...update);
  for (const more of [["--ignore", "npm-unpinned"], []]) {
    const ran = await runIn({ files: Object.fromEntries(made.files) }, ...update, ...more);
    assert.equal(ran.files.get(path), made.files.get(path));
  }
});

test("nothing else is written over, but a baseline is", async () => {
  const path = "/r/app/baseline.json";
  const files = { "/r/app/Dockerfile": BEFORE };
  const other = await runIn({ files: { ...files, [path]: '{"name":"app"}' } }, ...APT, "--update-baseline");
  assert.deepEqual([other.status, other.files.get(path)], [2, '{"name":"app"}']);
  assert.match(other.errors, /baseline\.json is not a baseline of this version of seaworthy, and is not written over/);
  const own = await runIn({ files: { ...files, [path]: '{"version":1,"files":{}}' } }, ...APT, "--update-baseline");
  assert.deepEqual([own.status, /Dockerfile/.test(own.files.get(path) ?? "")], [0, true]);
});

test("a baseline that cannot be written is said", async () => {
  const disk = { writeText: (path: string) => failure("refused", path, "is read-only") };
  const ran = await runIn({ files: { "/r/app/Dockerfile": BEFORE }, disk }, ...APT, "--update-baseline");
  assert.deepEqual([ran.status, ran.errors], [2, "seaworthy: app/baseline.json is read-only\n"]);
});

test("a file that is no baseline is refused", async () => {
  for (const text of ["{", "[]", '{"version":2,"files":{}}', '{"version":1}', '{"version":1,"files":{"a":1}}']) {
    const ran = await runIn({ files: { "/r/app/baseline.json": text } }, ...APT);
    assert.deepEqual(
      [ran.status, ran.errors],
      [2, "seaworthy: app/baseline.json is not a baseline of this version of seaworthy\n"],
    );
  }
});
