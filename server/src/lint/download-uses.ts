import { nameInUrl, nameOfPath } from "../knowledge/downloads/file-name.ts";
import { isMutableUrl, mayNameVersion } from "../knowledge/versions/mutable-url.ts";
import type { BuildModel, DownloadUse, Stage } from "../model/build-model.ts";
import { hostOf, isLocal } from "./local-host.ts";
import { isLookedUp } from "./looked-up.ts";
import { once } from "./once.ts";

/** A download with its stage. */
export interface PlacedDownload {
  readonly download: DownloadUse;
  readonly stage: Stage;
}

/** Every download of a file but those from the building machine itself. */
export const downloadsOf = once(({ stages }: BuildModel): readonly PlacedDownload[] => {
  const placed: PlacedDownload[] = [];
  for (const stage of stages) {
    for (const download of stage.downloads) {
      if (!isLocal(download.expanded)) placed.push({ download, stage });
    }
  }
  return placed;
});

/** A check concerns this very file and stops the build. */
export function isCovered({ covers }: DownloadUse): boolean {
  return covers === true;
}

/** The advice about a URL behind which the file changes; undefined: nothing tells that it does. */
export function urlAdvice({ download, stage }: PlacedDownload): string | undefined {
  if (isLookedUp(download, stage)) return "write the URL of a version instead of looking one up";
  return isMutableUrl(download.expanded) ? "write the URL of a version" : undefined;
}

/** The advice to compare a sum, as `how` to; what changes behind its URL breaks that with the next release or commit. */
export function adviceFor(placed: PlacedDownload, how: string): string {
  const { expanded, undecided = expanded } = placed.download;
  const first =
    urlAdvice(placed) ?? (mayNameVersion(undecided) ? undefined : "write the URL of a version if there is one");
  return first === undefined ? how : `${first}, then ${how}`;
}

/**
 * What messages and fixes call a download: the name in its URL, or that of the file it is saved as where this one is known or tells more;
 * without `.git` that of a repository, else the URL. A URL that a command makes has no name.
 */
export function fileOf(download: DownloadUse): string {
  const name = ownName(download);
  if (download.kind !== "key" || !ANY_KEY.test(name)) return name;
  const host = hostOf(download.expanded);
  return /[$`]/.test(host) ? name : `${name} of ${host}`;
}

/** Every publisher calls a key so. */
const ANY_KEY = /^(?:gpg|gpgkey|keys?)$/i;

function ownName({ expanded, undecided, url, target = "", kind }: DownloadUse): string {
  const ofUrl = (each: string) => nameInUrl(kind === "git" ? withoutGit(each) : each);
  const shared = undecided === undefined ? undefined : ofUrl(undecided);
  // Where the variable is all of the name, that of one branch tells more.
  const first = shared !== undefined && shared.rank > 1 ? shared : ofUrl(expanded);
  if (first.rank === 4) return shorten(first.text);
  const named = first.rank > 0 ? first : ofUrl(url);
  const saved = nameOfPath(target);
  // A file that is named after its URL tells nothing new.
  const isOwn = saved.text !== nameOfPath(expanded).text;
  const isKnown = named.isOpen && !saved.isOpen && saved.rank > 0;
  const best = isOwn && (isKnown || saved.rank > named.rank) ? saved : named;
  if (best.rank > 0) return shorten(best.text);
  return /\$\(|`/.test(expanded) ? "a file" : shorten(expanded);
}

function withoutGit(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/\.git\/?$/, "");
}

const MAX_NAME_LENGTH = 60;

function shorten(text: string): string {
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH)}…`;
}
