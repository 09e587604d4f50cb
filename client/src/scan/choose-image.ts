import * as vscode from "vscode";
import { ENGINE_IMAGES, type ImageSource } from "../../../server/src/protocol/scan.ts";
import type { Server } from "../server.ts";
import { withoutIcons } from "./plain-text.ts";
import { readImages } from "./read-scan.ts";
import { say, sayFailed } from "./say.ts";

interface ImageItem extends vscode.QuickPickItem {
  choose(): Promise<ImageSource | undefined>;
}

/** Asks which image: the one of last time, one of the container engine, of a registry, or a saved one. */
export async function chooseImage(
  title: string,
  last: ImageSource | undefined,
  server: Server,
  uri: string | undefined,
): Promise<ImageSource | undefined> {
  const items: readonly ImageItem[] = [
    ...(last === undefined ? [] : [lastItem(last)]),
    {
      label: "$(server-environment) Image of the container engine…",
      detail: "Lists the images of docker, podman or nerdctl on this machine",
      choose: () => chooseLocal(title, server, uri),
    },
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
  const item = await vscode.window.showQuickPick(items, { title, placeHolder: "Which image?" });
  return await item?.choose();
}

function lastItem(last: ImageSource): ImageItem {
  const name = last.kind === "archive" ? last.path : last.name;
  return { label: `$(history) ${withoutIcons(name)}`, detail: "The one of last time", choose: async () => last };
}

async function chooseLocal(title: string, server: Server, uri: string | undefined): Promise<ImageSource | undefined> {
  const answer = readImages(await server.ask(ENGINE_IMAGES, uri === undefined ? {} : { uri }));
  if (answer === undefined) {
    sayFailed();
    return undefined;
  }
  if (answer.kind === "refused") {
    say(answer.message);
    return undefined;
  }
  const items = answer.images.map(({ name, id, created }) => ({
    label: withoutIcons(name),
    description: withoutIcons(id),
    detail: withoutIcons(created),
    name,
  }));
  if (items.length === 0) {
    say("The container engine has no image with a name.");
    return undefined;
  }
  const options = { title, placeHolder: "Which image of this machine?", matchOnDescription: true };
  const item = await vscode.window.showQuickPick(items, options);
  return item === undefined ? undefined : { kind: "engine", name: item.name };
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
