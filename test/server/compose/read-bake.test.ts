import assert from "node:assert/strict";
import { test } from "node:test";
import { readBake } from "../../../server/src/compose/read-bake.ts";
import { buildOf } from "../../harness/compose-build.ts";

interface Row {
  readonly hcl?: string;
  /** `docker-bake.override.hcl`, read with the other. */
  readonly override?: string;
  readonly json?: unknown;
  readonly builds: readonly object[];
}

const readHcl = (text: string) => readBake([{ name: "docker-bake.hcl", text }]);
const readJson = (text: string) => readBake([{ name: "docker-bake.json", text }]);

const rows: Readonly<Record<string, Row>> = {
  "a target is a build": {
    hcl: 'group "default" { targets = ["web"] }\ntarget "web" {\n  context = "./web" # here\n  dockerfile = "docker/Dockerfile"\n}\ntarget job {}\n',
    builds: [buildOf("web", { context: "./web", dockerfile: "docker/Dockerfile" }), buildOf("job")],
  },
  "literal arguments and variables with a default are known, computed ones set but unknown": {
    hcl: `variable "TAG" { default = "1" }
target "web" {
  args = {
    NODE = "22.1.0"
    COUNT = 3
    "quoted" = "x",
    TAG = TAG
    TEXT = "\${TAG}-slim"
    CALL = join("-", ["a", "b"])
    TERNARY = TAG == "1" ? "a" : "b"
    DOC = <<EOT
      target "no" {}
    EOT
    LAST = "y"
  }
}
`,
    builds: [
      buildOf("web", {
        args: {
          NODE: "22.1.0",
          COUNT: "3",
          quoted: "x",
          TAG: "1",
          TEXT: "1-slim",
          CALL: undefined,
          TERNARY: undefined,
          DOC: undefined,
          LAST: "y",
        },
      }),
    ],
  },
  "texts with escapes, marks that stand for themselves and directives are unknown, and end where they end": {
    hcl: `variable "TAG" { default = "1" }
target "web" {
  args = {
    QUOTE = "a\\"b # {"
    TAB = "a\\tb"
    PLAIN = "{a} % $ ~"
    KEPT = "$\${TAG}"
    LOOP = "%%{ if x }"
    IF = "%{ if TAG == "}" }x%{ endif }"
    IN = "a\${join("\\"}", ["{"])}b"
    OBJECT = "\${f({ a = 1 }, "}")}"
    OPEN = "{"
    ESCAPED = "\\\${TAG}"
    LAST = "y"
  }
}
`,
    builds: [
      buildOf("web", {
        args: {
          QUOTE: undefined,
          TAB: undefined,
          PLAIN: "{a} % $ ~",
          KEPT: undefined,
          LOOP: undefined,
          IF: undefined,
          IN: undefined,
          OBJECT: undefined,
          OPEN: "{",
          ESCAPED: undefined,
          LAST: "y",
        },
      }),
    ],
  },
  "variables may be made of others, and `NAME = …` at the top is one": {
    hcl: `variable "REGISTRY" { default = "registry.example" }
variable "REPOSITORY" {
  type = string
  default = "\${REGISTRY}/team"
  validation { condition = REGISTRY != "" }
}
TAGS = ["\${REPOSITORY}/web:\${VERSION}", "x:1"]
variable "VERSION" { default = 1.10 }
target "web" {
  context = DIR
  tags = TAGS
  target = STAGE
}
variable "DIR" { default = "web" }
variable "STAGE" { default = null }
`,
    builds: [buildOf("web", { context: "web", names: ["registry.example/team/web:1.1", "x:1"] })],
  },
  "a variable without a default, or with an empty one, waits for the environment": {
    hcl: 'variable "A" {}\nvariable "B" { default = "" }\ntarget "x" {\n  args = { A = A, B = "${B}", C = C, D = "v${A}" }\n  tags = ["x:${B}"]\n  target = B\n}\n',
    builds: [
      buildOf("x", {
        args: { A: undefined, B: undefined, C: undefined, D: undefined },
        unknown: ["target", "names"],
      }),
    ],
  },
  "what a matrix goes through is no variable": {
    hcl: 'variable "V" { default = "1" }\ntarget "x" {\n  matrix = { V = ["1", "2"] }\n  args = { V = V, W = W }\n}\nvariable "W" { default = "w" }\ntarget "y" {\n  matrix = M\n  args = { W = W }\n}\n',
    builds: [buildOf("x", { args: { V: undefined, W: "w" } }), buildOf("y", { args: { W: undefined } })],
  },
  "a variable and a target may have one name": {
    hcl: 'variable "web" { default = "1" }\ntarget "web" { args = { A = web } }\n',
    builds: [buildOf("web", { args: { A: "1" } })],
  },
  "variables that are made of each other are unknown": {
    hcl: 'variable "A" { default = "${B}" }\nvariable "B" { default = A }\ntarget "x" { args = { A = A } }\n',
    builds: [buildOf("x", { args: { A: undefined } })],
  },
  "an override says more of a target, and gives variables another default": {
    hcl: `variable "V" { default = "1" }
target "web" {
  context = "web"
  args = { A = "1", V = V }
  tags = ["web:\${V}"]
}
target "job" { args = { J = V } }
`,
    override: 'variable "V" { default = "2" }\ntarget "web" {\n  args = { A = "2" }\n  inherits = ["job"]\n}\n',
    builds: [
      buildOf("web", { context: "web", args: { A: "2", V: "2", J: "2" }, names: ["web:2"] }),
      buildOf("job", { args: { J: "2" } }),
    ],
  },
  "of a target that is written twice the later word holds": {
    hcl: 'target "a" {\n  context = "x"\n  args = { A = "1", B = "1" }\n  tags = ["x:1"]\n}\ntarget "a" {\n  args = { A = null, B = "2" }\n  dockerfile = ""\n  target = null\n  tags = ["x:2"]\n}\n',
    builds: [buildOf("a", { context: "x", args: { A: "1", B: "2" }, names: ["x:2"] })],
  },
  "and what it inherits is added": {
    hcl: `target "a" { args = { A = "a" } }
target "b" { args = { B = "b" } }
target "web" { inherits = ["a"] }
target "web" { inherits = ["b"] }
`,
    builds: [
      buildOf("a", { args: { A: "a" } }),
      buildOf("b", { args: { B: "b" } }),
      buildOf("web", { args: { A: "a", B: "b" } }),
    ],
  },
  "a value in brackets, or in more of them than anybody writes, is not known": {
    hcl: `target "web" { args = { A = ("x"), B = ${"[".repeat(40)}${"]".repeat(40)}, C = "c" } }\n`,
    builds: [buildOf("web", { args: { A: undefined, B: undefined, C: "c" } })],
  },
  "a text or a here-document that nothing ends goes on to the end": {
    hcl: 'target "a" { target = "x" }\ntarget "b" {\n  target = <<END\n}\ntarget "c" {}',
    builds: [buildOf("a", { target: "x" }), buildOf("b", { unknown: ["target"] })],
  },
  "a place that is computed leaves the target out": {
    hcl: 'target "a" {\n  context = CONTEXT\n}\ntarget "b" {\n  dockerfile-inline = "FROM x"\n}\ntarget "c" {}\ntarget "d" { dockerfile = FILE }\n',
    builds: [buildOf("c")],
  },
  "inherited values hold where a target says nothing": {
    hcl: `target "base" {
  dockerfile = "base.Dockerfile"
  args = { A = "base", B = "base" }
}
target "more" { args = { B = "more" } }
target "web" {
  inherits = ["base", "more"]
  args = { A = "web" }
}
`,
    builds: [
      buildOf("base", { dockerfile: "base.Dockerfile", args: { A: "base", B: "base" } }),
      buildOf("more", { args: { B: "more" } }),
      buildOf("web", { dockerfile: "base.Dockerfile", args: { A: "web", B: "more" } }),
    ],
  },
  "a target that is inherited brings what it inherits itself": {
    hcl: `target "base" { args = { Z = "base" } }
target "a" {
  inherits = ["base"]
  args = { X = "a", Z = "a" }
}
target "c" { args = { X = "c" } }
target "b" { inherits = ["c", "base"] }
target "web" { inherits = ["a", "b"] }
`,
    builds: [
      buildOf("base", { args: { Z: "base" } }),
      buildOf("a", { args: { X: "a", Z: "a" } }),
      buildOf("c", { args: { X: "c" } }),
      buildOf("b", { args: { X: "c", Z: "base" } }),
      buildOf("web", { args: { X: "c", Z: "base" } }),
    ],
  },
  "of a target that inherits what is computed, or stands in another file, nothing is said": {
    hcl: 'target "a" { inherits = ["b-${TYPE}"] }\ntarget "b" { inherits = PARENTS }\ntarget "c" { inherits = ["elsewhere"] }\ntarget "d" { inherits = ["a"] }\ntarget "e" {}\n',
    builds: [buildOf("e")],
  },
  "an entry whose name is computed leaves the others": {
    hcl: `target "a" {
  args = { "\${PREFIX}_X" = "1", (NAME) = f("a", "b"), Y = "2" }
  contexts = {
    "team/base:\${TAG}" : "target:b"
    other = "x"
  }
}
`,
    builds: [buildOf("a", { args: { Y: "2" }, contexts: ["other"] })],
  },
  "what is made of a list says nothing": {
    hcl: 'target "a" {\n  args = { for name in NAMES : name => "x" }\n  target = "web"\n}\n',
    builds: [buildOf("a", { target: "web" })],
  },
  "an empty name is none": {
    hcl: 'target "a" {\n  tags = ["", "team/a:1"]\n}\n',
    builds: [buildOf("a", { names: ["team/a:1"] })],
  },
  "a number is no text": {
    hcl: `target "a" {\n  args = { A = 1.10, B = 3, C = ${"9".repeat(20)}, D = true, E = false }\n}\n`,
    builds: [buildOf("a", { args: { A: "1.1", B: "3", C: undefined, D: "true", E: "false" } })],
  },
  "the stage and the names of a target are known where they are literal": {
    hcl: 'target "a" {\n  target = "web"\n  tags = ["team/a:1", "team/a:${TAG}"]\n}\ntarget "b" { target = STAGE }\ntarget "c" { tags = concat(["a"], []) }\n',
    builds: [
      buildOf("a", { target: "web", names: ["team/a:1"], unknown: ["names"] }),
      buildOf("b", { unknown: ["target"] }),
      buildOf("c", { unknown: ["names"] }),
    ],
  },
  "a text in an expression in a text ends neither": {
    hcl: 'target "a" {\n  tags = ["x:${join(",", ["{", "}\\""])}", "y:$${z", "z"]\n  target = "web"\n}\n',
    builds: [buildOf("a", { target: "web", names: ["z"], unknown: ["names"] })],
  },
  "a here-document of a file with CRLF": {
    hcl: 'target "a" {\r\n  args = {\r\n    DOC = <<EOT\r\n} target "no" {\r\nEOT\r\n    LAST = "y"\r\n  }\r\n}\r\n',
    builds: [buildOf("a", { args: { DOC: undefined, LAST: "y" } })],
  },
  "targets that inherit in a circle have an end": {
    hcl: 'target "a" { inherits = ["b"] }\ntarget "b" { inherits = ["a"] }\n',
    builds: [buildOf("a"), buildOf("b")],
  },
  "contexts are names": {
    hcl: 'target "a" {\n  contexts = { base = "docker-image://alpine:3.20", other = X }\n}\n',
    builds: [buildOf("a", { contexts: ["base", "other"] })],
  },
  "comments, nested blocks and lines that are no statements are passed over": {
    hcl: '// one\n/* target "no" {}\n */\n)}] = x\ntarget "a" {\n  matrix = { item = ["x"] }\n  deep { dockerfile = "no" }\n  dockerfile = "b"\n}\ntarget "b" { deep { x = 1 } }\ntarget "c" {}\n',
    builds: [buildOf("a", { dockerfile: "b" }), buildOf("b"), buildOf("c")],
  },
  "JSON says the same": {
    json: {
      variable: { V: { default: 3 }, W: {} },
      target: {
        a: {
          context: "x",
          args: { A: "1", B: 2, C: "${X}", D: null, E: true, V: "v${V}", W: "${W}" },
          contexts: { c: "y" },
          tags: ["a:1"],
        },
      },
    },
    builds: [
      buildOf("a", {
        context: "x",
        args: { A: "1", B: "2", C: undefined, E: "true", V: "v3", W: undefined },
        contexts: ["c"],
        names: ["a:1"],
      }),
    ],
  },
  "what is no Bake file gives nothing": { json: ["target"], builds: [] },
};

