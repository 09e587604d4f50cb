import { matchEnd, type Pattern, patternOf } from "../syntax/pattern-match.ts";
import { gitTokens } from "../syntax/shell-pattern.ts";

/** What one step of a pattern says of the names of a path: one name, or any number of them (`**`). */
type Step = ((name: string) => boolean) | typeof ANY_NAMES;

const ANY_NAMES = Symbol("**");

/**
 * A pattern of paths: `*`, `?` and `[a-z]` stay within a name, `**` stands for any names; at the end for one at least. The names of a path
 * are given in order. A match takes the length of the pattern times that of the path at most, whatever they are.
 * Source: gitignore(5), "PATTERN FORMAT".
 */
export function pathPattern(pattern: string): (names: readonly string[]) => boolean {
  const words = pattern.replace(/\\(.)/gs, (escaped, mark) => (mark === "/" ? mark : escaped)).split("/");
  const steps = words.map((word): Step => (/^\*\*+$/.test(word) ? ANY_NAMES : namePattern(word)));
  return (names) => matchesSteps(steps, names);
}

/** Each run of names between two `**` is taken at its first place: no backtracking behind the last one. */
function matchesSteps(steps: readonly Step[], names: readonly string[]): boolean {
  let step = 0;
  let name = 0;
  let lastRun = -1;
  let resumed = 0;
  while (name < names.length) {
    const now = steps[step];
    if (now === ANY_NAMES) {
      lastRun = step;
      resumed = name;
      step += 1;
    } else if (now?.(names[name] ?? "")) {
      step += 1;
      name += 1;
    } else if (lastRun >= 0) {
      step = lastRun + 1;
      resumed += 1;
      name = resumed;
    } else return false;
  }
  return step === steps.length;
}

function namePattern(word: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(word)) return (name) => name === word;
  let pattern: Pattern | undefined;
  return (name) => {
    pattern ??= patternOf(gitTokens([...word]), true);
    const characters = [...name];
    return matchEnd(pattern, characters, 0, true) === characters.length;
  };
}
