/** An instruction as it stood in the file: its first word and its whole text. */
export interface WrittenInstruction {
  /** Upper case. */
  readonly keyword: string;
  readonly text: string;
}

/** Where an instruction stands in a later version of the file, by index. */
export interface PlacedInstruction {
  readonly index: number;
  /** Its text is another one there. */
  readonly isEdited: boolean;
}

/**
 * Finds the instructions of an earlier version of a file in the present one; undefined: it is gone. Equal texts are joined in their order;
 * what lies between two of them and has the same keyword was edited.
 */
export function placeInstructions(
  before: readonly WrittenInstruction[],
  now: readonly WrittenInstruction[],
): readonly (PlacedInstruction | undefined)[] {
  const placed: (PlacedInstruction | undefined)[] = new Array(before.length).fill(undefined);
  const isSame = (a: number, b: number) => before[a]?.text === now[b]?.text;
  const shortest = Math.min(before.length, now.length);
  let start = 0;
  while (start < shortest && isSame(start, start)) start += 1;
  let rest = 0;
  while (rest < shortest - start && isSame(before.length - 1 - rest, now.length - 1 - rest)) rest += 1;
  for (let index = 0; index < start; index += 1) placed[index] = { index, isEdited: false };
  for (let index = 1; index <= rest; index += 1)
    placed[before.length - index] = { index: now.length - index, isEdited: false };
  joinMiddle(
    { before, now, placed },
    { from: start, fromEnd: before.length - rest, to: start, toEnd: now.length - rest },
  );
  return placed;
}

interface Joining {
  readonly before: readonly WrittenInstruction[];
  readonly now: readonly WrittenInstruction[];
  readonly placed: (PlacedInstruction | undefined)[];
}

/** Half-open parts of both versions. */
interface Part {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

/** So many instructions are compared with each other at most: it happens with every keystroke. What is left counts as gone. */
const MAX_COMPARED = 500;

function joinMiddle(joining: Joining, { from, fromEnd, to, toEnd }: Part): void {
  const { before, now, placed } = joining;
  if (fromEnd - from > MAX_COMPARED || toEnd - to > MAX_COMPARED) return;
  let [lastFrom, lastTo] = [from, to];
  for (let index = from; index < fromEnd; index += 1) {
    const text = before[index]?.text;
    let found = lastTo;
    while (found < toEnd && now[found]?.text !== text) found += 1;
    if (found === toEnd) continue;
    placed[index] = { index: found, isEdited: false };
    joinEdited(joining, { from: lastFrom, fromEnd: index, to: lastTo, toEnd: found });
    [lastFrom, lastTo] = [index + 1, found + 1];
  }
  joinEdited(joining, { from: lastFrom, fromEnd, to: lastTo, toEnd });
}

function joinEdited({ before, now, placed }: Joining, { from, fromEnd, to, toEnd }: Part): void {
  let next = to;
  for (let index = from; index < fromEnd; index += 1) {
    let found = next;
    while (found < toEnd && now[found]?.keyword !== before[index]?.keyword) found += 1;
    if (found === toEnd) continue;
    placed[index] = { index: found, isEdited: true };
    next = found + 1;
  }
}
