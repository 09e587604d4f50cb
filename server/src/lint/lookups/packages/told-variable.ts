import type { SourceRun } from "../../../model/build-model.ts";
import { callAt } from "../../call-at.ts";
import { instructionAt } from "../../instruction-at.ts";
import { once } from "../../once.ts";
import { variableAt } from "../../run-environment.ts";
import type { Point } from "./python-place.ts";

/** What an environment variable is set to; an undefined value: to what is not known. */
interface Told {
  readonly value: string | undefined;
}

/** What a variable is for the command at a point: as its RUN says, else ENV and ARG of the stage. Undefined: nothing sets it. */
export function toldVariable(name: string, { stage, offset }: Point): Told | undefined {
  const placed = callAt(stage, offset);
  const own = placed?.call.environment.get(name);
  if (own !== undefined) return { value: own };
  const isSecret = instructionAt(stage, offset)?.flags.some(({ value }) => value.includes(`env=${name}`)) === true;
  const isSet = placed !== undefined && firstSetting(name, placed.run) < placed.call.programSpan.start;
  return isSecret || isSet ? { value: undefined } : variableAt(name, stage, offset);
}

/** Where the script of a RUN sets a variable first, in whatever language: `export A=b`, `$env:A = 'b'`, `set A=b`. */
function firstSetting(name: string, run: SourceRun): number {
  const { known, text } = namesOf(run);
  if (!text.includes(name.toLowerCase())) return Number.POSITIVE_INFINITY;
  const place = known.get(name) ?? run.source.search(new RegExp(`(?<![\\w$\{])${name}(?:[ \t]{0,9}\\+?=|["'])`, "i"));
  known.set(name, place);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}

/** The names that were looked for in a RUN, since many packages ask for the same. */
const namesOf = once(({ source }: SourceRun) => ({ text: source.toLowerCase(), known: new Map<string, number>() }));
