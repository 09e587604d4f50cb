import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, feedersOf, keptIn } from "../../knowledge/downloads/call-graph.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { requestsOf } from "../../knowledge/downloads/requests.ts";
import { writtenBySed } from "../../knowledge/written-by-sed.ts";
import type { Span } from "../../text/span.ts";
import { type CheckTrust, namesOf, type Origin, type Subject, wordsIn, writtenName } from "./check.ts";

/** Programs whose first word says what to take from their input; the other words are files. */
export const FILTERS: ReadonlySet<string> = new Set([
  "grep",
  "egrep",
  "fgrep",
  "zgrep",
  "rg",
  "awk",
  "gawk",
  "mawk",
  "sed",
]);

/** Programs that print the files that they are given. */
export const READERS: ReadonlySet<string> = new Set(
  "cat tac head tail cut sort uniq tr gpg gpg2 gpgv dos2unix get-content".split(" "),
);

/** More calls than this make no list of sums that anybody wrote. */
const MAX_FEEDERS = 64;

interface Gathered {
  readonly names: Set<string>;
  readonly lists: string[];
  readonly filters: string[];
  hasUnknownName: boolean;
  /** Text stands in the RUN itself. */
  isPrinted: boolean;
  /** The sum that stands there, empty where a variable holds it. */
  sum: string | undefined;
  isFetched: boolean;
  seen: number;
}

/** Reads where the sums come from that `call` compares: `files` (lists given to it), its input, and what that prints. */
export function sumsRead(
  call: Call,
  files: readonly Argument[],
  graph: CallGraph,
): Subject & Origin & Pick<Gathered, "sum"> {
  const gathered: Gathered = {
    names: new Set(),
    lists: files.filter((file) => !isInput(file)).flatMap(namesOf),
    filters: [],
    hasUnknownName: false,
    isPrinted: false,
    sum: undefined,
    isFetched: false,
    seen: 0,
  };
  readInput(call, gathered, graph);
  for (const file of files) readWriters(file, call, { gathered, graph });
  // Beside a list of its own, what a pipe brings is the file, or not read at all.
  if (files.some(isProcessOutput)) readFeeders(graph.inside.get(call.index) ?? [], gathered, graph);
  else if (files.length === 0 || files.some(isInput)) readFeeders(feedersOf(call, graph), gathered, graph);
  const { names, lists, filters, hasUnknownName, isPrinted, sum } = gathered;
  // Where the text gives the names, a list gives the sums alone.
  const isNamed = isPrinted && names.size > 0;
  return { names, lists: isNamed ? [] : lists, filters, hasUnknownName, trust: trustOf(gathered), sources: lists, sum };
}

function trustOf({ isFetched, lists, sum }: Gathered): CheckTrust {
  if (isFetched) return "remote";
  if (!sum && lists.length > 0) return "list";
  return sum === "" ? "arg" : "inline";
}

function isInput(file: Argument): boolean {
  return file.text === "-" || file.text === "/dev/stdin" || isProcessOutput(file);
}

function isProcessOutput({ text }: Argument): boolean {
  return text.startsWith("<(");
}

/** Reads what goes into a call from redirects: here-documents and here-strings are text, files are lists. */
function readInput(call: Call, gathered: Gathered, graph: CallGraph): void {
  for (const { operator, target } of call.redirects) {
    if (operator === "<<" || operator === "<<<") readText(target, gathered, graph);
    if (operator !== "<" || isInput(target)) continue;
    gathered.lists.push(...namesOf(target));
    readWriters(target, call, { gathered, graph });
  }
}

/** A list that the RUN itself writes: `echo "SUM  FILE" > LIST`. What is fetched into it is known by its name. */
function readWriters(
  file: Argument,
  call: Call,
  { gathered, graph }: { readonly gathered: Gathered; readonly graph: CallGraph },
): void {
  for (const writer of graph.writers.get(baseName(file.text)) ?? []) {
    gathered.seen += 1;
    if (writer.index >= call.index || gathered.seen > MAX_FEEDERS || requestsOf(writer).length > 0) continue;
    readFeeder(writer, gathered, graph);
    readFeeders(feedersOf(writer, graph), gathered, graph);
  }
}

/** Reads what the calls print that a call reads, and the substitutions in their words. */
function readFeeders(feeders: readonly Call[], gathered: Gathered, graph: CallGraph): void {
  for (const feeder of feeders) {
    gathered.seen += 1;
    if (gathered.seen > MAX_FEEDERS) return;
    readFeeder(feeder, gathered, graph);
    for (const inner of (graph.inside.get(feeder.index) ?? []).slice(0, MAX_FEEDERS))
      readFeeder(inner, gathered, graph);
  }
}

