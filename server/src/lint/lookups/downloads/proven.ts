import { buildModel } from "../../../model/build.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import { newModelCache } from "../../../model/cache.ts";
import { applyEdits } from "../../../text/apply-edits.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { once } from "../../once.ts";
import type { Attempt } from "./append-check.ts";
import type { DownloadPlace } from "./download-place.ts";

/** The first of the ways to write a fix after which our own reading of the file says that the download is verified; no edit when none is. */
export function proven(
  attempts: readonly Attempt[],
  { download, stage }: { readonly download: DownloadUse; readonly stage: Stage },
  model: BuildModel,
): readonly TextEdit[] {
  const place = stage.downloads.indexOf(download);
  const read = readerOf(model);
  for (const edits of attempts) {
    const text = applyEdits(model.text, edits);
    if (text === undefined) continue;
    const after = read(text);
    const same = after.stages[stage.index]?.downloads[place];
    const isWhole = after.gaps.length <= model.gaps.length;
    if (same !== undefined && isWhole && isSameAddress(same, download) && isVerified(same)) return edits;
  }
  return [];
}

/** A RUN of more calls is not tried out for what is only offered: each trial reads all of them, and a file may have many offers. */
const MAX_CALLS = 256;

/** The first of the ways that is proven, for an offer that may be one of many. */
export function tried(attempts: readonly Attempt[], place: DownloadPlace): readonly TextEdit[] {
  return place.calls.length > MAX_CALLS ? [] : proven(attempts, place, place.model);
}

/** Whether one of the ways holds for some value. sh and PowerShell have one for every list that has any; what cmd lacks, only a trial tells. */
export function isWritable(attempts: readonly Attempt[], place: DownloadPlace): boolean {
  return attempts.length > 0 && (place.call.language !== "cmd" || tried(attempts, place).length > 0);
}

/** Reads versions of a file: what one shares with the one read before is not read again. */
const readerOf = once(({ text }: BuildModel) => {
  const cache = newModelCache();
  buildModel(text, {}, cache);
  return (edited: string) => buildModel(edited, {}, cache);
});

/** With what the builder is given an address may be another one than the file says, and so would be its sum. */
function isSameAddress(after: DownloadUse, before: DownloadUse): boolean {
  const plain = ({ resolved }: DownloadUse) => resolved?.replace(/[?#].*$/s, "");
  return plain(after) === plain(before);
}

/** By more than md5 and sha1, against what stands in the file. */
function isVerified({ covers, weakSum, trust }: DownloadUse): boolean {
  return covers === true && weakSum === undefined && trust !== "remote";
}
