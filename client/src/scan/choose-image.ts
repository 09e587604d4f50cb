import * as vscode from "vscode";
import { ENGINE_IMAGES, type ImageSource, type ImagesResult } from "../../../server/src/protocol/scan.ts";
import { withoutIcons } from "../plain-text.ts";
import type { Server } from "../server.ts";
import { readImages } from "./read-scan.ts";
import type { Scanning } from "./scan-session.ts";

interface ImageItem extends vscode.QuickPickItem {
  /** Undefined: a line that divides the list. */
  choose?(): Promise<ImageSource | undefined>;
}

/** Asks which image: the one of last time, one of the container engine, of a registry, or a saved one. */
export async function chooseImage(
  title: string,
  scanning: Scanning,
  uri: string | undefined,
): Promise<ImageSource | undefined> {
  const last = scanning.session.lastImages.of(uri);
  const items: readonly ImageItem[] = [
    ...(last === undefined ? [] : [lastItem(last)]),
    ...(await engineItems(title, scanning, uri)),
    { label: "elsewhere", kind: vscode.QuickPickItemKind.Separator },
    {
      label: "$(cloud) Image in a registry…",
      detail: "Its layers are fetched without an engine",
      choose: () => askReference(title),
    },
    {
      label: "$(file-zip) Saved image…",
      detail: "An archive of docker save, podman save or skopeo, or one with an OCI layout",
      choose: () => chooseArchive(title),
    },
  ];
  const options = { title, placeHolder: "Which image?", matchOnDescription: true };
  const item = await vscode.window.showQuickPick(items, options);
  return await item?.choose?.();
}

function lastItem(last: ImageSource): ImageItem {
  const name = last.kind === "archive" ? last.path : last.name;
  return { label: `$(history) ${withoutIcons(name)}`, detail: "The one of last time", choose: async () => last };
}

/** An engine that gave no images, as the user said no or there is none, is asked again only when that is chosen. */
async function engineItems(title: string, scanning: Scanning, uri: string | undefined): Promise<readonly ImageItem[]> {
  const { session, server } = scanning;
  const known = session.engineProblem;
  const answer = known ?? (await askEngine(server, uri));
  session.engineProblem = answer.kind === "refused" ? answer : undefined;
  if (answer.kind === "refused") {
    const again = async () => {
      session.engineProblem = undefined;
      return await chooseImage(title, scanning, uri);
    };
    return [{ label: "$(server-environment) Images of the container engine…", detail: answer.message, choose: again }];
  }
  const images = answer.images.map(({ name, id, created }) => ({
    label: `$(package) ${withoutIcons(name)}`,
    description: withoutIcons(`${id}, ${created}`),
    choose: async () => ({ kind: "engine" as const, name }),
  }));
  return [{ label: "on this machine", kind: vscode.QuickPickItemKind.Separator }, ...images];
}

async function askEngine(server: Server, uri: string | undefined): Promise<ImagesResult> {
  const answer = readImages(await server.ask(ENGINE_IMAGES, { uri }));
  if (answer?.kind === "done" || answer?.kind === "refused") return answer;
  return { kind: "refused", message: "The server is not there, or failed: the log says why." };
}

async function askReference(title: string): Promise<ImageSource | undefined> {
  const name = await vscode.window.showInputBox({
    title,
    prompt: "Reference of the image, with its tag or digest",
    placeHolder: "registry.example/team/app:1.2.3",
    ignoreFocusOut: true,
  });
  return name === undefined || name.trim() === "" ? undefined : { kind: "registry", name: name.trim() };
}

async function chooseArchive(title: string): Promise<ImageSource | undefined> {
  const filters = { "Saved images": ["tar", "tgz", "gz"], "All files": ["*"] };
  const [file] = (await vscode.window.showOpenDialog({ title, filters, canSelectMany: false })) ?? [];
  return file === undefined ? undefined : { kind: "archive", path: file.fsPath };
}
