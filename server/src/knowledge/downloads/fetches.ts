import type { Argument, Call } from "../call.ts";
import type { Fetch } from "./download.ts";
import type { Request, Target } from "./downloader.ts";
import { type GitClone, gitClone } from "./git.ts";
import { kindOf } from "./kind.ts";
import { requestsOf } from "./requests.ts";

/** A fetch with the index of its call among those of its RUN. */
export interface RunFetch extends Fetch {
  readonly call: number;
  /** The file as written, variables not put in. */
  readonly writtenTarget: string | undefined;
  /** Git: the branch or tag asked for. */
  readonly ref: string | undefined;
  /** In the body of a shell function, saved to a file that its caller names. */
  readonly inFunction: boolean;
}

/** Everything that the calls of one RUN fetch, in order. */
export function fetchesIn(calls: readonly Call[]): readonly RunFetch[] {
  const requests: Request[] = [];
  const clones: { readonly clone: GitClone; readonly call: Call }[] = [];
  for (const call of calls) {
    const clone = gitClone(call);
    if (clone !== undefined) clones.push({ clone, call });
    else requests.push(...requestsOf(call));
  }
  if (requests.length === 0 && clones.length === 0) return [];
  const urls = new Set(requests.map(({ url }) => url.text));
  return [
    ...requests.map((request) => fetchOf(request, calls, urls)),
    ...clones.map(({ clone, call }) => gitFetch(clone, call)),
  ].sort((a, b) => a.call - b.call);
}

function fetchOf(request: Request, calls: readonly Call[], urls: ReadonlySet<string>): RunFetch {
  const target = request.target ?? teeTarget(request.call, calls);
  return {
    ...placeOf(request.url),
    tool: request.tool,
    kind: kindOf(request, calls, urls),
    target: target?.text,
    writtenTarget: target?.written,
    insecure: request.insecure,
    call: request.call.index,
    ref: undefined,
    inFunction: /\$\{?\w+\}?$/.test(target?.text ?? "") && request.call.path.some((step) => step.kind === "function"),
  };
}

function gitFetch({ url, folder, ref }: GitClone, call: Call): RunFetch {
  return {
    ...placeOf(url),
    tool: "git",
    kind: "git",
    target: folder,
    writtenTarget: folder,
    insecure: undefined,
    call: call.index,
    ref,
    inFunction: false,
  };
}

/** The URL at the word of the command, also when a variable holds it. */
function placeOf(url: Argument): Pick<Fetch, "span" | "url" | "resolved"> {
  return {
    span: url.word?.span ?? url.span,
    url: url.word?.written ?? url.written,
    resolved: url.unknown.length > 0 ? undefined : url.text,
  };
}

/** `curl URL | tee FILE`: the file of the next member of the pipeline. */
function teeTarget(call: Call, calls: readonly Call[]): Target | undefined {
  const next = calls[call.index + 1];
  const pipe = call.path.findLast((step) => step.kind === "pipeline");
  if (next?.program !== "tee" || !next.path.some((step) => step.kind === "pipeline" && step.id === pipe?.id))
    return undefined;
  const file = next.args.find(({ text }) => !text.startsWith("-"));
  return file && { text: file.text, written: file.written };
}
