import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { packagesOf } from "../../../server/src/lint/lookups/packages/package-at.ts";
import { packageQuery } from "../../../server/src/lint/lookups/packages/package-query.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import type { Run } from "../../../server/src/outside/outside.ts";
import { newReach } from "../../../server/src/outside/reach.ts";
import type { LanguageQuery } from "../../../server/src/pin/query.ts";
import { SETUP } from "../../harness/lookup-table.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { fakeWorld, query, resolved, shown } from "../../server/resolve/language/fake-world.ts";
import { inEmptyFolder, withUv } from "./tool-run.ts";

// The indexes of this machine, asked by their own clients: our answer is what the client itself would install. A handful of
// names; an index that does not answer fails the test and says so.

async function ours(asked: LanguageQuery, environment = process.env): Promise<string> {
  return inEmptyFolder(async (cacheFolder) => {
    // The tools alone: no base image is looked at, its tag says which Python it has.
    const { run, npm } = newReach({ environment, cacheFolder });
    const world = fakeWorld({ reach: { run, npm }, settings: { order: ["tool"] } });
    return shown(await resolved(asked, world)).split(" | ")[0] ?? "";
  });
}

describe("npm installs what we answer", () => {
  const rows = ["semver", "semver@^6.0.0", "@types/node@20", "left-pad", "is-number@>=3 <7"];
  for (const spec of rows) {
    it(spec, async () => {
      const at = spec.indexOf("@", 1);
      const name = at < 0 ? spec : spec.slice(0, at);
      const range = at < 0 ? {} : { range: spec.slice(at + 1) };
      const theirs = await inEmptyFolder(async (cwd) => {
        await output("npm", ["install", "--package-lock-only", "--ignore-scripts", "--", spec], { cwd });
        const lock = JSON.parse(readFileSync(join(cwd, "package-lock.json"), "utf8"));
        return lock.packages[`node_modules/${name}`].version;
      });
      assert.equal(await ours(query("npm", name, range)), theirs);
    });
  }
});

const PYTHON_ROWS: readonly (readonly [name: string, python: string, range?: string])[] = [
  ["numpy", "3.9"],
  ["django", "3.9"],
  ["requests", "3.12", "<2.32"],
  ["six", "3.11"],
  ["typing_extensions", "3.8"],
];

const pipAnswers = new Map<string, Promise<string>>();

/** What pip would install of wheels; with others it would have to run their code to answer. Asked once. */
function pipInstalls(name: string, python: string, range = ""): Promise<string> {
  const key = `${name}${range} ${python}`;
  const answer = pipAnswers.get(key) ?? pipAnswer(name, python, range);
  pipAnswers.set(key, answer);
  return answer;
}

function pipAnswer(name: string, python: string, range: string): Promise<string> {
  return inEmptyFolder(async (cwd) => {
    const report = join(cwd, "report.json");
    const forOther = [`--python-version=${python}`, `--target=${join(cwd, "target")}`, "--only-binary=:all:"];
    const only = ["--dry-run", "--no-deps", "--ignore-installed", "--quiet", `--report=${report}`];
    await output("python3", ["-m", "pip", "install", ...only, ...forOther, `${name}${range}`], { cwd });
    return JSON.parse(readFileSync(report, "utf8")).install[0].metadata.version;
  });
}

describe("pip installs what we answer", () => {
  before(() => installPrograms({ pip: "python3-pip" }));
  for (const [name, python, range] of PYTHON_ROWS) {
    it(`${name}${range ?? ""} on Python ${python}`, async () => {
      const asked = query("pip", name, { base: `python:${python}-slim`, ...(range === undefined ? {} : { range }) });
      assert.equal(await ours(asked), await pipInstalls(name, python, range));
    });
  }
});

const INSTALLS: readonly (readonly [text: string, name: string, python: string])[] = [
  ["FROM ubuntu:22.04\nRUN apt-get install -y python3-pip && pip3 install numpy\n", "numpy", "3.10"],
  ["FROM centos:7\nRUN yum install -y python3-pip && pip3 install meson\n", "meson", "3.6"],
  ["FROM python:3.9\nRUN python3.8 -m pip install numpy\n", "numpy", "3.8"],
];

