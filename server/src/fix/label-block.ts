import type { TextEdit } from "../text/text-edit.ts";
import type { ProjectFacts } from "./fix.ts";
import { inCaseOf, insertBelow } from "./line-style.ts";
import { quoted } from "./quote.ts";

/**
 * Where the labels of a stage go: behind its last instruction that makes a layer or a label, so that a new revision costs no
 * cached layer, and in front of CMD and its kin.
 */
export interface StageEnd {
  readonly text: string;
  readonly escape: string;
  /** FROM as the file writes it; tells the letter case. */
  readonly keyword: string;
  /** An offset in the line of the first keyword of that instruction, and one in its last line. */
  readonly indentLike: number;
  readonly after: number;
  /** That instruction is not ended: what is put behind it would be part of it. */
  readonly isOpen: boolean;
  /** ARGs that are declared up to there. */
  readonly declared: ReadonlySet<string>;
  /** Names of variables that mean something else. */
  readonly taken: ReadonlySet<string>;
}

/** Keys whose value changes with every commit, and the ARG that carries it. */
const ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ["org.opencontainers.image.revision", "REVISION"],
  ["org.opencontainers.image.version", "VERSION"],
  ["org.opencontainers.image.created", "CREATED"],
]);

/** True for a key that is filled by a build argument and never by a literal. */
export function isWired(key: string): boolean {
  return ARGUMENTS.has(key);
}

/** Inserts `ARG`s and one LABEL with keys that `isFillable` in this project. Those that are wired need no facts. */
export function insertLabels(end: StageEnd, keys: readonly string[], facts?: ProjectFacts): readonly TextEdit[] {
  const lines: string[] = [];
  const pairs = keys.map((key) => {
    const argument = ARGUMENTS.get(key);
    if (argument === undefined) return `${key}=${quoted((facts && factOf(key, facts)) ?? "", end.escape)}`;
    const name = argumentNamed(argument, end);
    if (!end.declared.has(name)) lines.push(`${inCaseOf(end.keyword, "ARG")} ${name}`);
    return `${key}="$${name}"`;
  });
  const label = `${inCaseOf(end.keyword, "LABEL")} `;
  const indent = " ".repeat(label.length);
  for (const [index, pair] of pairs.entries()) {
    const continuation = index < pairs.length - 1 ? ` ${end.escape}` : "";
    lines.push((index === 0 ? label : indent) + pair + continuation);
  }
  return [insertBelow(end.text, end.after, lines, end.indentLike)];
}

/** The arguments that carry the values of those of the keys that are wired. */
export function argumentsOf(keys: readonly string[], end: StageEnd): readonly string[] {
  return keys.flatMap((key) => {
    const wanted = ARGUMENTS.get(key);
    return wanted === undefined ? [] : argumentNamed(wanted, end);
  });
}

/** The name of an ARG, declared or not, that means nothing else. */
function argumentNamed(wanted: string, { taken }: StageEnd): string {
  return [wanted, `IMAGE_${wanted}`].find((name) => !taken.has(name)) ?? `OCI_IMAGE_${wanted}`;
}

/** True for a key that the project's facts give a value: of one that a build argument fills, that of the argument. */
export function isFillable(key: string, facts: ProjectFacts): boolean {
  if (key === "org.opencontainers.image.revision") return facts.revision !== undefined;
  // Where there is neither a version nor a tag the build takes the revision; a tag never stands without one.
  if (key === "org.opencontainers.image.version") return (facts.version ?? facts.revision) !== undefined;
  return factOf(key, facts) !== undefined;
}

function factOf(key: string, facts: ProjectFacts): string | undefined {
  switch (key) {
    case "org.opencontainers.image.source":
    case "org.opencontainers.image.url":
      return facts.remoteUrl;
    case "org.opencontainers.image.licenses":
      return facts.licence;
    case "org.opencontainers.image.title":
      return facts.title;
    case "org.opencontainers.image.description":
      return facts.description;
    default:
      return undefined;
  }
}
