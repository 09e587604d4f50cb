import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it, test } from "node:test";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { assertDocumented } from "../../harness/json-page.ts";
import { runIn } from "./made-up-world.ts";

const TEXT = 'FROM node:latest\nRUN apt-get install -y curl git=1\nLABEL a=b a="100%, c:d"\n';
const WORDS = ["lint", "--rule", "image-latest", "--rule", "apt-unpinned", "--rule", "label-duplicate", "a: b"];
const FILES = { "/r/a: b/Dockerfile": TEXT };

const places = {
  image: { line: 1, column: 11, endLine: 1, endColumn: 17 },
  word: { line: 2, column: 24, endLine: 2, endColumn: 28 },
  command: { line: 2, column: 5, endLine: 2, endColumn: 20 },
  label: { line: 3, column: 7, endLine: 3, endColumn: 10 },
};

test("JSON lists every word with the place of its command", async () => {
  const { output } = await runIn({ files: FILES }, ...WORDS, "gone", "--format", "json");
  const json = JSON.parse(output);
  assertDocumented("lint", json);
  const [image, word, label] = json.files[0].findings.map(({ message }: { message: string }) => message);
  assert.match(word, /^curl /);
  const shared = { severity: "warning" };
  const asking = (...titles: readonly string[]) => titles.map((title) => ({ title, safety: "safe", network: true }));
  const today = "Pin to the version that latest is today";
  assert.deepEqual(json, {
    version: 1,
    files: [
      {
        path: "a: b/Dockerfile",
        findings: [
          {
            ...shared,
            rule: "image-latest",
            message: image,
            ...places.image,
            group: null,
            fixes: asking(`${today}, with its digest`, `${today}, without digest`),
          },
          {
            ...shared,
            rule: "apt-unpinned",
            message: word,
            ...places.word,
            group: places.command,
            fixes: asking(
              "Pin curl to its upstream version of today (survives rebuilds and security updates)",
              "Pin curl to its exact version of today (gone after the next update)",
            ),
          },
          {
            ...shared,
            rule: "label-duplicate",
            message: label,
            ...places.label,
            group: null,
            fixes: [{ title: "Remove the label that is overridden", safety: "safe", network: false }],
          },
        ],
      },
    ],
    errors: [{ path: "gone", message: "does not exist", fails: true }],
  });
});

test("JSON of nothing is whole, too", async () => {
  const { output } = await runIn({}, "lint", "--format", "json");
  assert.deepEqual(JSON.parse(output), { version: 1, files: [], errors: [] });
});

test("the text shows lines, marks, words and fixes, and a summary", async () => {
  const { output } = await runIn({ files: FILES }, ...WORDS);
  assert.equal(
    output,
    `a: b/Dockerfile:1:11: warning: node:latest changes under you: write the version that you mean [image-latest]
  1 | FROM node:latest
    |           ^^^^^^
    = fix: Pin to the version that latest is today, with its digest [asks the network]

a: b/Dockerfile:2:5: warning: curl has no version: write curl=VERSION [apt-unpinned]
  2 | RUN apt-get install -y curl git=1
    |     ^^^^^^^^^^^^^^^    ~~~~
    = words: curl 2:24
    = fix: Pin curl to its upstream version of today (survives rebuilds and security updates) [asks the network]

a: b/Dockerfile:3:7: warning: a is set again later, which overrides this value: remove it [label-duplicate]
  3 | LABEL a=b a="100%, c:d"
    |       ^^^
    = fix: Remove the label that is overridden

3 warnings in 1 of 1 file.
Why: seaworthy explain RULE. What can be fixed: seaworthy fix PATH.
`,
  );
});

