import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  COMPARE_IMAGES,
  type CompareParams,
  EVIDENCE,
  INSPECT_IMAGE,
  SBOM,
  type SbomParams,
  type TextResult,
} from "../../../server/src/protocol/images.ts";
import type { ImageSource } from "../../../server/src/protocol/scan.ts";
import { readTextResult } from "../images/read-images.ts";
import { say, told } from "../say.ts";
import { chooseImage } from "../scan/choose-image.ts";
import { readImagePair, readImageSource } from "../scan/read-scan.ts";
import type { Scanning } from "../scan/scan-session.ts";
import type { ResultPages } from "../views/result-pages.ts";
import { dockerfileUri } from "./dockerfile-uri.ts";

/** What these commands work with. */
export interface ImageCommands extends Scanning {
  readonly results: ResultPages;
}

/** Shows the labels of an image. `given`: an `ImageSource` that is known. */
export async function inspectImage(given: unknown, commands: ImageCommands): Promise<void> {
  const uri = await dockerfileUri(undefined);
  const image = await imageFor("Inspect Image", given, uri, commands);
  if (image === undefined) return;
  const result = await textOf(INSPECT_IMAGE, { image, uri }, commands);
  if (result !== undefined) await commands.results.show(`labels of ${nameOf(image)}`, result.text);
}

/** Shows how two images differ. */
export async function compareImages(first: unknown, second: unknown, commands: ImageCommands): Promise<void> {
  const uri = await dockerfileUri(undefined);
  const [one, other] = readImagePair(first, second);
  const before = await imageFor("Compare Images: the one before", one, uri, commands);
  const after = before && (await imageFor("Compare Images: the one after", other, uri, commands));
  if (before !== undefined && after !== undefined) await compare(before, after, uri, commands);
}

/** The same for images that are known. */
export async function compare(
  before: ImageSource,
  after: ImageSource,
  uri: string | undefined,
  commands: ImageCommands,
): Promise<void> {
  const params: CompareParams = { before, after, uri };
  const result = await textOf(COMPARE_IMAGES, params, commands);
  if (result === undefined) return;
  await commands.results.show(`${nameOf(before)} to ${nameOf(after)}`, result.text);
  say(result.message);
}

const FORMATS = [
  { label: "CycloneDX 1.6", detail: "JSON", format: "cyclonedx", ending: "cdx.json" },
  { label: "SPDX 2.3", detail: "JSON", format: "spdx", ending: "spdx.json" },
] as const;

/** Writes what is in an image as a bill of materials to a file that the user names. */
export async function saveSbom(given: unknown, commands: ImageCommands): Promise<void> {
  const uri = await dockerfileUri(undefined);
  const image = await imageFor("Save SBOM", given, uri, commands);
  if (image === undefined) return;
  const format = await vscode.window.showQuickPick(FORMATS, { title: "Save SBOM", placeHolder: "Which format?" });
  if (format === undefined) return;
  const params: SbomParams = { image, format: format.format, uri };
  const result = await textOf(SBOM, params, commands);
  if (result !== undefined) await save(result, `${fileNameOf(image)}.${format.ending}`);
}

/** Writes all that is known of the scanned image into one archive that the user names. */
export async function saveEvidence(commands: ImageCommands): Promise<void> {
  const { view } = commands.session;
  const result = await textOf(EVIDENCE, { key: view?.key ?? "" }, commands);
  if (result !== undefined) await save(result, "evidence.tar");
}

/** Asks where a text is to be saved, and saves it there. */
async function save({ text, message }: Extract<TextResult, { kind: "done" }>, name: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const file = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name) });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  say(`Saved ${vscode.workspace.asRelativePath(file)}: ${message}`);
}

/** The result of a request that ends in a text; what it says otherwise is told. */
async function textOf(
  method: string,
  params: object,
  { server }: Pick<Scanning, "server">,
): Promise<Extract<TextResult, { kind: "done" }> | undefined> {
  return told(readTextResult(await server.ask(method, params)));
}

async function imageFor(
  title: string,
  given: unknown,
  uri: string | undefined,
  commands: ImageCommands,
): Promise<ImageSource | undefined> {
  return readImageSource(given) ?? (await chooseImage(title, commands, uri));
}

function nameOf(image: ImageSource): string {
  return image.kind === "archive" ? (image.path.split(/[\\/]/).at(-1) ?? image.path) : image.name;
}

/** A name for a file on every system. */
function fileNameOf(image: ImageSource): string {
  return nameOf(image).replaceAll(/[^\w.-]+/g, "-");
}
