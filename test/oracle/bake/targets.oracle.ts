import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import { type BakeText, readBake } from "../../../server/src/compose/read-bake.ts";
import type { ComposeBuild } from "../../../server/src/compose/read-compose.ts";

const GENERATED = 3000;

interface Target {
  readonly context?: string;
  readonly dockerfile?: string;
  readonly "dockerfile-inline"?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly contexts?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly refused: string;
  readonly targets: Readonly<Record<string, Target>> | null;
}

/** What Bake builds by each of these projects, with no variable set. */
function askBake(projects: readonly (readonly BakeText[])[]): readonly Answer[] {
  const options = { cwd: join("test", "oracle", "bake"), input: JSON.stringify(projects), maxBuffer: 1 << 30 };
  const run = spawnSync("go", ["run", "."], { ...options, encoding: "utf8" });
  if (run.error !== undefined)
    throw new Error("Go is not installed: the oracle is a Go program.", { cause: run.error });
  if (run.status !== 0) throw new Error(`go run failed:\n${run.stderr.slice(-4000)}`);
  return JSON.parse(run.stdout);
}

const TEXTS = ["a", "b-1", "1.10", "007", "", "$A", "$${A}", "%%{A}", "a b", "\\n", "$", "x$${A}${B}"];
const TEMPLATES = ["${A}", "${B}-x", "v${ C }", "${A}${B}", "${D}", "$${A}", "${A == B}", "${upper(A)}"];
const EXPRESSIONS = ["1.10", "3", "true", "null", "A", "B", "C", "D", '"x" == A ? "y" : "z"', "upper(B)"];

/** A project of one to three files, which have variables and targets in the ways that Bake knows. */
function generated(random: () => number): readonly BakeText[] {
  const names = ["docker-bake.json", "docker-bake.hcl", "docker-bake.override.hcl"];
  const chosen = names.filter((name) => name === "docker-bake.hcl" || random() < 0.3);
  return chosen.map((name) => ({ name, text: name.endsWith(".json") ? inJson(random) : inHcl(random) }));
}

function chance(random: () => number) {
  return {
    one: (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "",
    sometimes: (share: number, text: () => string) => (random() < share ? [text()] : []),
  };
}

function inHcl(random: () => number): string {
  const { one, sometimes } = chance(random);
  /** Of variables only those behind `name`: none is made of itself. */
  const value = (name = "") => {
    const isMade = (text: string) => (/[A-D]/.exec(text)?.[0] ?? "Z") > name;
    const quoted = (random() < 0.4 ? TEMPLATES : TEXTS).filter(isMade);
    return random() < 0.5 ? `"${one(quoted)}"` : one(EXPRESSIONS.filter(isMade));
  };
  const list = () => `[${[value(), value()].join(", ")}${random() < 0.3 ? "," : ""}]`;
  const map = (keys: readonly string[], gap: string) => {
    const entries = keys.filter(() => random() < 0.6).map((key) => `${key} ${one(["=", ":"])} ${value()}`);
    return `{${gap}${entries.join(gap === "\n" ? one(["\n", ",\n"]) : ", ")}${gap}}`;
  };
  const variable = (name: string) =>
    sometimes(0.95, () => {
      const inside = random() < 0.9 ? `  default = ${name === "T" ? list() : value(name)}\n` : "";
      return `variable "${name}" {\n${inside}}\n`;
    });
  const target = (name: string) =>
    `target "${name}" {${[
      "",
      ...sometimes(0.4, () => `context = ${value()}`),
      ...sometimes(0.3, () => `dockerfile = ${value()}`),
      ...sometimes(0.05, () => 'dockerfile-inline = "FROM x"'),
      ...sometimes(0.3, () => `target = ${value()}`),
      ...sometimes(0.6, () => `args = ${map(["X", '"Y"', "Z"], one([" ", "\n"]))}`),
      ...sometimes(0.3, () => `contexts = ${map(["c", '"d/e"'], "\n")}`),
      ...sometimes(0.3, () => `tags = ${random() < 0.2 ? "T" : list()}`),
      ...sometimes(0.4, () => `inherits = ["${one(["a", "b", "c"])}", "${one(["a", "b", "c"])}"]`),
      ...sometimes(name === "m" ? 1 : 0, () => `matrix = { A = ["m", "n"] }\n  name = "${name}-\${A}"`),
      "",
    ].join(one(["\n  ", "\n  # x\n  "]))}\n}\n`;
  return [
    ...["A", "B", "C", "D", "T"].flatMap(variable),
    ...sometimes(0.2, () => `${one(["D", "E"])} = ${value("D")}\n`),
    ...["a", "b", "c", "a", "m"].flatMap((name) => sometimes(name === "m" ? 0.2 : 0.8, () => target(name))),
  ].join("");
}

function inJson(random: () => number): string {
  const { one } = chance(random);
  const value = () => one([...TEMPLATES, ...TEXTS]);
  const some = <T>(make: () => T) => (random() < 0.4 ? make() : undefined);
  return JSON.stringify({
    variable: { A: { default: one(TEXTS.filter((text) => !text.includes("{"))) }, C: some(() => ({ default: 3 })) },
    target: {
      a: { context: some(value), args: some(() => ({ X: value(), W: null })), tags: some(() => [value()]) },
      c: some(() => ({ inherits: ["a"], dockerfile: value() })),
    },
  });
}

/** What both say of the targets that both know; a value that is unknown to us is left out of both. */
function compared(mine: ComposeBuild, theirs: Target): readonly [object, object] {
  const known = [...mine.args].filter(([, value]) => value !== undefined).map(([name]) => name);
  const isUnknown = (what: "target" | "names") => mine.unknown.includes(what);
  return [
    {
      ...{ context: mine.context, dockerfile: mine.dockerfile, target: mine.target },
      args: Object.fromEntries(known.sort().map((name) => [name, mine.args.get(name)])),
      // What is null by an expression is set for us, and not for Bake.
      missing: Object.keys(theirs.args ?? {}).filter((name) => !mine.args.has(name)),
      names: isUnknown("names") ? [] : [...new Set(mine.names)],
      contexts: Object.keys(theirs.contexts ?? {}).filter((name) => !mine.contexts.includes(name)),
    },
    {
      context: theirs.context || ".",
      dockerfile: theirs.dockerfile || "Dockerfile",
      target: isUnknown("target") ? undefined : theirs.target,
      args: Object.fromEntries(known.map((name) => [name, theirs.args?.[name]])),
      missing: [],
      names: isUnknown("names") ? [] : (theirs.tags ?? []),
      contexts: [],
    },
  ];
}

test("targets build what Bake says", () => {
  const random = randomFrom(31);
  const projects = Array.from({ length: GENERATED }, () => generated(random));
  const differences: object[] = [];
  let read = 0;
  let known = 0;
  for (const [index, { targets }] of askBake(projects).entries()) {
    const project = projects[index];
    if (targets === null || project === undefined) continue;
    read += 1;
    for (const mine of readBake(project).builds) {
      // A matrix makes several targets of one, with names of their own.
      const theirs = targets[mine.service === "m" ? "m-n" : mine.service];
      if (theirs === undefined) continue;
      known += 1;
      const [ours, other] = compared(mine, theirs);
      if (JSON.stringify(ours) !== JSON.stringify(other)) differences.push({ project, ours, other });
    }
  }
  assert.ok(
    read > GENERATED / 4 && known > read,
    `${read} of ${GENERATED} projects are read by Bake, ${known} targets by us`,
  );
  assert.deepEqual(differences.slice(0, 5), []);
});
