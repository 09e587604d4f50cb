import { cmdCheck, powershellCheck, sumCommands, type WrittenSum } from "../../../fix/check-command.ts";
import type { Call, PathStep } from "../../../knowledge/call.ts";
import type { Request } from "../../../knowledge/downloads/downloader.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { type DownloadPlace, layoutAt, spanOf } from "./download-place.ts";
import { between, checking, type Join, joinsAt, mayStopBuild } from "./run-joins.ts";
import { savedFile } from "./saved-file.ts";

/** Edits of one way to write a fix; which one holds is for the model to say. */
export type Attempt = readonly TextEdit[];

/** Puts a comparison behind a command that saves a file; none where its name or place is not certain. */
export function appendCheck(request: Request, sum: WrittenSum, place: DownloadPlace): readonly Attempt[] {
  const { call } = place;
  if (call.language === "powershell") return powershellAttempts(request, sum, place);
  const file = savedFile(request, place);
  if (file === undefined) return [];
  if (call.language === "sh") return appendCommands(sumCommands(file, sum, layoutAt(call, place).inner), call, place);
  return sum.kind === "literal" ? appendCommands([cmdCheck(file, sum.hex)], call, place) : [];
}

/** Puts commands behind a call, each way that its list allows. */
export function appendCommands(commands: readonly string[], call: Call, place: DownloadPlace): readonly Attempt[] {
  const { start, end } = spanOf(call, place);
  if (!isFollowedByList(place.model.text, end)) return [];
  return joinsAt(call, place.calls).map((join) => appended({ start, end }, commands, join, place));
}

function appended(
  { start, end }: { readonly start: number; readonly end: number },
  commands: readonly string[],
  join: Join,
  place: DownloadPlace,
): Attempt {
  const layout = layoutAt(place.call, place);
  const behind = between(join, layout) + checking(commands, join, layout) + (join.wraps ? "; }" : "");
  const tail = isFollowedByAnd(place.model.text, end) ? layout.tail : "";
  const edit = { span: { start: end, end }, newText: behind + tail };
  return join.wraps ? [{ span: { start, end: start }, newText: "{ " }, edit] : [edit];
}

/** `&` would put the command behind us, not the file; any other sign ends the command. */
export function isFollowedByList(text: string, end: number): boolean {
  const rest = text.slice(end, end + 400).trimStart();
  return !/^&(?!&)/.test(rest) && !rest.startsWith("|&");
}

/** What follows in the same line is joined by `&&`. */
export function isFollowedByAnd(text: string, end: number): boolean {
  return /^[ \t]*&&[ \t]*[^\s\\`]/.test(text.slice(end, end + 400));
}

function powershellAttempts({ target }: Request, sum: WrittenSum, place: DownloadPlace): readonly Attempt[] {
  const written = target?.written;
  if (written === undefined || sum.kind !== "literal") return [];
  const file = /^[\w.:\\/-]+$/.test(written) ? `'${written}'` : written;
  if (!/^'[^']+'$/.test(file) && !POWERSHELL_PATH.test(file) && !JOINED_PATH.test(file)) return [];
  return appendStatements([powershellCheck(file, sum.hex)], place);
}

/** A path behind a variable. A dot behind its name would ask for a member outside of quotes. */
const POWERSHELL_PATH = /^\$(?:\{(?:env:)?\w+\}|(?:env:)?\w+)(?:[\\/-][\w.\\/-]*)?$/i;

/** A path that is put together of plain words, which gives the same again. */
const JOINED_PATH = /^\$?\(Join-Path(?: [$\w.:\\/-]+| '[^']+'){2,4}\)$/i;

/** Puts statements of PowerShell behind a call. */
export function appendStatements(statements: readonly string[], place: DownloadPlace): readonly Attempt[] {
  const { call, model } = place;
  const end = commandEnd(place);
  if (!mayStopBuild(call, place.calls)) return [];
  if (!isStatement(call.path.at(-1)) || end === undefined || !isFollowedByList(model.text, end)) return [];
  const { semicolon } = layoutAt(call, place, end);
  return [[{ span: { start: end, end }, newText: statements.map((each) => semicolon + each).join("") }]];
}

/** Others may stand behind it: in a list, or as the only one between braces. */
export function isStatement(step: PathStep | undefined): boolean {
  switch (step?.kind) {
    case "sequence":
    case "for":
    case "function":
      return true;
    case "if":
    case "while":
      return step.part === "body";
    default:
      return step?.kind === "group" && step.catches;
  }
}

/** A method call ends behind its bracket, which the call does not hold. */
function commandEnd(place: DownloadPlace): number | undefined {
  const { call, model } = place;
  const { end } = spanOf(call, place);
  if (!call.program.startsWith(".")) return end;
  const bracket = /^\s*\)/.exec(model.text.slice(end, end + 20));
  return model.text[end - 1] === ")" ? end : bracket === null ? undefined : end + bracket[0].length;
}
