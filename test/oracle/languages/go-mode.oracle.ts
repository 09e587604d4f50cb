import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { resolveLookup } from "../../../server/src/engine/lookups.ts";
import { lookupFixes } from "../../../server/src/lint/lookups/lookup-fixes.ts";
import { check } from "../../../server/src/lint/run.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import { SETUP } from "../../harness/lookup-table.ts";
import { found, madeUpLookups } from "../../harness/made-up-broker.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";
import { inEmptyFolder } from "./tool-run.ts";

// Where a version has a place, the go command of this machine (from 1.18 on) takes it; where it has none, it refuses it.

const PROGRAM = "github.com/BurntSushi/toml/cmd/tomlv";
const VERSION = "v1.3.0";

const ROWS: readonly (readonly [command: string, ours: string | undefined])[] = [
  [`go install ${PROGRAM}@latest`, `go install ${PROGRAM}@${VERSION}`],
  [`go get -u -v ${PROGRAM}`, `go install -v ${PROGRAM}@${VERSION}`],
  [`GO111MODULE=auto go get ${PROGRAM}`, `GO111MODULE=auto go install ${PROGRAM}@${VERSION}`],
  [`GO111MODULE=off go get ${PROGRAM}`, undefined],
];

async function pinned(text: string): Promise<string | undefined> {
  const model = buildModel(text);
  const finding = check(model, STANDARD_OPTIONS).findings.find(({ rule }) => rule === "go-unpinned");
  assert.ok(finding !== undefined);
  const [fix] = lookupFixes(finding, model, SETUP);
  if (fix === undefined) return undefined;
  const edits = await resolveLookup(
    fix,
    madeUpLookups(() => found([{ style: "exact", text: VERSION }])),
  );
  assert.ok(edits.ok);
  return applyEdits(text, edits.value);
}

/** The command without building anything; throws where it fails. */
async function run(command: string, cwd: string): Promise<void> {
  await output("sh", ["-c", `export GOFLAGS=-n GOTOOLCHAIN=local; ${command}`], { cwd });
}

describe("a version stands where go takes one", () => {
  before(() => installPrograms({ go: "golang-go" }));
  for (const [command, ours] of ROWS) {
    it(command, () =>
      inEmptyFolder(async (folder) => {
        const from = "FROM golang:latest\nRUN ";
        assert.equal(await pinned(from + command), ours && from + ours);
        if (ours !== undefined) await run(ours, folder);
        const asWritten = `${command.replace("@latest", "")}@${VERSION}`;
        if (ours !== asWritten) await assert.rejects(run(asWritten, folder), /failed:\ngo: /);
      }),
    );
  }
  it("go get in a module", () =>
    inEmptyFolder(async (folder) => {
      const from = "FROM golang:latest\nCOPY . .\nRUN ";
      const ours = `go get ${PROGRAM}@${VERSION}`;
      assert.equal(await pinned(`${from}go get ${PROGRAM}`), from + ours);
      writeFileSync(join(folder, "go.mod"), "module ship.example/oracle\n");
      await run(ours, folder);
    }));
});
