import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AnnotatedTextEdit, DeleteFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import {
  DECIDE,
  type DecideParams,
  type DecisionResult,
  EXPORT_DECISIONS,
  IMPORT_DECISIONS,
  IMPORT_REPORT,
  REFRESH_DECISIONS,
  type ScanView,
} from "../../../../server/src/protocol/scan.ts";
import { lineIndex } from "../../../../server/src/text/line-index.ts";
import type { ClientSetup } from "../../../harness/in-process-server.ts";
import { type ScanClient, scanClient } from "../../../harness/scan-client.ts";
import { type MemoryFiles, memoryFiles } from "../../outside/memory-files.ts";

const ACCEPT: DecideParams["choice"] = { kind: "accepted", why: "never reached", until: "2027-01-31" };

interface Deciding {
  readonly client: ScanClient;
  readonly files: MemoryFiles;
  readonly view: ScanView;
  decide(id: string, choice: DecideParams["choice"], more?: Partial<DecideParams>): Promise<DecisionResult>;
  /** Makes the edit of a result on the disk; gives the text of its file, undefined: it is gone. */
  make(result: DecisionResult): string | undefined;
  refresh(): Promise<ScanView>;
}

async function deciding(disk: Readonly<Record<string, string>> = {}, setup: ClientSetup = {}): Promise<Deciding> {
  const files = memoryFiles({
    "/images/shop.tar": "",
    "/shop/.git/HEAD": "ref: refs/heads/main\n",
    "/shop/.git/config": "[user]\n\tname = Reviewer\n\temail = reviewer@shop.example\n",
    ...disk,
  });
  const client = await scanClient(undefined, { ...setup, files });
  const scanned = await client.scan();
  assert.ok(scanned.kind === "done");
  const { view } = scanned;
  return {
    client,
    files,
    view,
    decide(id, choice, more = {}) {
      const finding = view.findings.find((each) => each.id === id)?.index ?? -1;
      const flags = { packages: "this", isThisVersion: false, isForAllImages: false } as const;
      return client.wire.sendRequest(DECIDE, { key: client.uri, finding, choice, ...flags, ...more });
    },
    make(result) {
      assert.ok(result.kind === "done", JSON.stringify(result));
      const path = result.file.replace("file://", "");
      const text = afterEdit(files.texts.get(path) ?? "", result.edit);
      if (text === undefined) files.texts.delete(path);
      else files.texts.set(path, text);
      return text;
    },
    refresh: () => client.wire.sendRequest(REFRESH_DECISIONS, { key: client.uri }),
  };
}

function afterEdit(before: string, edit: object | undefined): string | undefined {
  let text: string | undefined = before;
  const changes = WorkspaceEdit.is(edit) ? (edit.documentChanges ?? []) : [];
  for (const change of changes) {
    if (DeleteFile.is(change)) text = undefined;
    for (const { range, newText } of TextDocumentEdit.is(change) ? change.edits.filter(TextEdit.is) : []) {
      const lines = lineIndex(before);
      const at = ({ line, character }: { line: number; character: number }) =>
        lines.offsetAt({ line, column: character });
      text = before.slice(0, at(range.start)) + newText + before.slice(at(range.end));
    }
  }
  return text;
}

const standings = ({ findings }: ScanView) =>
  findings.map(({ id, status, isHidden }) => `${id} ${status}${isHidden ? " hidden" : ""}`);

