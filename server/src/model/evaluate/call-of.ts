import type { Call, CallRedirect } from "../../knowledge/call.ts";
import type { Command, Redirect } from "../../syntax/shell/script.ts";
import { type Expansion, expandWord } from "./expand-word.ts";
import { programName } from "./program-name.ts";

/** Where a call stands in its script. */
type Place = Pick<Call, "index" | "path" | "language">;

/** The call that a command makes, its words expanded. */
export function callOf(command: Command, place: Place, expansion: Expansion): Call {
  const fields = command.words.flatMap((word) => expandWord(word, expansion));
  const [program, ...args] = fields;
  const [firstWord] = command.words;
  return {
    index: place.index,
    language: place.language,
    path: place.path,
    program: program === undefined || program.unknown.length > 0 ? "" : programName(program.text, place.language),
    programSpan: firstWord?.span ?? command.span,
    ...(program !== undefined && program.unknown.length > 0 && { programWord: program }),
    args,
    redirects: command.redirects.flatMap((redirect) => redirectOf(redirect, expansion)),
    environment: environmentOf(command, expansion),
    fromInput: command.wrappers.includes("xargs"),
    errexit: expansion.state.errexit,
    pipefail: expansion.state.pipefail,
    span: command.span,
  };
}

function redirectOf(redirect: Redirect, expansion: Expansion): readonly CallRedirect[] {
  const [target] = expandWord(redirect.target, expansion);
  return target === undefined ? [] : [{ operator: redirect.operator, descriptor: redirect.descriptor, target }];
}

const NO_ENVIRONMENT: ReadonlyMap<string, string> = new Map();

function environmentOf(command: Command, expansion: Expansion): ReadonlyMap<string, string> {
  if (command.assignments.length === 0) return NO_ENVIRONMENT;
  const environment = new Map<string, string>();
  for (const { name, values } of command.assignments) {
    const [value] = values[0] === undefined ? [] : expandWord(values[0], expansion);
    if (value !== undefined && value.unknown.length === 0) environment.set(name, value.text);
    else if (values.length === 0) environment.set(name, "");
  }
  return environment;
}
