import { withoutQuotes } from "../../../fix/quote.ts";
import type { PathStep, ShellVariable } from "../../../knowledge/call.ts";
import { divergence } from "../../../knowledge/downloads/work-folder.ts";
import { type DownloadPlace, writtenAt } from "./download-place.ts";

/** How the script of a RUN sets a variable. */
export interface Assignments {
  /** Values that stand there as they are, each once. */
  readonly literals: readonly string[];
  /** How often it gets another value: from a program or other variables; a loop and `read` give it several. */
  readonly others: number;
}

/** Names of the variables in a word as written. */
export function variablesIn(written: string): readonly string[] {
  return [...new Set([...written.matchAll(/\$\{?([A-Za-z_]\w*)(?!\w|:\w)/g)].map(([, name = ""]) => name))];
}

/** The variables of a word as written, and those in the values that the RUN gives them: `U=https://…/$A; curl $U`. */
export function variablesBehind(written: string, place: DownloadPlace): readonly string[] {
  const names = new Set(variablesIn(written));
  // A set that grows while it is walked gives what is added as well.
  for (const name of names) {
    for (const variable of place.variables)
      if (variable.name === name) for (const inner of variablesIn(writtenAt(variable.span, place))) names.add(inner);
  }
  return [...names];
}

/** A word may be another one where a branch is not taken. */
export function dependsOnBranch(written: string, place: DownloadPlace): boolean {
  return variablesBehind(written, place).some((name) => isSetInBranch(name, place));
}

/** A branch that may not be taken sets the variable; one beside it that ends the script leaves no choice. */
function isSetInBranch(name: string, place: DownloadPlace): boolean {
  return place.variables.some(
    (each) => each.name === name && each.before <= place.call.index && isInBranch(each, place),
  );
}

function isInBranch({ path }: ShellVariable, { call, calls }: DownloadPlace): boolean {
  const shared = divergence(path, call.path);
  const joint = path[shared];
  // Behind `||` in the list of the call itself; what `&&` joins to it has run.
  if (joint?.kind === "and-or" && joint.id === call.path[shared]?.id && joint.operator === "||") return true;
  const branches = path.slice(shared + 1).filter(isBranch);
  return branches.some(
    ({ id, index }) => !calls.some((each) => each.program === "exit" && isBeside(each.path, id, index)),
  );
}

function isBranch(step: PathStep): boolean {
  switch (step.kind) {
    case "if":
    case "while":
      return step.part === "body" || step.index > 0;
    case "case":
    case "for":
      return true;
    default:
      return step.kind === "and-or" && step.operator !== undefined;
  }
}

function isBeside(path: readonly PathStep[], id: number, index: number): boolean {
  return path.some((step) => step.id === id && step.index !== index);
}

/** What a RUN does to a variable, wherever in it. Text decides: a branch that is not taken counts as well. */
export function assignmentsTo(name: string, { model, instruction, call }: DownloadPlace): Assignments {
  const text = model.text.slice(instruction.span.start, instruction.span.end);
  if (call.language === "powershell") {
    const others = [...text.matchAll(new RegExp(`\\$${name}\\s*\\+?=`, "gi"))].length;
    const mayLoop = name === "_" || new RegExp(`\\bforeach\\s*\\(\\s*\\$${name}\\s`, "i").test(text);
    return { literals: [], others: mayLoop ? others + 2 : others };
  }
  // Most variables are set elsewhere: the patterns, made for each, are for those that may be set here.
  const isSet = text.includes(`${name}=`) || text.includes(`${name}+=`);
  const mayLoop = /\b(?:for|read|getopts)\b/.test(text);
  if (!isSet && !mayLoop) return NOT_SET;
  const set = [...text.matchAll(new RegExp(`(?<![\\w$\{.-])${name}\\+?=("[^"\\n]*"|'[^'\\n]*'|[^\\s;&|)]*)`, "g"))];
  const values = set.map(([, value = ""]) => withoutQuotes(value));
  const literals = values.filter((value) => /^[\w.+:/~%-]*$/.test(value));
  const loops = [
    ...text.matchAll(new RegExp(`\\b(?:for|read|getopts)\\b[^;\\n]{0,200}?(?<![\\w$\{])${name}(?!\\w)`, "g")),
  ];
  return { literals: [...new Set(literals)], others: values.length - literals.length + 2 * loops.length };
}

const NOT_SET: Assignments = { literals: [], others: 0 };

/** True when a variable may hold one of several values where it is used; the first of them is what the model takes. */
export function isAmbiguous(name: string, place: DownloadPlace): boolean {
  const { literals, others } = assignmentsTo(name, place);
  const isOuter = place.stage.variables.some((each) => each.name === name && each.span.start < place.offset);
  return literals.length + others > (isOuter ? 0 : 1);
}
