import { inCaseOf, insertBelow } from "../../../fix/line-style.ts";
import type { Call } from "../../../knowledge/call.ts";
import type { BuildModel, Stage, VariableUse } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import type { TextEdit } from "../../../text/text-edit.ts";

/** An ARG to be declared beside the one that holds a version, so that whoever gives another version sees that its sum belongs to it. */
export interface SiblingArgument {
  readonly name: string;
  edit(value: string): TextEdit;
}

/** Where the value of an address that is made of one ARG goes; undefined: no ARG of this stage, several, or the name is taken. */
export function siblingArgument(
  written: string,
  ending: "SHA256" | "COMMIT",
  { stage, before, model }: { readonly stage: Stage; readonly before: number; readonly model: BuildModel },
): SiblingArgument | undefined {
  const names = new Set([...written.matchAll(/\$\{?(?:env:)?(\w+)/gi)].map(([, name = ""]) => name));
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return undefined;
  const version = stage.variables.findLast((each) => each.name === name && each.span.start < before);
  if (version?.kind !== "ARG" || version.instruction.onbuild) return undefined;
  // `TOOL_VERSION` and `TOOL_URL` may get one at the same time.
  const short = siblingName(name, ending);
  const owner = stage.variables.find((each) => siblingName(each.name, ending) === short);
  const sibling = owner?.name === name ? short : siblingName(name, ending, true);
  const isTaken = [...lineage(stage).flatMap(({ variables }) => variables), ...model.globals].some(
    (each) => each.name === sibling,
  );
  if (isTaken || new RegExp(`\\b${sibling}\\b`).test(model.text)) return undefined;
  return { name: sibling, edit: (value) => declared(`${sibling}=${value}`, version, model.text) };
}

/** The word of a command that is its value. */
export function siblingWord({ name }: SiblingArgument, { language }: Call, isQuoted: boolean): string {
  if (language === "powershell") return `$env:${name}`;
  return isQuoted ? `$\{${name}}` : `"$\{${name}}"`;
}

/** `TOOL_SHA256` for `TOOL_VERSION` and `TOOL_URL`, `SHA256` for `VERSION`, `toolSha256` for `toolVersion`; `isWhole`: `TOOL_URL_SHA256`. */
function siblingName(name: string, ending: string, isWhole = false): string {
  const isCamel = /[a-z]\d*[A-Z]/.test(name) && !name.includes("_");
  const stem = isWhole ? name : name.replace(isCamel ? CAMEL_ENDING : ENDING, "");
  if (isCamel) return stem + ending[0] + ending.slice(1).toLowerCase();
  return stem === "" ? ending : `${stem}_${ending}`;
}

const CAMEL_ENDING = /(?:Version|Ver|Tag|Release|Ref|Branch|Commit|Rev|Revision|Url|URL)$/;
const ENDING = /(?:_?(?:VERSION|RELEASE|REVISION|BRANCH|COMMIT)|(?:^|_)(?:VER|TAG|REF|REV|URL))$/i;

function declared(pair: string, { instruction }: VariableUse, text: string): TextEdit {
  const { start, end } = instruction.keywordSpan;
  const keyword = inCaseOf(text.slice(start, end), "ARG");
  return insertBelow(text, instruction.span.end - 1, [`${keyword} ${pair}`], start);
}
