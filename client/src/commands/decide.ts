import * as vscode from "vscode";
import {
  DECIDE,
  type DecideParams,
  type DecisionChoice,
  EXPORT_DECISIONS,
  IMPORT_DECISIONS,
  REFRESH_DECISIONS,
  SCAN_VIEW,
  type ScanFinding,
  type ScanView,
} from "../../../server/src/protocol/scan.ts";
import { withoutIcons } from "../plain-text.ts";
import { isRecord } from "../read-answer.ts";
import { say, sayNoScan, sayWith, told } from "../say.ts";
import { choiceOffers, dayProblem, justificationOffers, samePackages } from "../scan/decide-words.ts";
import { isScanView, readDecision } from "../scan/read-scan.ts";
import type { Scanning } from "../scan/scan-session.ts";

const EXPORT = "Export Decisions…";
const TAKE_BACK = "Take Back";

/** Asks what is decided about a finding, and writes it into the repository. `place`: its index, or its row in the tree. */
export async function decide(place: unknown, given: unknown, scanning: Scanning): Promise<void> {
  const { view } = scanning.session;
  const finding = view?.findings.find(({ index }) => index === indexIn(place));
  if (view === undefined || finding === undefined) {
    say("Choose a finding in the view Seaworthy: Scan.");
    return;
  }
  const known = readChoice(given);
  const choice = known ?? (await chosen(finding));
  if (choice === undefined) return;
  const scope = known === undefined ? await scopeOf(choice, finding, view.findings) : NARROW;
  if (scope === undefined) return;
  const params: DecideParams = { key: view.key, finding: finding.index, choice, ...scope };
  const message = await written(DECIDE, params, scanning);
  if (message !== undefined) void offerMore(message, params, view, scanning);
}

/** What is decided can be taken back at once; that a risk is accepted, other scanners know only from files of their own. */
async function offerMore(message: string, params: DecideParams, { at }: ScanView, scanning: Scanning): Promise<void> {
  const { kind } = params.choice;
  const buttons = kind === "withdrawn" ? [] : kind === "accepted" ? [EXPORT, TAKE_BACK] : [TAKE_BACK];
  const button = await sayWith(message, ...buttons);
  if (button === EXPORT) await exportDecisions(scanning);
  if (button !== TAKE_BACK) return;
  // The numbers of the findings are those of one scan.
  if (scanning.session.view?.key === params.key && scanning.session.view.at === at)
    await write(DECIDE, { ...params, choice: { kind: "withdrawn" } }, scanning);
  else say("The image was scanned again since: take the decision back in the view Seaworthy: Scan.");
}

/** The same for one of several findings of a scan, which is shown then. */
export async function decideAmong(key: unknown, indexes: unknown, scanning: Scanning): Promise<void> {
  if (scanning.session.view?.key !== key) {
    const view = await scanning.server.ask(SCAN_VIEW, { key });
    if (!isScanView(view)) {
      say("That scan is not known any more: scan the image again.");
      return;
    }
    scanning.session.show(view);
  }
  const wanted: readonly unknown[] = Array.isArray(indexes) ? indexes : [];
  const findings = (scanning.session.view?.findings ?? []).filter(({ index }) => wanted.includes(index));
  const items = findings.map(({ id, package: name, version, severityWords, summary, index }) => ({
    label: withoutIcons(id),
    description: withoutIcons(`${name} ${version}, ${severityWords}`),
    detail: withoutIcons(summary),
    index,
  }));
  const options = { placeHolder: "About which vulnerability?", matchOnDescription: true, matchOnDetail: true };
  const item = await vscode.window.showQuickPick(items, options);
  if (item !== undefined) await decide(item.index, undefined, scanning);
}

/** Takes the decisions about this image from a file of another tool. */
export async function importDecisions(scanning: Scanning): Promise<void> {
  const key = shownKey(scanning);
  if (key === undefined) return;
  const title = "Import Decisions: .trivyignore, .grype.yaml, .snyk, osv-scanner.toml, CycloneDX";
  const [file] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  if (file !== undefined) await write(IMPORT_DECISIONS, { key, path: file.fsPath }, scanning);
}

/** Writes the decisions about this image into the file of another scanner. */
export async function exportDecisions(scanning: Scanning): Promise<void> {
  const key = shownKey(scanning);
  if (key === undefined) return;
  const items = [
    { label: "Trivy", description: ".trivyignore.yaml", scanner: "trivy" },
    { label: "Grype", description: ".grype.yaml", scanner: "grype" },
    { label: "Snyk", description: ".snyk", scanner: "snyk" },
  ];
  const item = await vscode.window.showQuickPick(items, { placeHolder: "For which scanner?" });
  if (item !== undefined) await write(EXPORT_DECISIONS, { key, scanner: item.scanner }, scanning);
}

/** Shows the scan with the decisions that are on the disk, whenever one of their files is changed there. */
export function followDecisions(scanning: Scanning): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.openvex.json");
  const refresh = () => refreshDecisions(scanning);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(refresh),
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
  );
}

async function refreshDecisions({ server, session }: Scanning): Promise<void> {
  const { view } = session;
  const now = view === undefined ? null : await server.ask(REFRESH_DECISIONS, { key: view.key });
  if (session.view === view && isScanView(now)) session.show(now);
}

