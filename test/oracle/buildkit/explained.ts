import type { Dockerfile } from "../../../server/src/syntax/dockerfile.ts";
import type { OracleFile, OracleInstruction } from "./answers.ts";

/** Differences of trees that are meant to be. */
export function explainedTree(node: OracleInstruction | undefined, dockerfile: Dockerfile): boolean {
  // BuildKit takes flags apart byte by byte, so a character outside ASCII becomes others there, or a blank.
  const flags = node === undefined ? [] : [...node.flags, ...(node.trigger?.flags ?? [])];
  if (flags.some((flag) => /[^\0-\x7f]/.test(flag))) return true;
  // So it does with the first word of HEALTHCHECK.
  const inner = node?.trigger ?? node;
  if (inner?.keyword.toUpperCase() === "HEALTHCHECK" && inner.args[0]?.endsWith("\ufffd") === true) return true;
  // BuildKit nests triggers without end and refuses them afterwards.
  if (node?.trigger?.trigger != null) return true;
  // A line that a merge left behind is content for BuildKit; nobody means it.
  return dockerfile.problems.some(({ message }) => message.startsWith("A merge conflict"));
}

/** What BuildKit refuses that depends on the values of flags, which we leave to it. */
const FLAG_VALUES =
  /unknown flag|duplicate flag|missing a value on flag|expecting boolean|time: |unknown unit|Interval|retries|ParseInt|mount|network|security|device|arg should start with/;

/** Refusals of one side that are meant to be. */
export function explainedRefusal(messages: readonly string[], answer: OracleFile): boolean {
  // The program that `// syntax=` names reads such a file; its comments are no Dockerfile instructions.
  if (messages.length === 0)
    return FLAG_VALUES.test(answer.refused) || answer.refused.endsWith("unknown instruction: //");
  // A trigger is refused when an image is built from this one: BuildKit only stores it here.
  const hasTrigger = answer.instructions.some((node) => node.trigger !== null);
  return hasTrigger || messages.every((message) => message.startsWith("A merge conflict"));
}