describe("pip of a distribution, or of the command's own words, installs what we answer", () => {
  before(() => installPrograms({ pip: "python3-pip" }));
  for (const [text, name, python] of INSTALLS) {
    it(text.trim().replaceAll("\n", " | "), async () => {
      const model = buildModel(text);
      const placed = [...packagesOf(model)].find(({ use }) => use.manager === "pip");
      assert.ok(placed !== undefined);
      const asked = packageQuery(placed, model, SETUP);
      assert.ok(typeof asked !== "string" && asked.kind === "language");
      assert.equal(await ours(asked), await pipInstalls(name, python));
    });
  }
});

describe("uv answers as pip does", () => {
  before(() => installPrograms({ pip: "python3-pip" }));
  it("numpy, Django and requests, each for a Python of the base image", () =>
    inEmptyFolder(async (folder) => {
      const environment = await withUv(folder);
      for (const [name, python, range] of PYTHON_ROWS.slice(0, 3)) {
        const asked = query("uv", name, { base: `python:${python}-slim`, ...(range === undefined ? {} : { range }) });
        assert.equal(await ours(asked, environment), await pipInstalls(name, python, range), name);
      }
    }));
});

describe("go get takes what we answer", () => {
  before(() => installPrograms({ go: "golang-go" }));
  const rows: readonly (readonly [path: string, module: string, range?: string])[] = [
    ["golang.org/x/text", "golang.org/x/text"],
    ["golang.org/x/tools/cmd/stringer", "golang.org/x/tools"],
    ["github.com/google/uuid", "github.com/google/uuid", "v1.3"],
    ["github.com/BurntSushi/toml", "github.com/BurntSushi/toml"],
    ["golang.org/x/exp", "golang.org/x/exp"],
  ];
  for (const [path, module, range] of rows) {
    it(`${path}@${range ?? "latest"}`, async () => {
      const theirs = await inEmptyFolder(async (cwd) => {
        writeFileSync(join(cwd, "go.mod"), "module ship.example/oracle\n");
        const words = ["mod", "download", "-json", `${module}@${range ?? "latest"}`];
        return JSON.parse(await output("go", words, { cwd })).Version;
      });
      assert.equal(await ours(query("go", path, range === undefined ? {} : { range })), theirs);
    });
  }
});

describe("cargo adds what we answer", () => {
  before(() => installPrograms({ cargo: "cargo" }));
  for (const name of ["ripgrep", "cfg-if", "serde", "itoa"]) {
    it(name, async () => {
      const theirs = await inEmptyFolder(async (cwd) => {
        await output("cargo", ["init", "--quiet", "--vcs=none", "--name=oracle"], { cwd });
        const script = 'cargo add --color=never --dry-run "$1" 2>&1';
        return /Adding \S+ v(\S+) to/.exec(await output("sh", ["-c", script, "sh", name], { cwd }))?.[1];
      });
      assert.equal(await ours(query("cargo", name)), theirs);
    });
  }
});

/** pip says the same of an index that does not answer. */
const PIP_FINDS_NONE = /^unreachable: pip finds no seaworthy-no-such-package-of-anybody: there is none, or /;

describe("the script of a container", () => {
  it("gives what the tool wrote, with its status and errors", async () => {
    await inEmptyFolder(async (cacheFolder) => {
      const { run } = newReach({ environment: { ...process.env, TMPDIR: cacheFolder }, cacheFolder });
      // A shell of this machine in the place of the engine: what stands behind `--entrypoint=sh IMAGE` is its own words.
      const inShell: Run["run"] = (command) =>
        run.run({ ...command, program: "sh", args: command.args.slice(command.args.indexOf("-c")) });
      const world = fakeWorld({ reach: { run: { run: inShell } }, settings: { order: ["container"] } });
      const asked = (name: string) => resolved(query("pip", name, { base: "python:3.12-slim" }), world);
      assert.equal(shown(await asked("six")), await pipInstalls("six", "3.12"));
      assert.match(shown(await asked("seaworthy-no-such-package-of-anybody")), PIP_FINDS_NONE);
    });
  });
});

describe("a name that no index has is not found", () => {
  for (const [manager, told] of [
    ["npm", /^not-found: /],
    ["cargo", /^not-found: /],
    ["pip", PIP_FINDS_NONE],
  ] as const) {
    it(manager, async () => {
      assert.match(await ours(query(manager, "seaworthy-no-such-package-of-anybody")), told);
    });
  }
});
