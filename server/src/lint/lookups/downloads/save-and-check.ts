import { sumCommands, type WrittenSum } from "../../../fix/check-command.ts";
import type { RunLayout } from "../../../fix/run-layout.ts";
import type { Call } from "../../../knowledge/call.ts";
import { baseName, type Request } from "../../../knowledge/downloads/downloader.ts";
import { downloaderOf } from "../../../knowledge/downloads/downloaders.ts";
import { SHELLS } from "../../../knowledge/downloads/interpreters.ts";
import { readOptions } from "../../../knowledge/managers/options.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { type Attempt, isFollowedByAnd, isFollowedByList } from "./append-check.ts";
import { type DownloadPlace, layoutAt, spanOf, writtenAt } from "./download-place.ts";
import { between, checking, type Join, joinsAt } from "./run-joins.ts";

/**
 * Makes three steps of a pipe or a substitution: save what is fetched to a file in /tmp, check it, use it; then the file goes again.
 * None where the programs around the fetch are not plain commands.
 */
export function saveAndCheck(request: Request, sum: WrittenSum, place: DownloadPlace): readonly Attempt[] {
  const { call } = place;
  if (call.language !== "sh") return [];
  const file = temporaryName(request, place);
  const fetch = file && savingText(request, file, place);
  if (file === undefined || fetch === undefined) return [];
  const saved: Saved = { file, fetch, sum, place };
  const step = call.path.at(-1);
  if (step?.kind === "pipeline")
    return step.index === 0 && !step.negated ? pipedAttempts(saved, step.id, step.size) : [];
  return substitutedAttempts(saved);
}

interface Saved {
  readonly file: string;
  /** The command that fetches, now into the file. */
  readonly fetch: string;
  readonly sum: WrittenSum;
  readonly place: DownloadPlace;
}

/** A file in /tmp that nothing else in the RUN means, wherever a name without a folder leads; undefined where all names are taken. */
function temporaryName({ url }: Request, { calls }: DownloadPlace): string | undefined {
  const name = url.unknown.length > 0 ? "" : baseName(url.text);
  const names = /^[A-Za-z0-9][\w.+-]{0,80}$/.test(name) ? [name, "download"] : ["download"];
  const words = calls.flatMap(({ args, redirects }) => [...args, ...redirects.map(({ target }) => target)]);
  const paths = words.map(({ text }) => text.slice(text.indexOf("=") + 1)).filter((path) => !isOutsideOfTmp(path));
  const free = names.find((each) => !paths.some((path) => baseName(path) === each));
  return free && `/tmp/${free}`;
}

/** An absolute path or an address. */
function isOutsideOfTmp(path: string): boolean {
  return /^\/(?!tmp\/)|:\/\//.test(path);
}

/** The command as written, its output in a file; undefined where it names an output in another way. */
function savingText({ tool, url, call }: Request, file: string, place: DownloadPlace): string | undefined {
  const downloader = downloaderOf(call.program);
  const words = downloader === undefined ? [] : readOptions(call.args, downloader.options).words;
  // What another address gives would be in the file, too, or in it instead.
  if (words.filter(({ unknown }) => unknown.length === 0).length > 1) return undefined;
  const text = writtenAt(call.span, place);
  const output = fileForOutput(tool, call, { file, place });
  const insert = tool === "curl" && !call.args.some(({ text: word }) => CURL_OUTPUT.test(word));
  if (insert) {
    const word = url.word?.span ?? url.span;
    const before = call.args.find(({ span }) => span.end <= word.start && /^--url$/.test(writtenAt(span, place)));
    const at = (before === undefined ? word.start : call.programSpan.end) - call.span.start;
    return before === undefined
      ? `${text.slice(0, at)}-o ${file} ${text.slice(at)}`
      : `${text.slice(0, at)} -o ${file}${text.slice(at)}`;
  }
  if (output === undefined) return undefined;
  const [start, end] = [output.span.start - call.span.start, output.span.end - call.span.start];
  return text.slice(0, start) + output.newText + text.slice(end);
}

const CURL_OUTPUT = /^(?:-[a-zA-Z]*[oO]|--out|--remote-name)/;

/** How a tool is told where its output goes. */
const OUTPUT_OPTIONS: Readonly<Record<string, { readonly short: RegExp; readonly long: string }>> = {
  curl: { short: /^-[a-zA-Z]*o$/, long: "--output" },
  wget: { short: /^-[a-zA-Z]*O$/, long: "--output-document" },
};

/** The word in which a tool is told to print, now the file: `-qO-`, `-o -`, `--output-document=-`. */
function fileForOutput(
  tool: string,
  { args }: Call,
  { file, place }: { readonly file: string; readonly place: DownloadPlace },
): TextEdit | undefined {
  const options = OUTPUT_OPTIONS[tool];
  if (options === undefined) return undefined;
  for (const [index, { span, text }] of args.entries()) {
    if (!text.endsWith("-") || writtenAt(span, place) !== text) continue;
    const option = text.slice(0, -1);
    if (options.short.test(option)) return { span, newText: `${option} ${file}` };
    if (option === `${options.long}=`) return { span, newText: option + file };
    const before = args[index - 1]?.text ?? "";
    if (option === "" && (before === options.long || options.short.test(before))) return { span, newText: file };
  }
  return undefined;
}

