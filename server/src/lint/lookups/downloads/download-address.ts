import { withoutQuotes } from "../../../fix/quote.ts";
import type { Argument, Call, PathStep, ShellVariable } from "../../../knowledge/call.ts";
import type { BuildModel, DownloadUse } from "../../../model/build-model.ts";
import type { DownloadQuery } from "../../../pin/query.ts";
import type { Span } from "../../../text/span.ts";
import {
  architectureWord,
  isArchitecture,
  isArchitectureProgram,
  platformNamed,
  platformOfWord,
} from "./architectures.ts";
import { type DownloadPlace, writtenAt } from "./download-place.ts";
import { assignmentsTo, isAmbiguous, variablesBehind, variablesIn } from "./script-variables.ts";

/** Where a file comes from: one address, or one for each platform with the word that tells them apart. */
export interface DownloadAddress {
  readonly url: string;
  readonly perPlatform: Readonly<Record<string, string>> | undefined;
  /** Shell text whose value chooses, put between double quotes: `$(uname -m)`. */
  readonly word: string;
  /** Platform → that value. */
  readonly values: Readonly<Record<string, string>>;
}

/** The address of a request, with the processors of these platforms put in; undefined when another part of it is not known. */
export function addressOf(
  url: Argument,
  place: DownloadPlace,
  platforms: readonly string[],
): DownloadAddress | undefined {
  const names = variablesBehind(writtenOf(url), place);
  const [chosen, ...others] = names.filter((name) => isAmbiguous(name, place));
  if (others.length > 0 || hasIdleDefault(names, place.model)) return undefined;
  if (chosen !== undefined) return addressByScript(url, chosen, place);
  if (url.unknown.length === 0) {
    return isWebAddress(url.text) ? { url: url.text, perPlatform: undefined, word: "", values: {} } : undefined;
  }
  // A choice among several sums is written for sh alone.
  if (place.call.language !== "sh") return undefined;
  const parts = url.unknown.map(({ start, end }) => url.text.slice(start, end)).filter((part) => !isSystem(part));
  const [word = ""] = parts;
  const source = sourceOf(word, place);
  if (source === undefined || parts.some((part) => part !== word)) return undefined;
  const perPlatform: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (const platform of platforms) {
    const value = architectureWord(source, platform);
    if (value === undefined) continue;
    values[platform] = value;
    perPlatform[platform] = replaced(url, value, platform);
  }
  const [first] = Object.values(perPlatform);
  if (first === undefined || !Object.values(perPlatform).every(isWebAddress)) return undefined;
  return { url: first, perPlatform, word: word.startsWith("`") ? `$(${word.slice(1, -1)})` : word, values };
}

/**
 * `${TARGETARCH:-amd64}`, also as the value of one of these variables: BuildKit sets it for each platform, and the default, which the
 * model takes, counts for other builders alone.
 */
export function hasIdleDefault(names: readonly string[], { text }: BuildModel): boolean {
  if (!IDLE_DEFAULT.test(text)) return false;
  return names.some((name) =>
    new RegExp(OF_PLATFORM.test(name) ? `\\$\\{${name}:?-` : `\\b${name}[= ]\\S{0,99}${IDLE_DEFAULT.source}`).test(
      text,
    ),
  );
}

