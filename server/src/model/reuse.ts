import type { Dockerfile } from "../syntax/dockerfile.ts";
import { commonPrefixLength } from "../text/common-prefix.ts";
import type { ModelOptions } from "./options.ts";
import type { ReadFile } from "./read-stages.ts";

/** The stages of the version before that an edit cannot have touched, and the instruction that reading goes on with. */
export interface ReusableStages {
  readonly count: number;
  /** Index of the first instruction to read. */
  readonly next: number;
}

const NOTHING: ReusableStages = { count: 0, next: 0 };

/** Stages that end in front of the first changed character: reading them again would give the same. */
export function reusableStages(
  last: ReadFile | undefined,
  dockerfile: Dockerfile,
  options: ModelOptions,
  declaredNames: ReadonlySet<string>,
): ReusableStages {
  if (last === undefined || !sameOptions(last.options, options) || !sameNames(last.declaredNames, declaredNames))
    return NOTHING;
  const same = commonPrefixLength(last.dockerfile.text, dockerfile.text);
  let count = last.drafts.length - 1;
  while (count > 0 && (last.drafts[count]?.from.keywordSpan.end ?? 0) >= same) count -= 1;
  const border = last.drafts[count]?.from;
  if (count <= 0 || border === undefined) return NOTHING;
  const next = last.dockerfile.instructions.indexOf(border);
  // Conflict markers further down can change how everything is read.
  return dockerfile.instructions[next]?.span.start === border.span.start ? { count, next } : NOTHING;
}

function sameOptions(one: ModelOptions, other: ModelOptions): boolean {
  return one.buildArgs === other.buildArgs && one.buildContexts === other.buildContexts;
}

function sameNames(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size !== other.size) return false;
  for (const name of one) if (!other.has(name)) return false;
  return true;
}
