import { isSha256, type WrittenSum } from "../../../fix/check-command.ts";
import type { Request } from "../../../knowledge/downloads/downloader.ts";
import { isOfOneVersion } from "../../../knowledge/versions/mutable-url.ts";
import type { BuildModel } from "../../../model/build-model.ts";
import type { Pin } from "../../../pin/pin.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { fileOf, type PlacedDownload } from "../../download-uses.ts";
import type { RuledFinding } from "../../rule.ts";
import { fixesIn, type Offer, UNKNOWN_ADDRESS } from "../offer.ts";
import type { PinSetup } from "../pin-setup.ts";
import { addInstead } from "./add-instead.ts";
import { addPins } from "./add-pins.ts";
import { type Attempt, appendCheck } from "./append-check.ts";
import { addressOf, type DownloadAddress, decodedBy, sumQuery, writtenOf } from "./download-address.ts";
import { type DownloadPlace, downloadAt, placeOf, requestOf } from "./download-place.ts";
import { asksInItsOwnWay } from "./own-request.ts";
import { isWritable, proven } from "./proven.ts";
import { saveAndCheck } from "./save-and-check.ts";
import { dependsOnBranch } from "./script-variables.ts";
import { siblingArgument } from "./sibling-argument.ts";
import { hasIdleSignature, hasIdleSum, IDLE_SUM, stoppingCheck } from "./stopping-check.ts";
import { versionPins } from "./version-pins.ts";

/** Compare the sha256 of a file that a RUN fetches, in the RUN's own style. */
export function checkPins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const placed = downloadAt(finding, model);
  if (placed === undefined) return [];
  const { download, stage } = placed;
  const isAdded = download.tool === "ADD";
  if (isAdded && hasIdleSum(download)) return IDLE_SUM;
  const checks = isAdded ? addPins(download, stage, model) : comparisons(placed, model, setup);
  const versions = fixesIn(versionPins(finding, model));
  return versions.length === 0 ? checks : [...versions, ...fixesIn(checks)];
}

function comparisons(placed: PlacedDownload, model: BuildModel, setup: PinSetup): Offer {
  const place = placeOf(placed.download, placed.stage, model);
  if (place === undefined)
    return "No check can be put behind it: it stands in a JSON array, in a script in quotes or behind ONBUILD.";
  const request = requestOf(place);
  const address = request && addressOf(request.url, place, setup.platforms);
  if (request === undefined || address === undefined) return UNKNOWN_ADDRESS;
  if (asksInItsOwnWay(request))
    return "A header, cookie or range of the command decides what it gets: its sum is not that of the address.";
  // Where branches tell the processors apart each has a sum of its own.
  const isOneFile = address.perPlatform !== undefined || !dependsOnBranch(writtenOf(request.url), place);
  // Nano Server has no certutil, and a base image of Windows may have another shell than cmd.
  const isCertain = place.download.kind !== "script" && place.call.language !== "cmd";
  const isSure = isCertain && isOneFile && isOfOneVersion(address.url);
  if (hasIdleSum(place.download)) return stoppingCheck(place, address, isSure);
  const isSaved = request.target !== undefined;
  const write = (sum: WrittenSum): readonly Attempt[] =>
    isSaved ? appendCheck(request, sum, place) : saveAndCheck(request, sum, place);
  if (!isWritable(write(SAMPLE), place))
    return "No check can be put behind it: which file it saves is not certain, or what follows depends on its status or its output, or nothing around it stops the build.";
  const name = fileOf(place.download);
  // The name may be that of one processor's file.
  const each = address.perPlatform === undefined ? "" : " for each processor";
  return [
    {
      kind: "lookup",
      title: isSaved ? `Check ${name} against its sha256${each}` : `Save ${name}, check its sha256${each}, then use it`,
      safety: isSure && isSaved && !hasIdleSignature(place.download) ? "safe" : "review",
      style: "checksum",
      query: () => sumQuery(address, decodedBy(place.download)),
      edits: (pin) => checkEdits(pin, { address, place, write, request }),
    },
    ...(address.perPlatform === undefined ? addInstead(request, place) : []),
  ];
}

/** Tells whether a check can be written at all. */
const SAMPLE: WrittenSum = { kind: "literal", hex: "0".repeat(64) };

interface CheckParts {
  readonly address: DownloadAddress;
  readonly place: DownloadPlace;
  readonly request: Request;
  readonly write: (sum: WrittenSum) => readonly Attempt[];
}

function checkEdits(pin: Pin, { address, place, write, request }: CheckParts): readonly TextEdit[] {
  const { download, stage, model } = place;
  if (!isSha256(pin.text)) return [];
  if (address.perPlatform !== undefined) {
    const sums = Object.entries(pin.perPlatform ?? {}).flatMap(([platform, hex]) => {
      const value = address.values[platform];
      return value !== undefined && isSha256(hex) ? [[value, hex] as const] : [];
    });
    const variable = freeVariable(place);
    if (sums.length === 0 || variable === undefined) return [];
    return proven(write({ kind: "choice", word: address.word, sums, variable }), { download, stage }, model);
  }
  const before = place.instruction.span.start;
  const written = writtenOf(request.url);
  const sibling =
    place.call.language === "sh" ? siblingArgument(written, "SHA256", { stage, before, model }) : undefined;
  if (sibling !== undefined) {
    const attempts = write({ kind: "variable", name: sibling.name }).map((edits) => [sibling.edit(pin.text), ...edits]);
    const edits = proven(attempts, { download, stage }, model);
    if (edits.length > 0) return edits;
  }
  return proven(write({ kind: "literal", hex: pin.text }), { download, stage }, model);
}

/** Holds the sum of one processor; undefined: the script has all the names. */
function freeVariable({ model, instruction: { span } }: DownloadPlace): string | undefined {
  const script = model.text.slice(span.start, span.end);
  return ["sha256", "file_sha256", "download_sha256"].find((name) => !new RegExp(`\\b${name}\\b`).test(script));
}
