import type { WordInList } from "../../fix/remove-word.ts";
import type { LabelUse, Stage } from "../../model/build-model.ts";
import { firstIndex } from "../../text/halving.ts";

/** A label among the pairs of its instruction, for taking it out. */
export function wordInLabel(label: LabelUse, { labels }: Stage): WordInList {
  const { instruction, span } = label;
  const index = firstIndex(labels.length, (at) => (labels[at]?.span.start ?? 0) >= span.start);
  const neighbour = (at: number) => (labels[at]?.instruction === instruction ? labels[at]?.span : undefined);
  return { instruction: instruction.span, word: span, before: neighbour(index - 1), next: neighbour(index + 1) };
}

/** What a label says, with its variables where they are not known. */
export function textOf({ value, rawValue }: LabelUse): string {
  return value ?? rawValue;
}

/** A key's word with another key in it; quotes stay. */
export function withKey(written: string, key: string): string {
  const first = written.charAt(0);
  return first === '"' || first === "'" ? first + key + first : key;
}
