import type { Call, PathStep } from "../knowledge/call.ts";
import { variablesIn } from "../knowledge/downloads/call-graph.ts";
import { baseName } from "../knowledge/downloads/downloader.ts";
import { isOfOneVersion } from "../knowledge/versions/mutable-url.ts";
import type { DownloadRun, DownloadUse, Stage } from "../model/build-model.ts";
import { firstIndex } from "../text/halving.ts";
import { once } from "./once.ts";

/** What a server answers in the same RUN says which file it is: `V=$(curl …/releases/latest) && curl -LO …/$V/tool.tgz`. */
export function isLookedUp({ span, expanded, resolved, run }: DownloadUse, stage: Stage): boolean {
  if (resolved !== undefined || run === undefined || isOfOneVersion(expanded)) return false;
  const { names, places } = lookUpsIn(stage).get(run.offset) ?? NONE;
  const next = places[firstIndex(places.length, (at) => (places[at] ?? 0) >= span.start)] ?? span.end;
  if (next < span.end) return true;
  return variablesIn(pathOf(expanded)).some((name) => names.has(name));
}

/** What a RUN asks for that is of no version. */
interface LookUps {
  /** Variables that hold an answer, in lower case. */
  readonly names: Set<string>;
  /** Where the questions stand, in order. */
  readonly places: number[];
}

const NONE: LookUps = { names: new Set(), places: [] };

const lookUpsIn = once(({ downloads }: Stage): ReadonlyMap<number, LookUps> => {
  const lookUps = new Map<number, LookUps>();
  for (const { kind, span, resolved, run, target } of downloads) {
    if (kind !== "probe" || run === undefined || resolved === undefined || isOfOneVersion(resolved)) continue;
    const substitution = around(run.calls[run.call]) ?? around(readerOf(target, run));
    if (substitution === undefined || picksVersion(substitution, run)) continue;
    const { names, places } = lookUps.get(run.offset) ?? { names: new Set(), places: [] };
    lookUps.set(run.offset, { names, places });
    places.push(span.start);
    if (substitution.variable !== undefined) names.add(substitution.variable.toLowerCase());
  }
  return lookUps;
});

/** So many calls read the answer at most. */
const MAX_READERS = 8;

/** `curl -o FILE URL && V=$(cat FILE)`: what reads the saved answer first. */
function readerOf(target: string | undefined, { calls, call }: DownloadRun): Call | undefined {
  if (target === undefined) return undefined;
  const name = baseName(target);
  return calls
    .slice(call + 1, call + 1 + MAX_READERS)
    .find(({ args }) => args.some(({ text }) => baseName(text) === name));
}

type Substitution = Extract<PathStep, { readonly kind: "substitution" }>;

function around(call: Call | undefined): Substitution | undefined {
  return call?.path.findLast((step) => step.kind === "substitution");
}

/** One of those that read the answer looks for a version in it: `curl …/index.yml | grep 1.4.0`. */
function picksVersion({ id }: PathStep, { calls, call }: DownloadRun): boolean {
  const readers = calls
    .slice(call + 1, call + 1 + MAX_READERS)
    .filter(({ path }) => path.some((step) => step.id === id));
  return readers.some(({ args }) => args.some(({ text }) => /\d\.\d/.test(text)));
}

/** Without login and query, where a variable holds a token. */
function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^\w+:\/\/[^/@]*@/, "");
}