test("in the text hints stand close together, and everything else has room around it", async () => {
  const text = "FROM node:20 AS a\nFROM node:21 AS b\nFROM node:latest\nCOPY --from=a /a /\nCOPY --from=b /b /\n";
  const files = { "/r/Dockerfile": text, "/r/b.Dockerfile": "FROM scratch\n" };
  const words = ["lint", "--rule", "image-latest", "--rule", "image-floating-tag"];
  const moves = "moves with every release: write the full version or add the digest [image-floating-tag]";
  const latest = `Dockerfile:3:11: warning: node:latest changes under you: write the version that you mean [image-latest]
  3 | FROM node:latest
    |           ^^^^^^
    = fix: Pin to the version that latest is today, with its digest [asks the network]
`;
  assert.equal(
    (await runIn({ files }, ...words)).output,
    `Dockerfile:1:11: hint: node:20 ${moves}
Dockerfile:2:11: hint: node:21 ${moves}

${latest}
1 warning, 2 hints in 1 of 2 files.
Why: seaworthy explain RULE. What can be fixed: seaworthy fix PATH.
`,
  );
  const excerpt = (version: number, line: number) =>
    `Dockerfile:${line}:11: hint: node:${version} ${moves}
  ${line} | FROM node:${version} AS ${line === 1 ? "a" : "b"}
    |           ^^
    = fix: Pin to the version that ${version} is today, with its digest [asks the network]
`;
  assert.equal(
    (await runIn({ files }, ...words, "--quiet", "--fail-on", "hint")).output,
    `${excerpt(20, 1)}\n${excerpt(21, 2)}\n${latest}\n`,
  );
});

test("one finding is counted as one", async () => {
  const files = { "/r/Dockerfile": "FROM node:latest\n" };
  const { output } = await runIn({ files }, "lint", "--rule", "image-latest");
  assert.match(output, /^1 warning in 1 of 1 file\.$/m);
});

test("words of a command are marked in its line, and named wherever they stand", async () => {
  const packages = Array.from({ length: 14 }, (_, index) => `p${index}`).join(" ");
  const files = {
    "/r/Dockerfile": `FROM node:22.11.0\nRUN npm i -g a \\\n      b\nRUN npm i -g c@latest\nRUN npm i -g ${packages}`,
  };
  const { output } = await runIn({ files }, "lint", "--rule", "npm-unpinned");
  const lines = output.split("\n").filter((line) => /^ {2,4}(?:\d \||\|| *= words| *= c@)/.test(line));
  assert.deepEqual(lines.slice(0, 6), [
    "  2 | RUN npm i -g a \\",
    "    |     ^^^^^    ~",
    "    = words: a 2:14, b 3:7",
    "  4 | RUN npm i -g c@latest",
    "    |     ^^^^^    ~~~~~~~~",
    "    = words: c@latest 4:14",
  ]);
  assert.doesNotMatch(output, /= c@latest moves/, "it is said above");
  assert.match(output, /^ {2}5 \| RUN npm i -g .* p13$/m, "the last line has no end");
  assert.match(output, /= words: p0 5:14, .*, p11 5:48, and 2 more$/m);
  assert.match(output, /= fix: .*, and 13 more \[asks the network\]$/m);
});

test("two files make one whole report", async () => {
  const files = { "/r/a/Dockerfile": TEXT, "/r/b/Dockerfile": "FROM scratch\n", "/r/c/Dockerfile": TEXT };
  const read = async (format: string) =>
    JSON.parse((await runIn({ files }, ...WORDS.slice(0, -1), "--format", format)).output);
  const [{ results }] = (await read("sarif")).runs;
  const found = [(await read("json")).files.length, (await read("gitlab")).length, results.length];
  assert.deepEqual(found, [3, 6, 6]);
});

