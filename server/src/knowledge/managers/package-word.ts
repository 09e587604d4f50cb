import type { Span } from "../../text/span.ts";
import type { Argument } from "../call.ts";
import type { PackageWord } from "./manager.ts";

/** How a manager's syntax divides one word. Offsets are those of the argument's `text`. */
export interface WordParts {
  readonly name: Span;
  /** The version, with its operator where `holds` is `range`. */
  readonly version: Span | undefined;
  /** What the version does: one release (also by prefix), a bounded range, or something that moves (tag, branch, nothing). */
  readonly holds: "exact" | "range" | "moving";
}

/** What xargs, find and parallel put their words in the place of. */
export const PLACEHOLDER = "{}";

/** The whole of a name that they give, in front of an extra of Python too. */
const STAND_IN = /^(?:\{\}|[%@])(?:\[|$)/;

/** `{git,curl}` of Bash, which says all its names. */
const BRACES = /^\{[^{}]*,/;

/** Whether a text begins as a path does: in the folder where one stands, at the root, or at home. No package's name does. */
export function beginsLikePath(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === DOT || first === SLASH || first === TILDE;
}

const DOT = 46;
const SLASH = 47;
const TILDE = 126;

/** The package that a word names. A version that is not known gives `unknown`; a word that is not known at all is dynamic. */
export function packageWord(argument: Argument, parts: WordParts): PackageWord {
  const isOpen = isWhollyUnknown(argument) && !BRACES.test(argument.written);
  if (isOpen || STAND_IN.test(argument.text)) return dynamicWord(argument);
  const { text, span, written, via } = argument;
  const { name, version, holds } = parts;
  return {
    span,
    spec: written,
    name: text.slice(name.start, name.end),
    version: version === undefined ? undefined : text.slice(version.start, version.end),
    pinned: pinnedBy(argument, parts),
    range: version !== undefined && holds === "range",
    via,
    dynamic: false,
  };
}

/** A word with no version: the whole text is the name. */
export function bareWord(argument: Argument): PackageWord {
  return packageWord(argument, { name: { start: 0, end: argument.text.length }, version: undefined, holds: "moving" });
}

/** Version and hold come from elsewhere: an option that gives the version of the one package named. */
export function wordWithVersion(
  argument: Argument,
  version: Argument,
  holds: WordParts["holds"] = "exact",
): PackageWord {
  const bare = bareWord(argument);
  if (bare.dynamic) return bare;
  const isKnown = version.unknown.length === 0 && version.text !== "";
  const pinned = holds === "range" ? "no" : !isKnown ? "unknown" : holds === "exact" ? "yes" : "no";
  return { ...bare, version: version.text, pinned, range: holds === "range" };
}

/** A word or list of which nothing is known. It is reported where the command uses it, also when a variable holds it. */
export function dynamicWord(argument: Argument): PackageWord {
  const { span, written } = argument.word ?? argument;
  const { via } = argument;
  return {
    span,
    spec: written,
    name: written,
    version: undefined,
    pinned: "unknown",
    range: false,
    via,
    dynamic: true,
  };
}

/** True when the unknown parts leave no character of the text. */
export function isWhollyUnknown({ text, unknown }: Pick<Argument, "text" | "unknown">): boolean {
  if (unknown.length === 0) return false;
  let known = 0;
  for (const part of unknown) {
    if (part.start > known) return false;
    known = Math.max(known, part.end);
  }
  return known >= text.length;
}

/** True when a character of `text[start, end)` is not known. */
export function isUnknownIn({ unknown }: Argument, start: number, end: number): boolean {
  return unknown.some((part) => part.start < end && part.end > start);
}

/** Where `needle` first stands in the text from `from` on, parts that are not known left out; −1 when nowhere. */
export function knownIndexOf({ text, unknown }: Argument, needle: string, from = 0): number {
  let index = text.indexOf(needle, from);
  while (index >= 0) {
    const at = index;
    const hidden = unknown.find((part) => part.start <= at && at < part.end);
    if (hidden === undefined) return index;
    index = text.indexOf(needle, hidden.end);
  }
  return -1;
}

/** True when the text ends with `ending` and that much of it is known. */
export function endsKnown({ text, unknown }: Argument, ending: string): boolean {
  return text.endsWith(ending) && (unknown.at(-1)?.end ?? 0) <= text.length - ending.length;
}

function pinnedBy(argument: Argument, { version, holds }: WordParts): PackageWord["pinned"] {
  if (version === undefined || holds === "range") return "no";
  // `curl=$V` with an empty default: whoever builds the image gives the version.
  if (version.start === version.end || isUnknownIn(argument, version.start, version.end)) return "unknown";
  return holds === "exact" ? "yes" : "no";
}
