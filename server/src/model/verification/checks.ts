import type { Call, ShellVariable } from "../../knowledge/call.ts";
import { type CallGraph, readersOf } from "../../knowledge/downloads/call-graph.ts";
import { ASKED_PROGRAMS } from "./asked-programs.ts";
import { callSites, functionsIn } from "./call-sites.ts";
import { type Check, type FoundCheck, namesOf } from "./check.ts";
import { commitCheck } from "./commits.ts";
import { comparisonChecks } from "./comparisons.ts";
import { withoutExcludedRef } from "./excluded-refs.ts";
import { failsInTheEnd, type TriedRun } from "./last-try.ts";
import { awaitedFetches, type FoundCall, leavesOut } from "./left-out.ts";
import { isMissedLater } from "./missed-files.ts";
import { outlineOf } from "./outline.ts";
import { keptAwayBy } from "./reach.ts";
import { keyTrust, SIGNATURE_CHECKERS, signatureCheck } from "./signatures.ts";
import { isFunction } from "./steps.ts";
import { stopsBuild } from "./stops-build.ts";
import { SUM_CHECKERS } from "./sum-programs.ts";
import { DIFFERENCES, SEARCHERS, searchCheck, sumCheck } from "./sums.ts";

const NO_CHECKS: readonly Check[] = [];

/** The checks in one RUN, in order. */
export function checksIn(graph: CallGraph, variables: readonly ShellVariable[]): readonly Check[] {
  const { calls } = graph;
  const read: Omit<FoundCall, "sites">[] = [];
  for (const call of calls) for (const check of checksOf(call, graph)) read.push({ call, check });
  if (read.length === 0) return NO_CHECKS;
  const functions = functionsIn(calls);
  const run = { calls, outline: outlineOf(calls, graph.kept), functions, variables };
  const found = read.map(
    ({ call, check }): FoundCall => ({ call, check, sites: callSites(reporterOf(call, graph), functions) }),
  );
  const stopping = new Set(found.filter((each) => isStopping(each, run)));
  const awaited = stopping.size < found.length ? awaitedFetches(stopping, calls) : [];
  const signed = found.some(({ check }) => check.trust === "signed") ? keyTrust(graph) : "signed";
  const given = new Map(Array.from(functions.callers, ([name, list]) => [name, argumentNames(list)] as const));
  const checking = new Set(found.map(({ call }) => call));
  const asked = calls.filter((call) => checking.has(call) || ASKED_PROGRAMS.has(call.program));
  const checks = found.map((each): Check => {
    const { call, check, sites } = each;
    const coversFrom = keptAwayBy(call, run.outline);
    return {
      kind: check.kind,
      folder: check.lists.length === 0 || call.language !== "sh" ? undefined : graph.folderOf(call),
      lists: check.lists,
      filters: check.filters,
      hasUnknownName: check.hasUnknownName,
      sources: check.sources,
      ofClone: check.ofClone && withoutExcludedRef(check.ofClone, coversFrom, calls),
      trust: check.trust === "signed" ? signed : check.trust,
      names: call.language === "sh" ? check.names : withLowerCase(check.names),
      call: Math.max(...sites.map((site) => lastTurn(site, calls))),
      place: { call, sites, asked },
      given: given.get(call.path.findLast(isFunction)?.name ?? "") ?? NO_NAMES,
      protects: stopping.has(each) || (check.failsOnMismatch && leavesOut(call, awaited, run.outline)),
      coversFrom,
    };
  });
  return checks.sort((a, b) => a.call - b.call);
}

function isStopping(found: FoundCall, run: TriedRun): boolean {
  const { failsOnMismatch } = found.check;
  if (stopsBuild(found.sites, failsOnMismatch, run)) return true;
  return failsOnMismatch && (failsInTheEnd(found.call, run) || isMissedLater(found, run));
}

/** The test of a loop runs behind its body, too. */
function lastTurn({ index, path }: Call, calls: readonly Call[]): number {
  const loop = path.find((step) => step.kind === "while" && step.part === "test");
  return loop === undefined ? index : calls.findLastIndex((each) => each.path.some(({ id }) => id === loop.id));
}

const NO_NAMES: readonly string[] = [];

/** Of more arguments the first are looked at. */
const MAX_GIVEN = 256;

function argumentNames(callers: readonly Call[]): readonly string[] {
  return callers.flatMap(({ args }) => args.flatMap(namesOf)).slice(0, MAX_GIVEN);
}

/** Windows does not tell the letter case of file names apart. */
function withLowerCase(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names, ...[...names].map((name) => name.toLowerCase())]);
}

/** What reads the check that a program makes, by the program: most make none. */
const READERS: ReadonlyMap<string, (call: Call, graph: CallGraph) => FoundCheck | undefined> = new Map([
  ...[...SUM_CHECKERS].map((program) => [program, sumCheck] as const),
  ...[...SIGNATURE_CHECKERS].map((program) => [program, signatureCheck] as const),
  ["git", commitCheck],
  ...[...SEARCHERS, ...DIFFERENCES].map((program) => [program, searchCheck] as const),
]);

function checksOf(call: Call, graph: CallGraph): readonly FoundCheck[] {
  const single = READERS.get(call.program)?.(call, graph);
  return single === undefined ? comparisonChecks(call, graph) : [single];
}

/** What fails when a check fails: `sha256sum -c SUMS | grep OK` has the status of grep, which finds nothing then. */
function reporterOf(call: Call, graph: CallGraph): Call {
  const reader = readersOf(call, graph).find(({ program }) => /^[ef]?grep$/.test(program));
  const has = (pattern: RegExp) => reader?.args.some(({ text }) => pattern.test(text)) === true;
  // In front of it may stand `\s` of a pattern.
  const isReport = has(/(?:\b|\\s)ok\b|\bgood(?:sig)?\b|verified/i) && !has(/^-[a-zA-Z]*v/);
  return reader !== undefined && isReport ? reader : call;
}
