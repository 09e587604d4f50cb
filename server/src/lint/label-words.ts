import type { WordInList } from "../fix/remove-word.ts";
import type { LabelUse, Stage } from "../model/build-model.ts";

/** A label among the pairs of its instruction, for taking it out. */
export function wordInLabel(label: LabelUse, { labels }: Stage): WordInList {
  const siblings = labels.filter(({ instruction }) => instruction === label.instruction);
  return {
    instruction: label.instruction.span,
    words: siblings.map(({ span }) => span),
    index: siblings.indexOf(label),
  };
}

/** A key's word with another key in it; quotes stay. */
export function withKey(written: string, key: string): string {
  const first = written.charAt(0);
  return first === '"' || first === "'" ? first + key + first : key;
}
