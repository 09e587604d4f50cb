import { isCommitId } from "../../text/commit-id.ts";
import type { Span } from "../../text/span.ts";
import type { Argument, Call, PathStep } from "../call.ts";
import { type CallGraph, readersOf } from "./call-graph.ts";
import type { Fetch } from "./download.ts";
import { baseName, type Request, type Target } from "./downloader.ts";
import { type GitClone, gitClone } from "./git.ts";
import { dearmoredTo, exportsKey, importsKey } from "./gpg.ts";
import { signingFilesIn } from "./key-programs.ts";
import { askedFilesIn, kindOf, type Neighbours } from "./kind.ts";
import { asTarget } from "./redirect-target.ts";
import type { Rename } from "./renames.ts";
import { requestsOf } from "./requests.ts";

/** A fetch with the index of its call among those of its RUN. */
export interface RunFetch extends Fetch {
  readonly call: number;
  /** The file as written, variables not put in. */
  readonly writtenTarget: string | undefined;
  /** The answer names the file: it need not be called like `target`. */
  readonly isNamedByServer: boolean;
  /** The name that `mv`, `cp`, `ln` or an unpacker gives the file. */
  readonly renamed: Rename | undefined;
  /** Git: the branch or tag asked for. */
  readonly ref: string | undefined;
  /** Where the call stands. */
  readonly steps: readonly PathStep[];
  /** The folder that the call works in where its file, or the clone that names no folder, is below it; undefined: not known. */
  readonly folder: string | undefined;
  /** What is compared as it arrives: a sum (aria2c), a full commit (git), the fingerprint of the one key that is taken out of many. */
  readonly compared: "sha" | "sha1" | "md5" | "commit" | "gpg" | undefined;
}

/** Everything that the calls of one RUN fetch, in order; `source` is its text. */
export function fetchesIn(graph: CallGraph, source: string): readonly RunFetch[] {
  const { calls } = graph;
  const requests: Request[] = [];
  const clones: { readonly clone: GitClone; readonly call: Call }[] = [];
  for (const call of calls) {
    const clone = gitClone(call);
    if (clone !== undefined) clones.push({ clone, call });
    else requests.push(...requestsOf(call));
  }
  if (requests.length === 0 && clones.length === 0) return [];
  const urls = new Set(requests.map(({ url }) => url.text));
  const lastExport = calls.findLast(exportsKey)?.index ?? -1;
  const neighbours: Neighbours = {
    graph,
    urls,
    signing: signingFilesIn(calls),
    asked: askedFilesIn(calls),
    lastExport,
  };
  return [
    ...requests.map((request) => fetchOf(request, neighbours, source)),
    ...clones.map(({ clone, call }) => gitFetch(clone, call, graph)),
  ].sort((a, b) => a.call - b.call);
}

function fetchOf(request: Request, neighbours: Neighbours, source: string): RunFetch {
  const { graph } = neighbours;
  const { call } = request;
  const target = request.target ?? pipedTarget(call, graph);
  const renames = target && graph.renamed.get(baseName(target.text));
  const { span, url, resolved, expanded, undecided } = wordOf(request.url);
  return {
    span,
    url: (call.language === "powershell" ? formatIn(source, span) : undefined) ?? url,
    resolved,
    expanded,
    undecided,
    tool: request.tool,
    kind: kindOf(request, neighbours),
    target: target?.text,
    writtenTarget: target?.written,
    isNamedByServer: request.isNamedByServer,
    insecure: request.insecure,
    call: call.index,
    ref: undefined,
    steps: call.path,
    folder: target === undefined || isAbsolute(target.text) ? undefined : graph.folderOf(call),
    renamed:
      renames?.find((rename) => rename.call > call.index) ??
      renames?.findLast((rename) => graph.calls[rename.call]?.path.some(isRunLater)),
    compared: isTakenOut(call, neighbours) ? "gpg" : request.sum && sumKind(request.sum.text),
  };
}

function gitFetch({ url, folder, ref, isRevision }: GitClone, call: Call, graph: CallGraph): RunFetch {
  const word = wordOf(url);
  return {
    span: word.span,
    url: word.url,
    resolved: word.resolved,
    expanded: word.expanded,
    undecided: word.undecided,
    tool: "git",
    kind: "git",
    target: folder,
    writtenTarget: folder,
    isNamedByServer: false,
    renamed: undefined,
    insecure: undefined,
    call: call.index,
    // A variable that holds nothing names no branch.
    ref: ref?.text || undefined,
    steps: call.path,
    folder: folder === "." ? graph.folderOf(call) : undefined,
    compared: isCommitId(ref?.text ?? "") && (isRevision || isTried(call)) ? "commit" : undefined,
  };
}

/** `git clone --branch COMMIT … || git clone …`: it never brings anything, and what stands behind it does. */
function isTried({ path }: Call): boolean {
  return path.some(
    (step) => (step.kind === "and-or" && step.next === "||") || (step.kind === "if" && step.part === "test"),
  );
}

/** What stands in a function or loop may run behind a call that stands behind it. */
function isRunLater({ kind }: PathStep): boolean {
  return kind === "function" || kind === "for" || kind === "while";
}

/** `/a`, `C:\a` and `\a`. */
export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** The URL at the word of the command, also when a variable holds it. */
function wordOf(url: Argument): Pick<Fetch, "span" | "url" | "resolved" | "expanded" | "undecided"> {
  return {
    span: url.word?.span ?? url.span,
    url: url.word?.written ?? url.written,
    resolved: url.unknown.length > 0 ? undefined : url.text,
    expanded: url.text,
    undecided: url.undecided,
  };
}

/** The format of `$('https://…/{0}.zip' -f $V)`: what is put in stands behind it. One that is no URL by itself stands with that. */
function formatIn(source: string, { start, end }: Span): string | undefined {
  const text = source.slice(start, end);
  const format = /^[$(\s]*(["'])([^"']+)\1\s*-f\b/i.exec(text)?.[2];
  return format === undefined || format.includes("://") ? format : text;
}

/** `curl KEYS | gpg --import`, of which `gpg --export FINGERPRINT` then takes one key. */
function isTakenOut(call: Call, { graph, lastExport }: Neighbours): boolean {
  return lastExport > call.index && readersOf(call, graph).some(importsKey);
}

/** `sha-256=0123…`, as aria2c takes it. */
function sumKind(text: string): RunFetch["compared"] {
  const type = text.slice(0, text.indexOf("=")).toLowerCase();
  if (type === "md5") return "md5";
  if (type === "sha-1") return "sha1";
  return type.startsWith("sha-") ? "sha" : undefined;
}

/** `curl URL | tee FILE`, `curl URL | gunzip > FILE`: the file that the next members of the pipeline write. */
function pipedTarget(call: Call, graph: CallGraph): Target | undefined {
  for (const reader of readersOf(call, graph)) {
    const file = writtenBy(reader).find((word) => !isDevice(word));
    if (file !== undefined) return asTarget(file);
  }
  return undefined;
}

function writtenBy(reader: Call): readonly Argument[] {
  if (reader.program === "tee") return reader.args.filter(({ text }) => !text.startsWith("-"));
  const redirects = reader.redirects.filter(
    ({ operator, descriptor }) => operator.startsWith(">") && (descriptor ?? 1) === 1,
  );
  return [...dearmoredTo(reader), ...redirects.map(({ target }) => target)];
}

function isDevice({ text }: Argument): boolean {
  return text.startsWith("/dev/") || /^[\d&-]*$/.test(text);
}
