import type { BuildModel, DownloadUse, Stage } from "../model/build-model.ts";
import { isLocal } from "./local-host.ts";

/** A download with its stage. */
export interface PlacedDownload {
  readonly download: DownloadUse;
  readonly stage: Stage;
}

/** Every download of a file but those from the building machine itself. */
export function downloadsOf(model: BuildModel): readonly PlacedDownload[] {
  const placed: PlacedDownload[] = [];
  for (const stage of model.stages) {
    for (const download of stage.downloads) {
      if (!isLocal(download.resolved ?? download.url)) placed.push({ download, stage });
    }
  }
  return placed;
}

/** A check concerns this very file and stops the build. */
export function isCovered({ covers }: DownloadUse): boolean {
  return covers === true;
}

/**
 * What a message calls a download: the last part of its path, or that of the file it is saved as where only this one looks like a
 * file's name, without `.git` that of a repository, else the URL; a URL that a command makes has no name.
 */
export function fileOf({ url, resolved, target, kind }: DownloadUse): string {
  const saved = lastPart(target ?? "");
  if (resolved === undefined && /\$\(|`/.test(url)) return isFileName(saved) ? shorten(saved) : "a file";
  const path = (resolved ?? url).replace(/[?#].*$/s, "").replace(/\/$/, "");
  const name = lastPart(kind === "git" ? path.replace(/\.git$/, "") : path);
  if (kind !== "git" && !name.includes(".") && isFileName(saved)) return shorten(saved);
  return shorten(name === "" ? (resolved ?? url) : name);
}

/** With an ending, and without a variable. */
function isFileName(name: string): boolean {
  return /.\../s.test(name) && !/[$`]/.test(name);
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

const MAX_NAME_LENGTH = 60;

function shorten(text: string): string {
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH)}…`;
}
