import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, feedersOf } from "../../knowledge/downloads/call-graph.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { type CheckKind, type FoundCheck, namesOf, wordsIn } from "./check.ts";
import { asksToCheck, printedSum, sumKind } from "./sum-programs.ts";
import { sumsRead } from "./sums-read.ts";

/** `sha256sum -c`: the files are named by what it reads, from a file, a pipe, a here-string or a substitution. */
export function sumCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  const { args, program } = call;
  const written = sumKind(call);
  if (written === undefined || !args.some(({ text }) => asksToCheck(text))) return undefined;
  const files = args.filter(({ text }, index) => !text.startsWith("-") && !isOptionValue(args[index - 1]));
  if (readsOwnSums(call, files, graph)) return undefined;
  const { sum, ...read } = sumsRead(call, files, graph);
  const isOther = program === "shasum" && !isSha1(sum, read.sources);
  const kind = program === "cksum" ? kindByTag(sum, written) : isOther ? "sha" : written;
  // A list that names the input means what is read there: `cat FILE | sha256sum -c <(echo "SUM -")`.
  if (!read.names.has("-")) return { kind, ...read, failsOnMismatch: true };
  const names = new Set([...read.names, ...inputsOf(call, graph).flatMap(namesOf)]);
  return { kind, ...read, names, failsOnMismatch: true };
}

/** cksum is told the algorithm by the tag of a sum, whose length is that of its algorithm. Source: cksum(1), `--check`. */
function kindByTag(sum: string | undefined, written: CheckKind): CheckKind {
  if (sum?.length === 32) return "md5";
  return sum?.length === 40 ? "sha1" : written;
}

/** shasum tells the algorithm of a sum by its length. Source: shasum(1p), "len2alg" of its script. */
function isSha1(sum: string | undefined, sources: readonly string[]): boolean {
  return sum?.length === 40 || sources.some((source) => source.toLowerCase().includes("sha1"));
}

/** `-a 256` of shasum, `-l 256` of b2sum. */
function isOptionValue(before: Argument | undefined): boolean {
  return before !== undefined && /^-(?:a|l|-algorithm|-length)$/.test(before.text);
}

/** Programs that look for a text (`find` of Windows does), and those that compare two. */
export const SEARCHERS: ReadonlySet<string> = new Set(
  "grep egrep fgrep rg find findstr select-string awk gawk mawk".split(" "),
);
export const DIFFERENCES: ReadonlySet<string> = new Set(["diff", "cmp"]);

/** `sha256sum FILE | grep SUM`, `… | awk '$1 != "SUM" { exit 1 }'`, `… | diff - FILE.sha256`: a printed sum that must be among what is wanted. */
export function searchCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  if (call.program === "find" && call.language === "sh") return undefined;
  const isSearch = SEARCHERS.has(call.program);
  for (const feeder of [...feedersOf(call, graph), ...writersOfFiles(call, graph)]) {
    const sum = printedSum(feeder, inputsOf(feeder, graph));
    if (sum === undefined) continue;
    const isAwk = call.program.endsWith("awk");
    const isInverse = isSearch && !isAwk && call.args.some(({ text }) => /^(?:-[a-zA-Z]*v|\/[vV]$)/.test(text));
    const wanted = wordsIn(call.args);
    if (isSearch && !wanted.some(mayBeSum)) continue;
    if (isAwk && !wanted.some(({ text }) => /\bexit\b/.test(text) && /[!=]=|!~/.test(text))) continue;
    const known = wanted.some(({ text }) => HEX.test(text.replaceAll(" ", "")));
    const origin = isSearch
      ? ({ trust: known ? "inline" : "arg", sources: [] } as const)
      : sumsRead(call, wanted, graph);
    return { kind: sum.kind, ...sum.of, trust: origin.trust, sources: origin.sources, failsOnMismatch: !isInverse };
  }
  return undefined;
}

/** `sha256sum FILE > SUMS && sha256sum -c SUMS` cannot fail. */
function readsOwnSums(call: Call, files: readonly Argument[], graph: CallGraph): boolean {
  const isPrinted = (maker: Call) => printedSum(maker, inputsOf(maker, graph)) !== undefined;
  if (files.length === 0) return feedersOf(call, graph).some(isPrinted);
  return files.every(({ text }) => {
    const writers = (graph.writers.get(baseName(text)) ?? []).filter(({ index }) => index < call.index);
    return writers.length > 0 && writers.every((each) => [each, ...feedersOf(each, graph)].some(isPrinted));
  });
}

/** `sha256sum FILE > GOT; diff GOT WANTED` */
function writersOfFiles({ args, index }: Call, graph: CallGraph): readonly Call[] {
  return args.flatMap(({ text }) => {
    const writer = graph.writers.get(baseName(text))?.findLast((each) => each.index < index);
    return writer === undefined ? [] : [writer, ...feedersOf(writer, graph)];
  });
}

const HEX = /[0-9a-f]{32}/i;

/** A sum, a fingerprint (also in groups of four), or a variable that may hold one. */
function mayBeSum({ text, unknown }: Argument): boolean {
  return unknown.length > 0 || HEX.test(text.replaceAll(" ", ""));
}

/** Programs that print a file for a sum program; openssl, what a key consists of: `openssl rsa -pubin -in KEY -text | openssl sha512`. */
const PRINTERS: ReadonlySet<string> = new Set(["cat", "tee", "openssl"]);

/** What a sum program reads from its input: `sha256sum < FILE`, `cat FILE | sha256sum`. */
export function inputsOf(call: Call, graph: CallGraph): readonly Argument[] {
  const redirected = call.redirects.filter(({ operator }) => operator === "<").map(({ target }) => target);
  const feeders = feedersOf(call, graph).filter(({ program }) => PRINTERS.has(program));
  return [...redirected, ...feeders.flatMap(({ args }) => args)];
}