async function write(method: string, params: object, scanning: Scanning): Promise<void> {
  const message = await written(method, params, scanning);
  if (message !== undefined) say(message);
}

/** Makes the edit of a decision and saves its file, so that it counts. The result: what it came to; undefined: nothing, and that was said. */
async function written(method: string, params: object, scanning: Scanning): Promise<string | undefined> {
  const result = told(readDecision(await scanning.server.ask(method, params)));
  if (result === undefined) return undefined;
  const { edit, file, message } = result;
  if (!(await made(edit, vscode.Uri.parse(file, true), scanning))) return undefined;
  await refreshDecisions(scanning);
  return message;
}

async function made(edit: object, file: vscode.Uri, { server }: Scanning): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  const own = open?.isDirty === true ? undefined : await server.readEdit(edit);
  if (own === undefined) {
    say(`Save ${vscode.workspace.asRelativePath(file)} first, then try again.`);
    return false;
  }
  if (!(await vscode.workspace.applyEdit(own))) return false;
  const isThere = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  // The last decision takes its file with it.
  return !isThere || (await (await vscode.workspace.openTextDocument(file)).save());
}

function shownKey({ session }: Scanning): string | undefined {
  if (session.view === undefined) sayNoScan();
  return session.view?.key;
}

async function chosen(finding: ScanFinding): Promise<DecisionChoice | undefined> {
  const { id, package: name, version } = finding;
  const title = `${id} in ${name} ${version}`;
  const offers = choiceOffers(finding).map(({ label, detail, kind }) => ({
    label,
    detail: withoutIcons(detail),
    choice: kind,
  }));
  const offer = await vscode.window.showQuickPick(offers, { title, placeHolder: "What is decided?" });
  switch (offer?.choice) {
    case "not_affected": {
      const item = await vscode.window.showQuickPick(justificationOffers(), { title, placeHolder: "Why not?" });
      const why = item && (await reason(title, "In your words, for the next reader (may be empty)", true));
      return item === undefined || why === undefined
        ? undefined
        : { kind: "not_affected", justification: item.justification, why };
    }
    case "accepted": {
      const why = await reason(title, "Why is the risk taken?", false);
      const until = why === undefined ? undefined : await lastDay(title);
      return why === undefined || until === undefined
        ? undefined
        : { kind: "accepted", why, until: until || undefined };
    }
    case "under_investigation": {
      const why = await reason(title, "Who looks at what? (may be empty)", true);
      return why === undefined ? undefined : { kind: "under_investigation", why };
    }
    case "withdrawn":
      return { kind: "withdrawn" };
    default:
      return undefined;
  }
}

async function reason(title: string, prompt: string, mayBeEmpty: boolean): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) =>
      mayBeEmpty || text.trim() !== "" ? undefined : "The next reader has nothing else to judge by",
  });
}

async function lastDay(title: string): Promise<string | undefined> {
  const today = new Date().toISOString().slice(0, "2000-01-01".length);
  const day = await vscode.window.showInputBox({
    title,
    prompt: "Until which day? It is shown again after that. Empty: without an end",
    placeHolder: "2027-01-31",
    ignoreFocusOut: true,
    validateInput: (text) => dayProblem(text, today),
  });
  return day?.trim();
}

type Scope = Pick<DecideParams, "packages" | "isThisVersion" | "isForAllImages">;
const NARROW: Scope = { packages: "this", isThisVersion: false, isForAllImages: false };

/** What the decision counts for: the narrow scope comes first. One for all images is asked for on its own. */
async function scopeOf(
  { kind }: DecisionChoice,
  finding: ScanFinding,
  findings: readonly ScanFinding[],
): Promise<Scope | undefined> {
  if (kind === "withdrawn") return NARROW;
  const { package: name, version, id } = finding;
  const same = samePackages(findings, finding);
  const items = [
    { label: `${name}, in every version`, description: "in this image", scope: NARROW },
    { label: `${name} ${version} alone`, description: "in this image", scope: { ...NARROW, isThisVersion: true } },
    ...(same.length < 2
      ? []
      : [
          {
            label: `All ${same.length} packages that have it`,
            description: same.join(", "),
            scope: { ...NARROW, packages: "all" as const },
          },
        ]),
    { label: `${name}, in all images of this repository`, description: "", scope: { ...NARROW, isForAllImages: true } },
  ].map((item) => ({ ...item, label: withoutIcons(item.label), description: withoutIcons(item.description) }));
  // What was typed before would be lost with it.
  const options = { title: id, placeHolder: "What does it count for?", ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.scope;
}

/** A choice that is known, as a keybinding or another extension hands it over; the server checks it once more. */
function readChoice(value: unknown): DecisionChoice | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, until } = value;
  const why = typeof value.why === "string" ? value.why : "";
  if (kind === "accepted") return { kind, why, until: typeof until === "string" ? until : undefined };
  if (kind === "under_investigation") return { kind, why };
  return kind === "withdrawn" ? { kind } : undefined;
}

function indexIn(place: unknown): unknown {
  return isRecord(place) ? place.finding : place;
}
