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
  /** Blank lines stand around it. */
  readonly isDivided: boolean;
  /** What a line that goes on is indented by beyond its first one, where the file does it with tabs. */
  readonly tabs: string | undefined;
  /** ARGs that are declared up to there. */
  readonly declared: ReadonlySet<string>;
  /** Names of variables that mean something else. */
  readonly taken: ReadonlySet<string>;
}

/** Keys whose value changes with every commit, and the ARGs that carry it; where none of them is declared the first one is. */
const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "org.opencontainers.image.revision",
    [
      "REVISION",
      "VCS_REF", // label-schema.org, "Build-time labels"
      "SOURCE_COMMIT", // Docker Hub, "Advanced options for automated builds"
      "GIT_COMMIT", // Jenkins, plugin Git
      "COMMIT_SHA", // Google Cloud Build, substitutions
      "CI_COMMIT_SHA", // GitLab, predefined variables
      "GITHUB_SHA", // GitHub Actions, default environment variables
      // No tool's own, but usual in Dockerfiles.
      ...["GIT_SHA", "GIT_HASH", "GIT_REVISION", "GIT_COMMIT_SHA", "GIT_COMMIT_HASH", "COMMIT_HASH", "COMMIT"],
    ],
  ],
  ["org.opencontainers.image.version", ["VERSION"]],
  ["org.opencontainers.image.created", ["CREATED"]],
]);

/** True for a key that is filled by a build argument and never by a literal. */
export function isWired(key: string): boolean {
  return ARGUMENTS.has(key);
}

/** Inserts `ARG`s and one LABEL with keys that `isFillable` in this project. Those that are wired need no facts. */
export function insertLabels(end: StageEnd, keys: readonly string[], facts?: ProjectFacts): readonly TextEdit[] {
  const lines = end.isDivided ? [""] : [];
  const pairs = keys.map((key) => {
    const names = ARGUMENTS.get(key);
    if (names === undefined) return `${key}=${quoted((facts && factOf(key, facts)) ?? "", end.escape)}`;
    const name = argumentAmong(names, end);
    if (!end.declared.has(name)) lines.push(`${inCaseOf(end.keyword, "ARG")} ${name}`);
    return `${key}="$${name}"`;
  });
  const label = `${inCaseOf(end.keyword, "LABEL")} `;
  const indent = end.tabs ?? " ".repeat(label.length);
  for (const [index, pair] of pairs.entries()) {
    const continuation = index < pairs.length - 1 ? ` ${end.escape}` : "";
    lines.push((index === 0 ? label : indent) + pair + continuation);
  }
  return [insertBelow(end.text, end.after, lines, end.indentLike)];
}

/** The arguments that carry the values of those of the keys that are wired. */
export function argumentsOf(keys: readonly string[], end: StageEnd): readonly string[] {
  return keys.flatMap((key) => {
    const names = ARGUMENTS.get(key);
    return names === undefined ? [] : argumentAmong(names, end);
  });
}

/** The one of the ARGs that is declared and means nothing else; else a name for a new one. */
function argumentAmong(names: readonly string[], { declared, taken }: StageEnd): string {
  const [first = ""] = names;
  const known = names.find((name) => declared.has(name) && !taken.has(name));
  return known ?? [first, `IMAGE_${first}`].find((name) => !taken.has(name)) ?? `OCI_IMAGE_${first}`;
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
