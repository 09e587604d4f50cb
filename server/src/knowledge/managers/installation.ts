import type { Span } from "../../text/span.ts";
import type { Argument, Call } from "../call.ts";
import type { InsecureOption, Installation, ManagerId, PackageWord } from "./manager.ts";
import type { OptionUse } from "./options.ts";
import { dynamicWord, PLACEHOLDER } from "./package-word.ts";

/** An installation of which only the parts that differ from "nothing special" are given. A word without a name is left out. */
export function installation(
  manager: ManagerId,
  command: Span,
  parts: Partial<Omit<Installation, "manager" | "command">>,
): Installation {
  const { packages = [], insecure = [], lock, constrained = false, release, sources = [] } = parts;
  const { manifests, isBeside = false, isFromGit = false } = parts;
  const named = packages.every(isNamed) ? packages : packages.filter(isNamed);
  // Without a spread of `parts`, which costs more than the reading of a short command.
  return {
    manager,
    command,
    packages: named,
    insecure,
    lock,
    constrained,
    release,
    sources,
    isBeside,
    isFromGit,
    manifests,
  };
}

function isNamed({ name, dynamic }: PackageWord): boolean {
  return name !== "" || dynamic;
}

/** The command words: from the program to the last of its subcommands; the program alone without any. */
export function commandSpan(call: Call, ...subcommands: readonly (Argument | undefined)[]): Span {
  const { start } = call.programSpan;
  let { end } = call.programSpan;
  for (const word of subcommands) if (word !== undefined) end = Math.max(end, placeOf(word).end);
  return { start, end };
}

/** The option as a switch that turns checks off; `host` where it does so for one host only. */
export function insecureOption({ span, written }: OptionUse, host?: string): InsecureOption {
  return { span, text: written, host };
}

/** Where a word stands in the command itself, also when a variable defined elsewhere holds it. */
function placeOf(word: Argument): Span {
  return word.word?.span ?? word.span;
}

/** Behind xargs: the words that come from standard input, as one dynamic word; none otherwise, or where they have a place. */
export function inputWords({ fromInput, args }: Call): readonly PackageWord[] {
  if (fromInput === undefined || args.some(({ text }) => text.includes(PLACEHOLDER))) return [];
  return [dynamicWord(fromInput)];
}
