import { inCaseOf, insertBelow } from "../../fix/line-style.ts";
import type { BuildModel, Stage, VariableUse } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { TextEdit } from "../../text/text-edit.ts";

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
  const names = new Set([...written.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name));
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return undefined;
  const version = stage.variables.findLast((each) => each.name === name && each.span.start < before);
  if (version?.kind !== "ARG" || version.instruction.onbuild) return undefined;
  const sibling = siblingName(name, ending);
  const isTaken = [...lineage(stage).flatMap(({ variables }) => variables), ...(model.globals ?? [])].some(
    (each) => each.name === sibling,
  );
  if (isTaken || new RegExp(`\\b${sibling}\\b`).test(model.text)) return undefined;
  return { name: sibling, edit: (value) => declared(`${sibling}=${value}`, version, model.text) };
}

/** `TOOL_SHA256` for `TOOL_VERSION` and `TOOL_URL`, `SHA256` for `VERSION`, `toolSha256` for `toolVersion`. */
function siblingName(name: string, ending: string): string {
  if (/[a-z]\d*[A-Z]/.test(name) && !name.includes("_")) {
    return `${name.replace(/(?:Version|Ver|Tag|Release|Ref|Branch|Commit|Rev|Revision|Url|URL)$/, "")}${ending[0]}${ending.slice(1).toLowerCase()}`;
  }
  const stem = name.replace(/(?:_?(?:VERSION|RELEASE|REVISION|BRANCH|COMMIT)|(?:^|_)(?:VER|TAG|REF|REV|URL))$/i, "");
  return stem === "" ? ending : `${stem}_${ending}`;
}

function declared(pair: string, { instruction }: VariableUse, text: string): TextEdit {
  const { start, end } = instruction.keywordSpan;
  const keyword = inCaseOf(text.slice(start, end), "ARG");
  return insertBelow(text, instruction.span.end - 1, [`${keyword} ${pair}`], start);
}