function readFeeder(feeder: Call, gathered: Gathered, graph: CallGraph): void {
  readInput(feeder, gathered, graph);
  const { program, args } = feeder;
  if (program === "echo" || program === "printf" || program === "write-output") {
    for (const word of args) readText(word, gathered, graph);
    return;
  }
  if (requestsOf(feeder).length > 0) {
    gathered.isFetched = true;
    gathered.lists.push(...requestsOf(feeder).map(({ url }) => baseName(url.text)));
    return;
  }
  const isFilter = FILTERS.has(program);
  if (!isFilter && !READERS.has(program)) return;
  const words = wordsIn(args);
  const filter = isFilter ? words[0] : undefined;
  const files = isFilter ? words.slice(1) : words;
  if (filter !== undefined) {
    gathered.filters.push(filter.text, writtenName(filter.written));
    if (program === "sed")
      for (const name of [filter.text, filter.written].flatMap(namesInserted)) gathered.names.add(name);
  }
  gathered.lists.push(...files.flatMap(namesOf));
  for (const file of files) readWriters(file, feeder, { gathered, graph });
}

/** `s/$/  FILE/`: what sed writes behind a sum. */
function namesInserted(program: string): readonly string[] {
  const texts = writtenBySed(program).map(({ start, end }) => program.slice(start, end - 1));
  return texts.flatMap(tokensOf).map(writtenName);
}

/** Takes the names and sums from a text: `SUM  file`, `SUM *file`, `SHA256 (file) = SUM`, several lines. */
function readText(word: Argument, gathered: Gathered, graph: CallGraph): void {
  gathered.isPrinted = true;
  for (const token of tokensOf(withoutSubstitutions(word))) {
    if (HEX.test(token)) gathered.sum = token;
    else gathered.names.add(writtenName(token));
  }
  // Literal names are in the text already, so what is left are variables.
  if (!SUBSTITUTION.test(word.written))
    for (const token of tokensOf(word.written)) if (token.includes("$")) gathered.names.add(writtenName(token));
  readUnknown(word, gathered, graph);
}

/** An unknown part in front is the sum; one behind it a name. A variable that keeps an output is as good as the output. */
function readUnknown(word: Argument, gathered: Gathered, graph: CallGraph): void {
  const { text, unknown } = word;
  const kept = keptIn(word, graph, Number.POSITIVE_INFINITY);
  for (const call of kept) {
    gathered.seen += 1;
    if (gathered.seen <= MAX_FEEDERS) readFeeder(call, gathered, graph);
  }
  for (const part of unknown) {
    const isPrinted = isSubstitution(text, part);
    const isFirst = text.slice(0, part.start).trim() === "" || text[part.start - 1] === "\n";
    if (isFirst && gathered.sum === undefined && kept.length === 0 && !isPrinted) gathered.sum = "";
    if (!isFirst || (part.end === text.length && !isPrinted)) gathered.hasUnknownName = true;
  }
}

/** A blank for each `$(…)` and "`…`": the list of sums that is printed there is no file of this text. */
function withoutSubstitutions({ text, unknown }: Argument): string {
  let outside = "";
  let at = 0;
  for (const part of unknown) {
    if (!isSubstitution(text, part)) continue;
    outside += `${text.slice(at, part.start)} `;
    at = part.end;
  }
  return outside + text.slice(at);
}

function isSubstitution(text: string, { start }: Span): boolean {
  return text.startsWith("$(", start) || text[start] === "`";
}

/** What stands in `$(…)` is a command, whose variables are no names. */
const SUBSTITUTION = /\$\(|`/;

/** What stands around names and sums: `SUM  "f"`, `SUM *f`, `SHA256 (f) = SUM`. */
const SEPARATOR = /[\s"'()*=]|\\[nt]/;

function tokensOf(text: string): readonly string[] {
  return text.split(SEPARATOR).filter((token) => token !== "" && !FORMAT.test(token));
}

/** `%s` of printf, options of echo and the name of an algorithm are no files. */
const FORMAT = /^(?:%|-[ne]$|(?:SHA\d+|MD5|BLAKE2b?)$)/;
const HEX = /^(?:sha\d+:)?[0-9a-f]{32,128}$/i;
