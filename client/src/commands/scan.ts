import * as vscode from "vscode";
import { BASE_IMAGES, IMPORT_REPORT, SCAN_IMAGE, type ScanParams } from "../../../server/src/protocol/scan.ts";
import { withoutIcons } from "../plain-text.ts";
import { say, sayWith, told } from "../say.ts";
import { chooseImage } from "../scan/choose-image.ts";
import { readBaseImages, readImageSource, readScanResult } from "../scan/read-scan.ts";
import type { Scanning, ScanSession } from "../scan/scan-session.ts";
import { dockerfileUri } from "./dockerfile-uri.ts";

const SHOW = "Show Bill of Health";

/** Asks which image, scans it, and shows what it found. `clicked`: a Dockerfile, or an image in a view; `given`: an `ImageSource` that is known. */
export async function scanImage(clicked: unknown, given: unknown, scanning: Scanning): Promise<void> {
  const uri = await dockerfileUri(clicked);
  const known = readImageSource(given) ?? readImageSource(clicked);
  const image = known ?? (await chooseImage("Scan Image", scanning, uri));
  if (image !== undefined) await scan({ image, uri }, scanning);
}

/** Scans the image of a FROM line without an engine, before anything is built on it. */
export async function scanBaseImage(file: unknown, scanning: Scanning): Promise<void> {
  const uri = await dockerfileUri(file);
  if (uri === undefined) {
    say("Open the Dockerfile whose base image is to be scanned.");
    return;
  }
  const bases = readBaseImages(await scanning.server.ask(BASE_IMAGES, { uri }));
  const items = bases.map(({ name, line }) => ({
    label: withoutIcons(name),
    description: `line ${line + 1}`,
    name,
    line,
  }));
  if (items.length === 0) {
    say("No FROM of this file names an image that is known: scratch, stages and unknown variables are none.");
    return;
  }
  const placeHolder = "Which base image? It is fetched from its registry.";
  const item = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder });
  if (item === undefined) return;
  await scan({ uri, image: { kind: "registry", name: item.name }, baseLine: item.line }, scanning);
}

/** Shows what another scanner has found: SARIF, CycloneDX, or its own JSON. */
export async function importReport(given: unknown, { server, session }: Scanning): Promise<void> {
  const uri = await dockerfileUri(undefined);
  const filters = { Reports: ["json", "sarif"], "All files": ["*"] };
  const title = "Import Report: SARIF, CycloneDX, Trivy, Grype, osv-scanner, Snyk, Clair, twistcli";
  const [chosen] =
    given instanceof vscode.Uri
      ? [given]
      : ((await vscode.window.showOpenDialog({ title, filters, canSelectMany: false })) ?? []);
  if (chosen === undefined) return;
  const result = await server.ask(IMPORT_REPORT, { path: chosen.fsPath, uri });
  await showResult(result, session);
}

/** Scans an image that is known, as after a build. */
export async function scan(params: ScanParams, { server, session }: Scanning): Promise<void> {
  const isShown = await showResult(await server.ask(SCAN_IMAGE, params), session);
  if (isShown && params.baseLine === undefined) await session.lastImages.remember(params.uri, params.image);
}

/** True when there is something to show. */
async function showResult(answer: unknown, session: ScanSession): Promise<boolean> {
  const result = told(readScanResult(answer));
  if (result === undefined) return false;
  session.show(result.view);
  await vscode.commands.executeCommand("seaworthy.scan.focus");
  void offerPage(result.message);
  return true;
}

async function offerPage(message: string): Promise<void> {
  if ((await sayWith(message, SHOW)) === SHOW) await vscode.commands.executeCommand("seaworthy.openBillOfHealth");
}

/** Goes to the line of an instruction of the shown scan, by its index. */
export async function showScannedLine(instruction: unknown, { session }: Scanning): Promise<void> {
  if (session.view?.uri === undefined) return;
  // The server knows the lines of a file that is open alone.
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(session.view.uri, true));
  await session.refresh();
  const line = typeof instruction === "number" ? session.view?.instructions[instruction]?.line : undefined;
  if (line === undefined) {
    say("That instruction is not in the file any more.");
    return;
  }
  const start = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start) });
}
