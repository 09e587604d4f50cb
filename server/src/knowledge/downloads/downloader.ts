import { behindLast } from "../../text/behind-last.ts";
import type { Argument, Call } from "../call.ts";
import type { OptionTable } from "../managers/options.ts";

/** A program that fetches URLs, as its manual describes it. One table each. */
export interface Downloader {
  /** Base names, lower case. */
  readonly programs: readonly string[];
  /** As `facts` prints it. */
  readonly tool: string;
  readonly options: OptionTable;
  /** Options whose value is a URL. */
  readonly urlOptions: readonly string[];
  /** Options whose value is the file to write; `-` means standard output. */
  readonly outputOptions: readonly string[];
  /** Flags that name the file after the URL. */
  readonly remoteNameFlags: readonly string[];
  /** Flags that have the answer name it: its `Content-Disposition`, or where redirects end; `always`: it does so without. */
  readonly serverNames?: readonly string[] | "always";
  /** Flags that fetch what lies below the URL, too. */
  readonly folderFlags?: readonly string[];
  /** Where a URL goes without any of these: a file named after it, or standard output. */
  readonly saves: boolean;
  /** Flags that only ask whether something is there, or for its headers. */
  readonly probeFlags: readonly string[];
  /** Options whose value is sent: the answer is no file that somebody offers. */
  readonly dataOptions?: readonly string[];
  /** Flags that put such data into the URL of a plain request instead. */
  readonly queryFlags?: readonly string[];
  /** Options whose value is the method of the request. */
  readonly methodOptions?: readonly string[];
  /** Flags that turn TLS checks off. */
  readonly insecureFlags: readonly string[];
  /** The n-th output option belongs to the n-th URL; else the last one to all. */
  readonly outputPerUrl: boolean;
  /** What a word behind the first URL is: another URL, another place of the same file, the file to write, or nothing. */
  readonly wordBehind: "url" | "mirror" | "output" | "nothing";
  /** Option whose value is the sum that the program itself compares. */
  readonly sumOption: string | undefined;
}

/** One request that a call makes. */
export interface Request {
  readonly tool: string;
  readonly url: Argument;
  /** The file as far as known; undefined: standard output. */
  readonly target: Target | undefined;
  /** The answer names the file: `target` is what it may be called. */
  readonly isNamedByServer: boolean;
  readonly isProbe: boolean;
  readonly insecure: { readonly span: Argument["span"]; readonly text: string } | undefined;
  /** The sum that the program itself compares: `sha-256=0123…`. */
  readonly sum: Argument | undefined;
  readonly call: Call;
}

/** A file that is written: with variables put in, and as written. */
export interface Target {
  readonly text: string;
  readonly written: string;
}

/** A request of which nothing else is told than what is fetched into which file. */
export function plainRequest(call: Call, url: Argument, target: Target | undefined, tool = call.program): Request {
  return { tool, url, target, isNamedByServer: false, isProbe: false, insecure: undefined, sum: undefined, call };
}

/** The last part of a path or URL, without query and fragment. What stands in `$(…)`, `${…}` or backticks is no path. */
export function baseName(path: string): string {
  if (!path.includes("$") && !path.includes("`")) return plainBaseName(path);
  let start = 0;
  let end = path.length;
  for (let at = 0; at < path.length; at += 1) {
    const mark = path.charCodeAt(at);
    if (mark === DOLLAR || mark === BACKTICK) at = afterSubstitution(path, at);
    else if (mark === SLASH || mark === BACKSLASH) start = at + 1;
    else if (mark === QUESTION || mark === HASH) {
      end = at;
      break;
    }
  }
  return path.slice(start, end);
}

/** A path or URL without the slash at its end, in front of a query. */
export function withoutSlash(path: string): string {
  return path.replace(/\/(?=$|[?#])/, "");
}

const DOLLAR = 36;
const BACKTICK = 96;
const SLASH = 47;
const BACKSLASH = 92;
const QUESTION = 63;
const HASH = 35;

function plainBaseName(path: string): string {
  const query = path.indexOf("?");
  const fragment = path.indexOf("#");
  const end = query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
  return behindLast(behindLast(end < 0 ? path : path.slice(0, end), "/"), "\\");
}

/** Place of the last character of the substitution that begins at `start`; `start` itself for a plain `$NAME`. */
function afterSubstitution(text: string, start: number): number {
  if (text.charCodeAt(start) === BACKTICK) {
    const end = text.indexOf("`", start + 1);
    return end < 0 ? start : end;
  }
  const open = text[start + 1];
  if (open !== "(" && open !== "{") return start;
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length - 1;
}