for (const [name, { hcl, override, json, builds }] of Object.entries(rows)) {
  test(name, () => {
    const more = override === undefined ? [] : [{ name: "docker-bake.override.hcl", text: override }];
    const read =
      hcl === undefined ? readJson(JSON.stringify(json)) : readBake([{ name: "docker-bake.hcl", text: hcl }, ...more]);
    assert.deepEqual(
      read.builds.map((one) => ({ ...one, args: Object.fromEntries(one.args) })),
      builds,
    );
  });
}

/** Broken and hostile texts, and the builds that they tell of where they are HCL: as JSON they tell of none. */
const broken: readonly (readonly [text: string, services: readonly string[]])[] = [
  ["{", []],
  ["[".repeat(100_000), []],
  ['target "a" {', ["a"]],
  ['target "a" { args = {', ["a"]],
  ["/* ".repeat(50_000), []],
  ['"\\'.repeat(50_000), []],
];

for (const [text, services] of broken) {
  test(`a broken or hostile text ends: ${text.slice(0, 30)}`, () => {
    assert.deepEqual(
      readHcl(text).builds.map(({ service }) => service),
      services,
    );
    assert.deepEqual(readJson(text).builds, []);
  });
}

test("variables that grow by each other are unknown from some length on", () => {
  const doubled = Array.from({ length: 40 }, (_, n) => `variable "V${n}" { default = "\${V${n + 1}}\${V${n + 1}}" }\n`);
  const { builds } = readHcl(`${doubled.join("")}V40 = "x"\ntarget "a" { args = { X = V30, Y = V38 } }\n`);
  assert.deepEqual(
    [...(builds[0]?.args ?? [])],
    [
      ["X", "x".repeat(1024)],
      ["Y", "xxxx"],
    ],
  );
  const chain = Array.from({ length: 5000 }, (_, n) => `variable "V${n}" { default = V${n + 1} }\n`).join("");
  assert.deepEqual(readHcl(`${chain}target "a" { args = { X = V0 } }\n`).builds[0]?.args.get("X"), undefined);
});

