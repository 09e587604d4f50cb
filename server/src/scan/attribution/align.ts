import type { HistoryLine } from "./history-line.ts";

/** A line of the history and the instruction that made it, by index. `isSame`: their texts are equal. */
export interface Pairing {
  readonly history: number;
  readonly instruction: number;
  readonly isSame: boolean;
}

const SAME = 3;
const LIKELY = 2;
const MAX_LINES = 1000;
/** Of the words of two commands, for them to count as one that was edited. */
const LEAST_SHARE = 0.7;

/**
 * Joins history and instructions in order, so that as much as possible agrees: equal lines count more than alike ones. Of several ways
 * the one that uses the end of the history, where the base image does not stand. Algorithm: longest common subsequence, weighted.
 */
export function align(
  history: readonly (HistoryLine | undefined)[],
  instructions: readonly HistoryLine[],
): readonly Pairing[] {
  const lines = history.slice(-MAX_LINES);
  const skipped = history.length - lines.length;
  const wanted = instructions.slice(0, MAX_LINES);
  const width = wanted.length + 1;
  const wordsOf = wordsOnce();
  // best[h * width + i]: of history up to h and instructions up to i.
  const best = new Uint16Array((lines.length + 1) * width);
  const weights = new Uint8Array(lines.length * width);
  for (const [h, line] of lines.entries()) {
    for (const [i, instruction] of wanted.entries()) {
      const weight = line === undefined ? 0 : weightOf(line, instruction, wordsOf);
      weights[h * width + i] = weight;
      const joined = weight === 0 ? 0 : at(best, h * width + i) + weight;
      best[(h + 1) * width + i + 1] = Math.max(joined, at(best, h * width + i + 1), at(best, (h + 1) * width + i));
    }
  }
  const pairs: Pairing[] = [];
  for (let h = lines.length, i = wanted.length; h > 0 && i > 0; ) {
    const weight = at(weights, (h - 1) * width + i - 1);
    const here = at(best, h * width + i);
    if (weight > 0 && here === at(best, (h - 1) * width + i - 1) + weight) {
      pairs.push({ history: skipped + h - 1, instruction: i - 1, isSame: weight === SAME });
      h -= 1;
      i -= 1;
    } else if (here === at(best, h * width + i - 1)) i -= 1;
    else h -= 1;
  }
  return pairs.reverse();
}

function at(cells: Uint16Array | Uint8Array, index: number): number {
  return cells[index] ?? 0;
}

type WordsOf = (line: HistoryLine) => ReadonlySet<string>;

/** The words of each line, told apart once: every line is compared with every other. */
function wordsOnce(): WordsOf {
  const known = new Map<HistoryLine, ReadonlySet<string>>();
  return (line) => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const words = new Set(line.text.split(" ", MAX_WORDS));
    known.set(line, words);
    return words;
  };
}

const MAX_WORDS = 1000;

function weightOf(line: HistoryLine, instruction: HistoryLine, wordsOf: WordsOf): number {
  if (line.keyword !== instruction.keyword) return 0;
  if (line.text === instruction.text) return SAME;
  return areAlike(line, instruction, wordsOf) ? LIKELY : 0;
}

/** Values are put in by the builder where the file has variables, maps and lists are written in other ways. */
function areAlike(line: HistoryLine, instruction: HistoryLine, wordsOf: WordsOf): boolean {
  switch (line.keyword) {
    case "RUN":
      return shareOfWords(wordsOf(line), wordsOf(instruction)) >= LEAST_SHARE;
    case "COPY":
    case "ADD":
    case "WORKDIR":
      return instruction.text.includes("$") || isBelow(line.text, instruction.text);
    case "ENV":
    case "LABEL":
    case "ARG":
      return firstKey(line.text) === firstKey(instruction.text);
    default:
      return true;
  }
}

/** Whether a path ends in another one: builders write a relative one below the working directory. `/` says nothing. */
function isBelow(path: string, end: string): boolean {
  const written = end.replace(/^\.?\/|\/$/g, "");
  return written !== "" && `/${path.replace(/\/$/, "")}`.endsWith(`/${written}`);
}

function firstKey(text: string): string {
  return /^[^\s=]*/.exec(text)?.[0] ?? "";
}

/** How many of all words stand in both texts. */
function shareOfWords(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let both = 0;
  for (const word of left) if (right.has(word)) both += 1;
  return both / Math.max(1, left.size, right.size);
}
