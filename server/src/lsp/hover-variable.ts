import type { BuildModel, VariableUse } from "../model/build-model.ts";
import { isPlatformArgument } from "../model/scope.ts";
import { isAt, type Span } from "../text/span.ts";
import { code, type PlaceFacts } from "./hover-markdown.ts";

/** So far a name is looked for around a place. */
const MAX_NAME = 100;

/** The ARG or ENV that is declared or used (`$NAME`, `${NAME…}`) at an offset, with what it holds there. */
export function variableAt(model: BuildModel, offset: number): PlaceFacts | undefined {
  const { start, end } = nameAt(model.text, offset);
  const name = model.text.slice(start, end);
  const isUse = model.text[start - 1] === "$" || model.text.startsWith("${", start - 2);
  const used = isUse ? heldAt(model, name, offset) : declaredAt(model, start);
  return used && { span: { start, end }, markdown: variableMarkdown(used) };
}

function declaredAt({ stages, globals }: BuildModel, start: number): VariableUse | undefined {
  const own = stages.find(({ span }) => isAt(span, start))?.variables ?? [];
  return [...own, ...globals].find(({ span }) => span.start === start);
}

/** An ENV holds whatever ARG names it. Source: Dockerfile reference, "Using ARG variables", "Scope". */
function heldAt({ stages, globals }: BuildModel, name: string, offset: number): VariableUse | undefined {
  // An instruction does not see what it sets itself.
  const isMeant = (variable: VariableUse) => variable.name === name && variable.instruction.span.end < offset;
  const stage = stages.find(({ span }) => isAt(span, offset));
  // An ARG in front of the first FROM is known to FROM alone, unless the stage names it again.
  const [from] = stage?.instructions ?? [];
  if (from === undefined || isAt(from.span, offset)) return globals.findLast(isMeant);
  let argument: VariableUse | undefined;
  for (let each = stage; each !== undefined; each = each.parent) {
    const meant = each.variables.filter(isMeant);
    const environment = meant.findLast(({ kind }) => kind === "ENV");
    if (environment !== undefined) return environment;
    argument ??= meant.at(-1);
  }
  return argument;
}

function variableMarkdown({ kind, name, value }: VariableUse): string {
  const words = value === undefined ? `its value is not known here: ${reasonFor(kind, name)}` : `holds ${code(value)}`;
  return `**${kind}** ${code(name)}  \n${words}`;
}

function reasonFor(kind: VariableUse["kind"], name: string): string {
  if (kind === "ENV") return "it holds a variable whose value this file does not say";
  return isPlatformArgument(name) ? "BuildKit sets it" : "a build may pass one";
}

/** The name around an offset; empty where none is. */
function nameAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (offset - start <= MAX_NAME && isNameCode(text.charCodeAt(start - 1))) start -= 1;
  while (end - offset <= MAX_NAME && isNameCode(text.charCodeAt(end))) end += 1;
  return { start, end };
}

function isNameCode(character: number): boolean {
  const isDigit = character >= 48 && character <= 57;
  const isLetter = (character >= 65 && character <= 90) || (character >= 97 && character <= 122);
  return isDigit || isLetter || character === 95;
}