describe("a decision about a finding", () => {
  it("is a new file of OpenVEX in the repository, which the next reading honours", async () => {
    const { client, decide, make, refresh } = await deciding();
    const result = await decide("CVE-2026-1", ACCEPT);
    const document = JSON.parse(make(result) ?? "");
    assert.ok(result.kind === "done");
    assert.match(result.file, /^file:\/\/\/shop\/\.vex\/.+\.openvex\.json$/);
    assert.match(result.message, /Trivy does not honour it: export the decision to \.trivyignore\.yaml\./);
    assert.equal(document.author, "Reviewer <reviewer@shop.example>");
    const [statement] = document.statements;
    assert.equal(statement.status, "affected");
    assert.equal(statement.status_notes, "seaworthy: accepted until 2027-01-31");
    const view = await refresh();
    assert.deepEqual(standings(view), ["CVE-2026-1 accepted hidden", "CVE-2026-3 open", "CVE-2026-4 open"]);
    const decided = view.findings.find(({ id }) => id === "CVE-2026-1")?.decision;
    assert.equal(decided, "accepted until 2027-01-31: never reached (Reviewer <reviewer@shop.example>, 2026-01-01)");
    const codes = (await client.diagnostics(client.uri)).filter(({ code }) => code === "vulnerable");
    assert.deepEqual(
      codes.map(({ range }) => range.start.line + 1),
      [1, 4],
    );
    client.stop();
  });

  it("stands in the repository of a Dockerfile that was closed since", async () => {
    const { client, decide, make, refresh } = await deciding();
    await client.close(client.uri);
    const result = await decide("CVE-2026-1", ACCEPT);
    make(result);
    assert.ok(result.kind === "done");
    assert.match(result.file, /^file:\/\/\/shop\/\.vex\//);
    assert.equal(standings(await refresh())[0], "CVE-2026-1 accepted hidden");
    client.stop();
  });

  it("stands beside those that are in the file already", async () => {
    const { client, decide, make } = await deciding();
    make(await decide("CVE-2026-1", ACCEPT));
    const second = await decide("CVE-2026-4", { kind: "under_investigation", why: "" });
    const document = JSON.parse(make(second) ?? "");
    assert.deepEqual(
      document.statements.map((each: { status: string }) => each.status),
      ["affected", "under_investigation"],
    );
    assert.equal(document.version, 2);
    client.stop();
  });

  it("is about one package, or about every one that it was found in", async () => {
    const { client, make } = await deciding();
    const found = ["curl", "libcurl4"].map((PkgName) => ({
      VulnerabilityID: "CVE-2026-1",
      PkgName,
      InstalledVersion: "1",
    }));
    const Results = [{ Type: "debian", Class: "os-pkgs", Vulnerabilities: found }];
    client.put("/images/trivy.json", Buffer.from(JSON.stringify({ SchemaVersion: 2, ArtifactName: "app:1", Results })));
    await client.wire.sendRequest(IMPORT_REPORT, { path: "/images/trivy.json", uri: client.uri });
    for (const [packages, count] of [
      ["this", 1],
      ["all", 2],
    ] as const) {
      const params = { key: client.uri, finding: 0, choice: ACCEPT, packages };
      const { statements } = JSON.parse(make(await client.wire.sendRequest(DECIDE, params)) ?? "");
      assert.equal(statements.at(-1).products[0].subcomponents.length, count, packages);
    }
    client.stop();
  });

  it("is taken back, and its file goes with its last statement", async () => {
    const { client, decide, make, refresh } = await deciding();
    make(await decide("CVE-2026-1", { kind: "not_affected", justification: "component_not_present", why: "" }));
    assert.deepEqual(standings(await refresh())[0], "CVE-2026-1 not_affected hidden");
    assert.equal(make(await decide("CVE-2026-1", { kind: "withdrawn" })), undefined);
    assert.deepEqual(standings(await refresh())[0], "CVE-2026-1 open");
    client.stop();
  });

  it("is told to be written, or to be taken back", async () => {
    const { client, decide, make, refresh } = await deciding();
    const message = (result: DecisionResult) => (result.kind === "done" ? result.message : result.kind);
    const first = await decide("CVE-2026-1", ACCEPT);
    make(first);
    await refresh();
    assert.match(message(first), /^The decision is written\./);
    assert.match(message(await decide("CVE-2026-1", { kind: "withdrawn" })), /^The decision is taken back/);
    client.stop();
  });

  it("is no matter for an editor that makes no files", async () => {
    const { client, decide } = await deciding({}, { capabilities: { workspace: { configuration: true } } });
    const message = "This editor cannot make an edit of a file that is not open.";
    assert.deepEqual(await decide("CVE-2026-1", ACCEPT), { kind: "refused", message });
    client.stop();
  });

  it("needs a reason, a finding, and a file that can be read", async () => {
    const broken = { "/shop/.vex/all.openvex.json": "{" };
    const { client, decide } = await deciding(broken);
    const message = async (...given: Parameters<typeof decide>) => {
      const result = await decide(...given);
      return result.kind === "refused" ? result.message : "done";
    };
    assert.equal(
      await message("CVE-2026-1", { kind: "accepted", why: " ", until: undefined }),
      "A reason is needed: the next reader has nothing else to judge by.",
    );
    assert.match(await message("CVE-0", ACCEPT), /not known any more/);
    assert.match(await message("CVE-2026-1", { kind: "withdrawn" }), /Nobody has decided/);
    assert.match(await message("CVE-2026-1", ACCEPT, { isForAllImages: true }), /all\.openvex\.json /);
    assert.match(client.shown.join("\n"), /The decisions about this image do not count: \/shop\/\.vex\/all/);
    client.stop();
  });
});

describe("decisions of other tools", () => {
  it("are taken from a file for what is in the image, shown before they are written", async () => {
    const ignore = "# not reachable\nCVE-2026-1 exp:2027-02-01\nCVE-1999-1\n";
    const { client, make, refresh } = await deciding({ "/shop/.trivyignore": ignore });
    const params = { key: client.uri, path: "/shop/.trivyignore" };
    const result: DecisionResult = await client.wire.sendRequest(IMPORT_DECISIONS, params);
    assert.ok(result.kind === "done" && WorkspaceEdit.is(result.edit));
    const [annotation = ""] = Object.keys(result.edit.changeAnnotations ?? {});
    const edits = (result.edit.documentChanges ?? []).flatMap((change) =>
      TextDocumentEdit.is(change) ? change.edits : [],
    );
    assert.deepEqual(
      edits.map((edit) => AnnotatedTextEdit.is(edit) && edit.annotationId),
      [annotation],
    );
    assert.equal(result.message, "1 decision taken from .trivyignore; 1 was not: the log says why.");
    assert.match(client.log.join("\n"), /CVE-1999-1 is not taken: it is not found in this image/);
    make(result);
    assert.equal(standings(await refresh())[0], "CVE-2026-1 accepted hidden");
    client.stop();
  });

  it("are told without a rest where all were taken", async () => {
    const { client } = await deciding({ "/shop/.trivyignore": "CVE-2026-1 exp:2027-02-01\n" });
    const params = { key: client.uri, path: "/shop/.trivyignore" };
    const result: DecisionResult = await client.wire.sendRequest(IMPORT_DECISIONS, params);
    assert.equal(result.kind === "done" && result.message, "1 decision taken from .trivyignore.");
    client.stop();
  });

  it("are written for another scanner beside what its file holds already", async () => {
    const { client, decide, make } = await deciding({ "/shop/.trivyignore.yaml": "# ours\nsecrets: []\n" });
    const export_ = (scanner = "trivy"): Promise<DecisionResult> =>
      client.wire.sendRequest(EXPORT_DECISIONS, { key: client.uri, scanner });
    assert.match(JSON.stringify(await export_()), /this repository keeps no decision about this image\./);
    make(await decide("CVE-2026-1", ACCEPT));
    const text = make(await export_()) ?? "";
    assert.match(text, /^# ours\nsecrets: \[\]\n/);
    assert.match(text, /id: CVE-2026-1[\s\S]*expired_at: 2027-02-01/);
    const other = await export_("grype");
    assert.match(JSON.stringify(other), /Grype reads it/);
    assert.equal((await export_("nosuch")).kind, "refused");
    client.stop();
  });
});