/** `fetch | use`: the programs of the pipe in order, each a plain command. */
function pipedAttempts(saved: Saved, id: number, size: number): readonly Attempt[] {
  const { place } = saved;
  const { calls, call, model } = place;
  const depth = call.path.length;
  const members = calls.filter((each) => each.path.length === depth && each.path.at(-1)?.id === id);
  const [, first] = members;
  const last = members.at(-1);
  if (members.length !== size || first === undefined || last === undefined) return [];
  const fetchSpan = spanOf(call, place);
  const firstSpan = spanOf(first, place);
  const { end } = spanOf(last, place);
  if (!/^\s*\|\s*$/.test(withoutBreaks(model.text.slice(fetchSpan.end, firstSpan.start)))) return [];
  const use = usingText(first, saved);
  if (use === undefined || !isFollowedByList(model.text, end)) return [];
  return joinsAt(call, calls, depth - 1).map((join) => {
    const { before, after } = around(saved, join);
    const head = { span: { start: fetchSpan.start, end: firstSpan.end }, newText: before + use };
    const tail = isFollowedByAnd(model.text, end) ? layoutAt(call, place).tail : "";
    return [head, { span: { start: end, end }, newText: after + tail }];
  });
}

/** Continuations stand for blanks. */
function withoutBreaks(text: string): string {
  return text.replace(/[\\`][ \t]*\r?\n/g, " ");
}

/** What stands in front of the use, and behind it. */
function around({ file, fetch, sum, place }: Saved, join: Join): { readonly before: string; readonly after: string } {
  const layout: RunLayout = layoutAt(place.call, place);
  const separator = between(join, layout);
  const check = checking(sumCommands(file, sum, layout.inner), join, layout);
  // In /tmp nobody else may remove the file of another user.
  const rights = /^(?:sudo|doas) /.exec(fetch)?.[0] ?? "";
  return {
    before: `${join.wraps ? "{ " : ""}${fetch}${separator}${check}${separator}`,
    after: `${separator}${rights}rm ${file}${join.wraps ? "; }" : ""}`,
  };
}

/** The program behind the pipe, which now reads the file: a shell that has nothing but a script to read gets it as its argument. */
function usingText(user: Call, { file, place }: Saved): string | undefined {
  const text = writtenAt(user.span, place);
  if (user.redirects.some(({ operator }) => operator.startsWith("<"))) return undefined;
  const words = user.args.map(({ text: word }) => word);
  const isPlain = user.args.every(({ span, text: word }) => writtenAt(span, place) === word);
  const [first, second] = words;
  const standsForInput = first === "-" || first === "-s" ? (second === "--" || second === "-" ? 2 : 1) : 0;
  const isScript = SHELLS.has(user.program) && isPlain && (words.length === 0 || first === "-" || first === "-s");
  if (!isScript || (first === "-" && words.length > 1)) return withInput(text, file, user);
  const gone = user.args[standsForInput - 1]?.span.end ?? user.programSpan.end;
  const at = user.programSpan.end - user.span.start;
  return `${text.slice(0, at)} ${file}${text.slice(gone - user.span.start)}`;
}

/** What is read stands in front of what is written: `gpg --dearmor < key.asc > key.gpg`. */
function withInput(text: string, file: string, { redirects, programSpan, span }: Call): string {
  const [first] = redirects;
  const at = first === undefined ? -1 : text.lastIndexOf(first.operator, first.target.span.start - span.start - 1);
  const head = text.slice(0, Math.max(at - String(first?.descriptor ?? "").length, 0)).trimEnd();
  // In front of a continuation, and of the program, it stays at the end.
  if (head.length < programSpan.end - span.start || /[\\`]$/.test(head)) return `${text} < ${file}`;
  return `${head} < ${file}${text.slice(head.length)}`;
}

/** `sh -c "$(fetch)"`, `bash <(fetch)`: the fetch goes in front of the command whose argument it is. */
function substitutedAttempts(saved: Saved): readonly Attempt[] {
  const { place, file } = saved;
  const { call, calls, model } = place;
  const depth = call.path.findLastIndex(({ kind }) => kind === "substitution");
  const step = call.path[depth];
  const isAlone = call.path.slice(depth + 1).every((each) => each.kind === "sequence" && each.size === 1);
  const user = step?.kind === "substitution" ? calls[step.of] : undefined;
  if (user === undefined || !isAlone || saved.fetch.includes("\\")) return [];
  const fetchSpan = spanOf(call, place);
  const userSpan = spanOf(user, place);
  if (!isFollowedByList(model.text, userSpan.end)) return [];
  return joinsAt(user, calls).map((join) => {
    const { before, after } = around(saved, join);
    const layout = layoutAt(user, place);
    const tail = isFollowedByAnd(model.text, userSpan.end) ? layout.tail : "";
    return [
      { span: { start: userSpan.start, end: userSpan.start }, newText: before },
      { span: fetchSpan, newText: `cat ${file}` },
      { span: { start: userSpan.end, end: userSpan.end }, newText: after + tail },
    ];
  });
}
