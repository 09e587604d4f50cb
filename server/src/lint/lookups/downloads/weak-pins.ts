import { isSha256 } from "../../../fix/check-command.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { fileOf } from "../../download-uses.ts";
import { instructionAt } from "../../instruction-at.ts";
import type { RuledFinding } from "../../rule.ts";
import { type Offer, UNKNOWN_ADDRESS } from "../offer.ts";
import type { PinSetup } from "../pin-setup.ts";
import { holderOf, usesOf } from "../variable-uses.ts";
import { addressOf, decodedBy, sumQuery } from "./download-address.ts";
import { checkPins } from "./download-pins.ts";
import { downloadAt, placeOf, requestOf } from "./download-place.ts";
import { proven } from "./proven.ts";
import { type WrittenHex, writtenHex } from "./written-sum.ts";

/** Compare the sha256 instead of an md5 or sha1, or beside a sum from the place of the file. */
export function weakPins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const placed = downloadAt(finding, model);
  if (placed === undefined) return [];
  const { download, stage } = placed;
  if (download.trust === "remote") return checkPins(finding, model, setup);
  if (download.weakSum === undefined) return [];
  const written = writtenHex(download, stage, model);
  const place = placeOf(download, stage, model);
  const request = place && requestOf(place);
  const address = place && request && addressOf(request.url, place, setup.platforms);
  if (written === undefined)
    return "The sum that it is compared with does not stand in the file, or in several places of it.";
  if (address === undefined || address.perPlatform !== undefined) return UNKNOWN_ADDRESS;
  const program = programEdit(download, stage, model);
  if (program === undefined)
    return `The RUN calls ${download.weakSum}sum more than once, or in a way that is not read.`;
  if (isUsedElsewhere(written, model)) return "The variable that holds the sum is used elsewhere, too.";
  const named = namedAfter(download.weakSum, written, model);
  if (named === "uncertain") return `The sum stands in a variable that is called after ${download.weakSum}.`;
  return [
    {
      kind: "lookup",
      title: `Compare the sha256 of ${fileOf(download)} instead of its ${download.weakSum}${named === undefined ? "" : `, in ${named.name}`}`,
      // Whoever gives or reads the variable knows it by its name.
      safety: named === undefined ? "safe" : "review",
      style: "checksum",
      // Only for a file that still has the sum which somebody once wrote.
      query: () => ({ ...sumQuery(address, decodedBy(download)), current: written.hex }),
      edits: ({ text }) =>
        isSha256(text)
          ? proven(
              [[{ span: written.span, newText: text }, program, ...(named?.edits ?? [])]],
              { download, stage },
              model,
            )
          : [],
    },
  ];
}

/** Another name of the variable that holds the sum, and what writes it at the definition and at the one use. */
interface Renamed {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The sum is the value of `TOOL_MD5SUM`, which would hold what its name denies; undefined: its name says nothing of the kind. */
function namedAfter(kind: string, { span }: WrittenHex, { text }: BuildModel): Renamed | "uncertain" | undefined {
  const before = /(?<!\w)([A-Za-z_]\w*)[ =]["']?$/.exec(text.slice(Math.max(0, span.start - 100), span.start))?.[1];
  if (before === undefined || !before.toLowerCase().includes(kind)) return undefined;
  const name = before.replace(new RegExp(kind, "i"), (found) => (found === kind ? "sha256" : "SHA256"));
  const places = placesOf(before, text);
  if (places.length !== 2 || placesOf(name, text).length > 0) return "uncertain";
  return { name, edits: places.map((start) => ({ span: { start, end: start + before.length }, newText: name })) };
}

/** Where a name stands, as a word of its own. */
function placesOf(name: string, text: string): readonly number[] {
  return Array.from(text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, "g")), ({ index }) => index);
}

/** Where another command compares with the same variable, it would not know the longer sum. */
function isUsedElsewhere({ span }: WrittenHex, model: BuildModel): boolean {
  const holder = holderOf(span, model);
  return holder !== undefined && usesOf(holder, model) > 1;
}

/** The one md5sum or sha1sum of the RUN becomes sha256sum. */
function programEdit({ weakSum, span }: DownloadUse, stage: Stage, { text }: BuildModel): TextEdit | undefined {
  const run = instructionAt(stage, span.start);
  if (run === undefined) return undefined;
  const program = `${weakSum}sum`;
  const found = [
    ...text.slice(run.span.start, run.span.end).matchAll(new RegExp(`(?<![\\w.-])${program}(?![\\w.-])`, "g")),
  ];
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return undefined;
  const start = run.span.start + only.index;
  return { span: { start, end: start + program.length }, newText: "sha256sum" };
}
