import type { Argument, Call } from "../../../knowledge/call.ts";
import { baseName } from "../../../knowledge/downloads/downloader.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import { partingOf } from "../../../model/verification/other-branches.ts";
import type { Span } from "../../../text/span.ts";
import { instructionAt } from "../../instruction-at.ts";
import { writtenOf } from "./download-address.ts";
import { type DownloadPlace, placeOf, requestOf } from "./download-place.ts";
import { asksInItsOwnWay } from "./own-request.ts";
import { isAmbiguous, variablesBehind } from "./script-variables.ts";

/** A sum that stands in the file, lower case, with its place. */
export interface WrittenHex {
  readonly hex: string;
  readonly span: Span;
}

/** The sum that a download is compared with; undefined: where it stands is not certain. */
export function writtenHex(download: DownloadUse, stage: Stage, model: BuildModel): WrittenHex | undefined {
  const place = placeOf(download, stage, model);
  const hex = download.tool === "ADD" ? hexOfAdd(download, stage) : place && knownSum(place)?.hex;
  if (hex === undefined) return undefined;
  const own = instructionAt(stage, download.span.start)?.span;
  // Another stage may fetch the same file; a variable stands somewhere else.
  return own && (onlyHexIn(model.text, hex, own) ?? onlyHexIn(model.text, hex));
}

/** A sum in a text, or in a part of it; undefined: it stands there more than once, or not at all. */
export function onlyHexIn(
  text: string,
  hex: string,
  part: Span = { start: 0, end: text.length },
): WrittenHex | undefined {
  const within = text.slice(part.start, part.end);
  const at = within.indexOf(hex);
  if (at < 0 || within.includes(hex, at + 1)) return undefined;
  const start = part.start + at;
  return { hex: hex.toLowerCase(), span: { start, end: start + hex.length } };
}

/** Value of `--checksum`, also of the one variable that it is. */
function hexOfAdd({ span }: DownloadUse, stage: Stage): string | undefined {
  const add = instructionAt(stage, span.start);
  const value = add?.flags.find(({ name }) => name === "checksum")?.value ?? "";
  const name = /\$\{?(\w+)\}?$/.exec(value)?.[1];
  const set = stage.variables.findLast((each) => each.name === name && each.span.start < span.start)?.value;
  return /^sha256:([0-9a-fA-F]{64})$/.exec(
    name === undefined ? value : value.slice(0, value.indexOf("$")) + (set ?? ""),
  )?.[1];
}

/** A sum as a script has it, and the call among whose words it stands. */
export interface KnownSum {
  readonly hex: string;
  readonly call: Call;
}

/**
 * The sum in a text behind the fetch that gives sum and name in one line, as sum programs read it. Where the script chooses among
 * addresses or sums, which belong together is not known.
 */
export function knownSum(place: DownloadPlace): KnownSum | undefined {
  const isFixed = (written: string) => chosenIn(written, place).length === 0;
  const request = requestOf(place);
  if (request === undefined || asksInItsOwnWay(request) || !isFixed(writtenOf(request.url))) return undefined;
  const found = sumsBehind(place).filter(({ written }) => isFixed(written));
  const [first] = found;
  return found.every(({ hex }) => hex === first?.hex) ? first : undefined;
}

/** The variables of a word among whose values the script chooses. */
export function chosenIn(written: string, place: DownloadPlace): readonly string[] {
  return variablesBehind(written, place).filter((variable) => isAmbiguous(variable, place));
}

/** The sums that stand beside the name of the file behind its fetch, with the words as they are written. */
export function sumsBehind(place: DownloadPlace): readonly (KnownSum & { readonly written: string })[] {
  const { call, calls, download } = place;
  if (download.target === undefined) return [];
  const name = baseName(download.target);
  const behind = calls.slice(call.index + 1).filter(({ path }) => partingOf(call.path, path) === undefined);
  return behind.flatMap((each) =>
    wordsOf(each).flatMap((word) =>
      hexesFor(name, word.text).map((hex) => ({ hex, call: each, written: writtenOf(word) })),
    ),
  );
}

function wordsOf({ args, redirects }: Call): readonly Argument[] {
  return [...args, ...redirects.map(({ target }) => target)];
}

function hexesFor(name: string, text: string): readonly string[] {
  return text.split(/\n|\\n/).flatMap((line) => {
    const parts = /^\s*([0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128})[ \t]+\*?(\S+)\s*$/.exec(line);
    return parts?.[1] !== undefined && baseName(parts[2] ?? "") === name ? [parts[1]] : [];
  });
}
