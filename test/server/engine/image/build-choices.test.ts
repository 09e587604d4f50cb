import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextChoices, otherStages } from "../../../../server/src/engine/image/build-choices.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import { memoryFiles } from "../../outside/memory-files.ts";

interface Row {
  readonly title: string;
  readonly instructions: string;
  /** Below `/r`; the Dockerfile stands in `/r/web`. */
  readonly files: readonly string[];
  readonly given?: string;
  /** Path, then what it lacks. */
  readonly contexts: readonly (readonly string[])[];
}

const OWN = "/r/web";
const ROOT = "/r";

const CONTEXTS: readonly Row[] = [
  { title: "nothing tells", instructions: "COPY . /app", files: [], contexts: [[OWN], [ROOT]] },
  {
    title: "only the root has all that is copied",
    instructions: "COPY web/app.js package.json /app/",
    files: ["web/app.js", "package.json"],
    contexts: [[ROOT]],
  },
  {
    title: "only its own folder has it",
    instructions: 'COPY ["/app.js", "./lib/", "/app/"]',
    files: ["web/app.js", "web/lib/a"],
    contexts: [[OWN]],
  },
  {
    title: "neither has what is built before, and one has the rest",
    instructions: "COPY package.json dist /app/",
    files: ["package.json"],
    contexts: [
      [ROOT, "dist"],
      [OWN, "package.json", "dist"],
    ],
  },
  {
    title: "all of it is copied by the root of the context",
    instructions: "COPY / /app",
    files: [],
    contexts: [[OWN], [ROOT]],
  },
  {
    title: "the root has an ignore list",
    instructions: "COPY . /app",
    files: [".dockerignore"],
    contexts: [[ROOT], [OWN]],
  },
  {
    title: "Compose says it",
    instructions: "COPY . /app",
    files: ["web/.dockerignore", "apps/a"],
    given: "/r/apps",
    contexts: [["/r/apps"], [OWN], [ROOT]],
  },
  {
    title: "patterns, variables, stages, addresses and here-documents tell nothing",
    instructions:
      "ARG A=x\nCOPY *.js $A ../up /app/\nCOPY --from=base /a /b\nADD https://files.example/a.tgz git@git.example:a/b.git /b/\nCOPY <<X /c\nX",
    files: [],
    contexts: [[OWN], [ROOT]],
  },
  {
    title: "stages that the last one does not need do not count",
    instructions: "COPY no.txt /\nFROM debian:12\nCOPY app.js /",
    files: ["app.js"],
    contexts: [[ROOT]],
  },
];

describe("what of a Dockerfile can be built", () => {
  for (const { title, instructions, files, given, contexts } of CONTEXTS) {
    it(`is built in the likely folder: ${title}`, () => {
      const names = ["web/Dockerfile", ...files].map((name): [string, string] => [`/r/${name}`, ""]);
      const model = buildModel(`FROM debian:12 AS base\nFROM debian:12 AS app\n${instructions}\n`);
      const disk = memoryFiles(Object.fromEntries(names));
      const found = contextChoices("/r/web/Dockerfile", model, { given, root: ROOT }, disk);
      assert.deepEqual(
        found.map(({ path, missing }) => [path, ...missing]),
        contexts,
      );
    });
  }

  it("is every stage with a name, the nearest to the last first, each once", () => {
    const named = (text: string) => otherStages(buildModel(text));
    assert.deepEqual(named("FROM a AS Deps\nFROM b\nFROM c AS test\nFROM d AS app\n"), ["test", "deps"]);
    assert.deepEqual(named("FROM a AS x\nFROM b AS y\nFROM b AS x\nFROM c AS z\n"), ["x", "y"]);
    assert.deepEqual(named("FROM a AS app\n"), []);
    assert.deepEqual(named(""), []);
  });
});