const OF_PLATFORM = /^(?:BUILD|TARGET)(?:ARCH|PLATFORM|VARIANT)$/;
const IDLE_DEFAULT = /\$\{(?:BUILD|TARGET)(?:ARCH|PLATFORM|VARIANT):?-/;

/** What stands at the word of the command, variables not put in. */
export function writtenOf(url: Argument): string {
  return url.word?.written ?? url.written;
}

/** One address for each processor that the script names in a variable: `case … in x86_64) ARCH=amd64 ;; aarch64) ARCH=arm64 ;; esac`. */
function addressByScript(url: Argument, name: string, place: DownloadPlace): DownloadAddress | undefined {
  const { literals } = assignmentsTo(name, place);
  const perPlatform: Record<string, string> = {};
  const values: Record<string, string> = {};
  for (const value of literals) {
    const arm = armOf(name, value, place);
    const platform = (arm && platformOfArm(arm, place)) ?? platformNamed(value);
    const address = withValue(url, name, value, literals);
    if (platform === undefined || address === undefined || values[platform] !== undefined) return undefined;
    values[platform] = value;
    perPlatform[platform] = address;
  }
  const [first, second] = Object.values(perPlatform);
  if (first === undefined || second === undefined || !Object.values(perPlatform).every(isWebAddress)) return undefined;
  return { url: first, perPlatform, word: `$\{${name}}`, values };
}

/** An arm of a `case`. */
export type Arm = Extract<PathStep, { readonly kind: "case" }>;

/** The arm in which a variable gets a value: `case "$(uname -m)" in x86_64) FILE=tool-x64.tgz ;;`. */
export function armOf(name: string, value: string, { variables, ...place }: DownloadPlace): Arm | undefined {
  const isSetHere = ({ name: set, span }: ShellVariable) =>
    set === name && /^\w+=(["']?)(.*)\1$/.exec(writtenAt(span, place))?.[2] === value;
  const arm = variables.find(isSetHere)?.path.findLast(({ kind }) => kind === "case");
  return arm?.kind === "case" ? arm : undefined;
}

/** The platform on which an arm is taken. */
export function platformOfArm({ word, patterns }: Arm, place: DownloadPlace): string | undefined {
  const source = sourceOf(writtenOf(word), place);
  // A word that we do not follow (`${dpkgArch##*-}`) is still compared with the names of processors.
  const platformOf = source === undefined ? platformNamed : (name: string) => platformOfWord(source, name);
  return patterns.map(({ raw }) => platformOf(withoutQuotes(raw))).find((platform) => platform !== undefined);
}

/** The address with one value of a variable; undefined when it is not certain where the variable stands in it. */
function withValue(url: Argument, name: string, value: string, all: readonly string[]): string | undefined {
  const reference = new RegExp(`\\$(?:\\{${name}\\}|${name}(?!\\w))`, "g");
  const written = writtenOf(url);
  if (variablesIn(written.replace(reference, "")).includes(name)) return undefined;
  if (url.unknown.length > 0) {
    const parts = url.unknown.map(({ start, end }) => url.text.slice(start, end));
    return parts.every((part) => part.replace(reference, "") === "") ? replaced(url, value) : undefined;
  }
  // The model has put one of the values in: the text beside the variable tells where.
  const around = written.split(reference).map((text) => text.split(SUBSTITUTION));
  const found = all.map((each) => placesOf(each, around, url.text)).filter((places) => places !== undefined);
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? undefined : replaced({ text: url.text, unknown: only }, value);
}

/** A variable of a shell in a word as written. */
const SUBSTITUTION = /\$\{[^{}]*\}|\$\w+/;

/** Where a value stands in an address, if what is written beside it, up to the next substitution, tells each time. */
function placesOf(value: string, around: readonly (readonly string[])[], url: string): readonly Span[] | undefined {
  const places: Span[] = [];
  for (const [index, text] of around.slice(1).entries()) {
    const before = around[index]?.at(-1) ?? "";
    const neighbourhood = before + value + (text[0] ?? "");
    const at = url.indexOf(neighbourhood);
    if (at < 0 || url.includes(neighbourhood, at + 1)) return undefined;
    const start = at + before.length;
    places.push({ start, end: start + value.length });
  }
  return places.length === 0 ? undefined : places;
}

/** The question for the sum of a file. */
export function sumQuery({ url, perPlatform }: DownloadAddress, decoded: DownloadQuery["decoded"]): DownloadQuery {
  return { kind: "download", url, ...(perPlatform && { perPlatform }), decoded, want: "checksum" };
}

/** What the tool saves: the bytes of the answer, or what they are decoded to. */
export function decodedBy({ tool, run }: DownloadUse): DownloadQuery["decoded"] {
  if (tool === "ADD") return "gzip";
  return tool === "curl" && run?.calls[run.call]?.args.some(({ text }) => text === "--compressed") === true;
}

/** The expression for the processor that a part of an address is, also through a variable that keeps it: `ARCH=$(uname -m)`. */
function sourceOf(part: string, { calls, call }: DownloadPlace): string | undefined {
  if (isArchitecture(part)) return part;
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(part)?.[1];
  if (name === undefined) return undefined;
  const kept = calls.filter((each) => each.index < call.index && keeps(each, name));
  const [only, ...others] = kept;
  if (only === undefined || others.length > 0) return undefined;
  const words = only.args.map(({ text }) => text);
  return isArchitectureProgram(only.program, words) ? `$(${[only.program, ...words].join(" ")})` : undefined;
}

function keeps({ path }: Call, name: string): boolean {
  return path.some((step) => step.kind === "substitution" && step.variable === name);
}

/** The operating system of the platform that is built for. Source: Dockerfile reference, "Automatic platform ARGs". */
function isSystem(part: string): boolean {
  return part === "$TARGETOS" || part === "${TARGETOS}";
}

function replaced({ text, unknown }: Pick<Argument, "text" | "unknown">, value: string, platform = ""): string {
  let result = "";
  let at = 0;
  for (const { start, end } of unknown) {
    const [system = ""] = platform.split("/");
    result += text.slice(at, start) + (isSystem(text.slice(start, end)) ? system : value);
    at = end;
  }
  return result + text.slice(at);
}

/** An address that can be asked for as it stands: curl's patterns, quotes and blanks are none. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/(?:[^\s"'`$\\{}[\]<>|^%]|%[0-9a-f]{2})+$/i.test(url) && URL.canParse(url);
}