test("what is not read is said, with its name", () => {
  const huge = readBake([
    { name: "docker-bake.hcl", text: 'target "a" {}' },
    { name: "docker-bake.override.hcl", text: "x".repeat(300 * 1024) },
  ]);
  const why = "is over 256 KB and is not read";
  assert.deepEqual(huge, { builds: [], contexts: [], inline: [], gap: { name: "docker-bake.override.hcl", why } });
  assert.equal(readJson("[".repeat(1000)).gap?.why, "is nested too deeply to be read");
});

test("JSON of one line is not deep for its many keys, nor for brackets in its texts", () => {
  const args = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, "[{"]));
  const text = JSON.stringify({ target: { a: { args } } }).replaceAll(":", ": ");
  assert.equal(readJson(text).builds[0]?.args.size, 500);
});

const LIST = Array.from({ length: 5000 }, (_, index) => `"k${index}"`).join(", ");
const MAP = Array.from({ length: 5000 }, (_, index) => `k${index} = "v"`).join(", ");
for (const [name, attribute] of Object.entries({
  arguments: `args = { ${MAP} }`,
  names: `tags = [${LIST}]`,
  targets: `inherits = [${LIST}]`,
})) {
  test(`thousands of ${name} that many targets inherit are read for none of them`, () => {
    const heirs = Array.from({ length: 3000 }, (_, index) => `target "t${index}" { inherits = ["x"] }\n`).join("");
    const { builds, gap } = readHcl(`target "x" { ${attribute} }\n${heirs}`);
    assert.deepEqual(builds, []);
    assert.equal(gap?.why, "holds too many values to be read");
  });
}

test("of thousands of targets that one inherits, few are looked into", () => {
  const names = Array.from({ length: 5000 }, (_, index) => `t${index}`);
  const targets = names.map((name) => `target "${name}" { args = { ${name} = "v" } }\n`).join("");
  const heir = `target "x" { inherits = [${names.map((name) => `"${name}"`).join(", ")}] }\n`;
  const built = readHcl(targets + heir).builds.find(({ service }) => service === "x");
  assert.deepEqual([...(built?.args.keys() ?? [])].slice(0, 2), ["t4999", "t4998"]);
  assert.ok((built?.args.size ?? 0) <= 32);
});
