import type { Call, PathStep } from "../../knowledge/call.ts";
import { type DecidedTest, memberAfter, type Outline } from "./outline.ts";

/**
 * Index of the innermost test that keeps a call from running when nobody sets a build argument; undefined when nothing does.
 * What is fetched behind that test is kept away as well.
 */
export function keptAwayBy(call: Call, outline: Outline): number | undefined {
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    const test = step === undefined ? undefined : testAgainst(step, outline);
    if (test !== undefined) return test.call;
  }
  return undefined;
}

function testAgainst(step: PathStep, outline: Outline): DecidedTest | undefined {
  const decided = outline.tests.get(step.id);
  if (decided === undefined) return undefined;
  if (step.kind === "if" && step.part === "body")
    return decided.findLast(({ index, holds }) => (index === step.index ? !holds : index < step.index && holds));
  if (step.kind !== "and-or") return undefined;
  return decided.findLast(({ index, holds, next }) => {
    if (index >= step.index || next === undefined || holds === (next === "&&")) return false;
    const resumed = memberAfter(step.id, index, next === "&&" ? "failure" : "success", outline);
    return resumed === undefined || resumed > step.index;
  });
}
