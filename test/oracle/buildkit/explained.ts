import type { Dockerfile } from "../../../server/src/syntax/dockerfile.ts";
import type { OracleFile, OracleInstruction } from "./answers.ts";

/** BuildKit takes flags apart byte by byte, so a character outside ASCII becomes others there, or a blank. */
function hasByteWiseFlags({ instructions }: OracleFile): boolean {
  return instructions.some((node) => flagsOf(node).some(isOutsideAscii));
}

function flagsOf({ flags, trigger }: OracleInstruction): readonly string[] {
  return [...flags, ...(trigger?.flags ?? [])];
}

function isOutsideAscii(text: string): boolean {
  return /[^\0-\x7f]/.test(text);
}

/** Differences of trees that are meant to be. */
export function explainedTree(node: OracleInstruction | undefined, dockerfile: Dockerfile): boolean {
  if (node !== undefined && flagsOf(node).some(isOutsideAscii)) return true;
  // BuildKit also takes the first word of HEALTHCHECK apart byte by byte.
  const inner = node?.trigger ?? node;
  if (inner?.keyword.toUpperCase() === "HEALTHCHECK" && inner.args[0]?.endsWith("\ufffd") === true) return true;
  // BuildKit nests triggers without end and refuses them afterwards.
  if (node?.trigger?.trigger != null) return true;
  // A line that a merge left behind is content for BuildKit; nobody means it.
  return dockerfile.problems.some(({ message }) => message.startsWith("A merge conflict"));
}

/** What BuildKit refuses that depends on the values of flags, which we leave to it. */
const FLAG_VALUES =
  /unknown flag|duplicate flag|missing a value on flag|expecting boolean|time: |unknown unit|Interval|retries|ParseInt|mount|network|security|device|arg should start with|'from' doesn't support variable expansion/;

/** Refusals of one side that are meant to be. */
export function explainedRefusal(messages: readonly string[], answer: OracleFile): boolean {
  if (hasByteWiseFlags(answer)) return true;
  // A JSON object with a syntax is read by the program that it names.
  if (messages.length === 0 && /unknown instruction: \{/.test(answer.refused)) return answer.syntax !== null;
  if (messages.length === 0) return FLAG_VALUES.test(answer.refused);
  // A trigger is refused when an image is built from this one: BuildKit only stores it here.
  const hasTrigger = answer.instructions.some((node) => node.trigger !== null);
  return hasTrigger || messages.every((message) => message.startsWith("A merge conflict"));
}