describe("a fix whose index only a package manager may know names the switch that lets it be asked", () => {
  const rows: Readonly<Record<string, string>> = {
    "apt-get install -y curl": "",
    "apk add curl": "",
    "dnf install -y curl": ", may need --containers",
    "zypper install -y curl": ", may need --containers",
    "pip install flask": ", may need --tools",
    "conda install numpy": ", may need --tools",
    "npm install -g serve": "",
    "gem install rails": ", may need --tools",
    "go install example.com/tool@latest": ", may need --tools",
    "cargo install ripgrep": ", may need --tools",
    "composer require a/b": ", may need --tools",
  };
  for (const [command, note] of Object.entries(rows))
    it(command, async () => {
      const { output } = await runIn({ files: { "/r/Dockerfile": `FROM example/base:1\nRUN ${command}\n` } }, "lint");
      assert.equal(/= fix: Pin .*\[asks the network((?:, may need --\w+)?)/.exec(output)?.[1], note);
    });
});

test("a fix that the project decides is named by what it writes, and only where it writes something", async () => {
  const words = ["lint", "--rule", "label-missing"];
  const files = { "/r/Dockerfile": "FROM scratch\n" };
  const bare = await runIn({ files }, ...words);
  assert.doesNotMatch(bare.output, /fix:/);
  const named = { ...files, "/r/package.json": '{"name":"shop"}' };
  const { output } = await runIn({ files: named }, ...words);
  assert.match(output, /\n {4}= fix: Add a label for title \[--review\]\n/);
  const { output: json } = await runIn({ files: named }, ...words, "--format", "json");
  const [finding] = JSON.parse(json).files[0].findings;
  assert.deepEqual(finding.fixes, [{ title: "Add a label for title", safety: "review", network: false }]);
});

test("what a word says besides having no version stands under its command", async () => {
  const files = {
    "/r/Dockerfile": "FROM node:22.11.0\nRUN npm i -g npm@latest serve\nRUN pip install six>=1.2 flask\n",
  };
  const { output } = await runIn({ files }, "lint", "--rule", "npm-unpinned", "--rule", "pip-unpinned");
  assert.match(output, /2 of 2 packages have no version \[npm-unpinned\]\n/);
  assert.match(output, /\n {4}= npm@latest moves: write npm@VERSION\n/);
  assert.match(output, /\n {4}= six has no version, since the shell takes >=1\.2 as a redirection: /);
  assert.doesNotMatch(output, /= (?:serve|flask)/);
});

test("--quiet shows what reaches the limit and no summary", async () => {
  const files = { "/r/Dockerfile": "FROM node:latest AS a\nFROM node:20\nCOPY --from=a /a /a\n" };
  const words = ["lint", "--rule", "image-latest", "--rule", "image-floating-tag", "--quiet"];
  const heads = async (...more: readonly string[]) => {
    const { output } = await runIn({ files }, ...words, ...more);
    return output
      .split("\n")
      .flatMap((line) => /^Dockerfile:.*\[(.*)\]$/.exec(line)?.[1] ?? (/ file/.test(line) ? line : []));
  };
  assert.deepEqual(await heads(), ["image-latest"]);
  assert.deepEqual(await heads("--fail-on", "hint"), ["image-latest", "image-floating-tag"]);
});

test("a terminal gets colour, and cannot be told anything by a file", async () => {
  const files = { "/r/Dockerfile": "FROM node:latest\u001b[2J\nFROM node:latest AS b\n" };
  const { output } = await runIn({ files, isTerminal: true }, "lint", "--rule", "image-latest");
  assert.ok(output.includes("\u001b[33m"));
  assert.equal(output.includes("\u001b[2J"), false);
  const plain = await runIn({ files, isTerminal: true, environment: { NO_COLOR: "1" } }, "lint");
  assert.equal(plain.output.includes("\u001b"), false);
});

test("on a terminal nothing in the text moves the cursor, and every line fits", async () => {
  const packages = Array.from({ length: 30 }, (_, index) => `"p${index}\u001b[2J"`).join(" ");
  const files = {
    "/r/a\u001b[2Jb/Dockerfile": `FROM node:22.11.0\nRUN echo ${"x".repeat(60)}; npm i -g ${packages}\nLABEL a= b\u001b[2J=\n`,
  };
  for (const [isTerminal, width, ...words] of [
    [true, 80],
    [false, 120],
    [true, 120, "--output", "found"],
  ] as const) {
    const ran = await runIn({ files, isTerminal, environment: { NO_COLOR: "1" } }, "lint", ...words);
    const output = ran.files.get("/r/found") ?? ran.output;
    assert.match(output, /^a␛\[2Jb\/Dockerfile:2:\d+: warning: /m);
    assert.equal(output.includes("\u001b"), false);
    const lines = output.split("\n").filter((line) => line.startsWith("  2 | "));
    assert.deepEqual(
      lines.map(({ length }) => length),
      [width],
    );
  }
});

test("GitHub's annotations hold nothing that moves a terminal", async () => {
  const { output } = await runIn({ files: FILES }, ...WORDS, "go\u001b[2Jne", "--format", "github");
  assert.match(output, /::error file=go␛\[2Jne::does not exist\n$/);
  const odd = await runIn({}, "lint", "100%, a\r\nb", "--format", "github");
  assert.equal(odd.output, "::error file=100%25%2C a%0D%0Ab::does not exist\n");
});

test("GitHub's annotations escape what would end them", async () => {
  const { output } = await runIn({ files: FILES }, ...WORDS, "gone", "--format", "github");
  assert.equal(
    output,
    `::warning file=a%3A b/Dockerfile,line=1,endLine=1,col=11,endColumn=17,title=image-latest::node:latest changes under you: write the version that you mean
::warning file=a%3A b/Dockerfile,line=2,endLine=2,col=5,endColumn=20,title=apt-unpinned::curl has no version: write curl=VERSION
::warning file=a%3A b/Dockerfile,line=3,endLine=3,col=7,endColumn=10,title=label-duplicate::a is set again later, which overrides this value: remove it
::error file=gone::does not exist
`,
  );
});

test("formats that are read by machines name the words of a command, up to a dozen", async () => {
  const packages = Array.from({ length: 14 }, (_, index) => `p${index}`).join(" ");
  const files = {
    "/r/Dockerfile": `FROM debian:12.11\nRUN apt-get install curl git\nRUN apt-get install ${packages}\n`,
  };
  const said = ["curl, git", "p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11 and 2 more"];
  for (const format of ["github", "gitlab", "sarif"]) {
    const { output } = await runIn({ files }, "lint", "--rule", "apt-unpinned", "--format", format);
    for (const words of said) assert.ok(output.includes(`packages have no version: ${words}`), `${format}: ${words}`);
    assert.doesNotMatch(output, /and 0 more/);
  }
});

describe("a command over two lines, a note, and an error with its place", () => {
  const files = {
    "/r/.seaworthy.yaml": "rules: {image-latest: info}\nprofil: x\n",
    "/r/Dockerfile": "FROM node:latest\nRUN apt-get \\\n  install -y curl\n",
  };
  const written = async (format: string) => {
    const words = ["lint", "--rule", "image-latest", "--rule", "apt-unpinned", "--format", format];
    return (await runIn({ files }, ...words)).output;
  };

  it("as GitHub's annotations, whose columns are those of one line", async () => {
    assert.equal(
      await written("github"),
      `::notice file=Dockerfile,line=1,endLine=1,col=11,endColumn=17,title=image-latest::node:latest changes under you: write the version that you mean
::warning file=Dockerfile,line=2,endLine=3,title=apt-unpinned::curl has no version: write curl=VERSION
::error file=.seaworthy.yaml,line=2::unknown key "profil"; did you mean "profile"?
`,
    );
  });

  it("in GitLab's report", async () => {
    const found = JSON.parse(await written("gitlab"));
    assert.deepEqual(
      found.map(({ severity, location }: { severity: string; location: object }) => [severity, location]),
      [
        ["minor", { path: "Dockerfile", lines: { begin: 1, end: 1 } }],
        ["major", { path: "Dockerfile", lines: { begin: 2, end: 3 } }],
      ],
    );
  });

  it("in SARIF", async () => {
    const [{ results, invocations }] = JSON.parse(await written("sarif")).runs;
    assert.deepEqual(
      results.map(({ level }: { level: string }) => level),
      ["note", "warning"],
    );
    const region = { startLine: 2, startColumn: 5, endLine: 3, endColumn: 10 };
    assert.deepEqual(results[1].locations[0].physicalLocation.region, region);
    assert.deepEqual(invocations[0].toolExecutionNotifications[0].locations, [
      { physicalLocation: { artifactLocation: { uri: ".seaworthy.yaml" }, region: { startLine: 2, startColumn: 1 } } },
    ]);
  });
});

test("GitLab's report has fingerprints that stay when lines move", async () => {
  const read = async (text: string) => {
    const { output } = await runIn({ files: { "/r/Dockerfile": text } }, ...WORDS.slice(0, -1), "--format", "gitlab");
    return JSON.parse(output);
  };
  const before = await read(TEXT);
  const after = await read(`# moved\n\n${TEXT}`);
  assert.deepEqual(before[1], {
    description: "curl has no version: write curl=VERSION",
    check_name: "apt-unpinned",
    fingerprint: before[1].fingerprint,
    severity: "major",
    location: { path: "Dockerfile", lines: { begin: 2, end: 2 } },
  });
  const marks = (issues: { fingerprint: string }[]) => issues.map(({ fingerprint }) => fingerprint);
  assert.deepEqual(marks(before), marks(after));
  assert.equal(new Set(marks(before)).size, 3);
  assert.deepEqual(await read("FROM scratch\n"), []);
});

/** The schema is written for an older draft; what differs there are the names of two keywords. */
function sarifValidator() {
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync("test/fixtures/sarif/sarif-schema-2.1.0.json", "utf8"));
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

test("SARIF is valid against the official schema and has one result for a command", async () => {
  const validate = sarifValidator();
  const { output } = await runIn({ files: FILES }, ...WORDS, "gone", "--format", "sarif");
  const sarif = JSON.parse(output);
  assert.equal(validate(sarif), true, JSON.stringify(validate.errors));
  const [{ results, tool, invocations }] = sarif.runs;
  assert.deepEqual(
    results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]),
    [
      ["image-latest", "warning"],
      ["apt-unpinned", "warning"],
      ["label-duplicate", "warning"],
    ],
  );
  const [image, command, label] = results;
  assert.deepEqual(Object.keys(image), ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"]);
  const levels = ["image-latest", "image-eol", "image-floating-tag"].map(
    (id) => tool.driver.rules.find((rule: { id: string }) => rule.id === id).defaultConfiguration,
  );
  assert.deepEqual(
    levels,
    ["warning", "note", "note"].map((level) => ({ enabled: true, level })),
  );
  assert.deepEqual(command.locations[0].physicalLocation, {
    artifactLocation: { uri: "a%3A%20b/Dockerfile" },
    region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 20 },
  });
  assert.deepEqual(command.relatedLocations[0].physicalLocation.region, {
    startLine: 2,
    startColumn: 24,
    endLine: 2,
    endColumn: 28,
  });
  assert.equal(tool.driver.rules[command.ruleIndex].id, "apt-unpinned");
  assert.match(tool.driver.rules[command.ruleIndex].help.markdown, /apt-unpinned/);
  assert.deepEqual(label.fixes[0].artifactChanges[0].replacements[0].insertedContent, { text: "" });
  assert.deepEqual(invocations[0].executionSuccessful, false);
  assert.deepEqual(invocations[0].toolExecutionNotifications[0].message, { text: "does not exist" });
});

test("SARIF of nothing is valid, too", async () => {
  const validate = sarifValidator();
  const { output } = await runIn(
    { files: { "/r/Dockerfile": "FROM scratch\n" } },
    ...WORDS.slice(0, -1),
    "--format",
    "sarif",
  );
  assert.equal(validate(JSON.parse(output)), true, JSON.stringify(validate.errors));
});

test("SARIF has only fixes that are known without a look at the project", async () => {
  const files = { "/r/Dockerfile": "FROM scratch\n", "/r/package.json": '{"name":"shop"}' };
  const { output } = await runIn({ files }, "lint", "--rule", "label-missing", "--format", "sarif");
  const [{ results }] = JSON.parse(output).runs;
  assert.deepEqual([results.length, results[0].fixes], [1, undefined]);
});
