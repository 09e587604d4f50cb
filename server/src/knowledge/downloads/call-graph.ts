import { firstIndex } from "../../text/halving.ts";
import { addTo } from "../../text/lists.ts";
import type { Argument, Call, PathStep } from "../call.ts";
import { baseName } from "./downloader.ts";
import { type Rename, renamesOf } from "./renames.ts";
import { workFolders } from "./work-folder.ts";

/** Which calls of a RUN take the output of which: indexed once, so that asking stays cheap in a RUN of thousands. */
export interface CallGraph {
  readonly calls: readonly Call[];
  /** Members of a pipeline of several programs, by its id, in order. */
  readonly pipelines: ReadonlyMap<number, readonly PipedCall[]>;
  /** Calls inside the substitutions of a call, by that call's index. */
  readonly inside: ReadonlyMap<number, readonly Call[]>;
  /** Calls whose output a variable keeps, by its name in lower case. */
  readonly kept: ReadonlyMap<string, readonly Call[]>;
  /** What files are called later, by their first name, in order. Base names. */
  readonly renamed: ReadonlyMap<string, readonly Rename[]>;
  /** Calls that write a file, by its base name: redirected to it, or `tee`. */
  readonly writers: ReadonlyMap<string, readonly Call[]>;
  /** The folder that a call works in, as `workFolders` tells it. */
  readonly folderOf: (call: Call) => string | undefined;
}

interface PipedCall {
  readonly call: Call;
  /** Member of the pipeline. */
  readonly index: number;
}

/** The graph of a RUN; indexed when somebody asks, for most RUNs fetch and check nothing. */
export function callGraph(calls: readonly Call[]): CallGraph {
  return new LazyCallGraph(calls);
}

/** A class, because an object literal with getters is a shape of its own each time, which V8 keeps with all that it holds. */
class LazyCallGraph implements CallGraph {
  readonly calls: readonly Call[];
  #index: Omit<CallGraph, "calls"> | undefined;

  constructor(calls: readonly Call[]) {
    this.calls = calls;
  }

  get pipelines(): CallGraph["pipelines"] {
    return this.#indexed().pipelines;
  }

  get inside(): CallGraph["inside"] {
    return this.#indexed().inside;
  }

  get kept(): CallGraph["kept"] {
    return this.#indexed().kept;
  }

  get writers(): CallGraph["writers"] {
    return this.#indexed().writers;
  }

  get renamed(): CallGraph["renamed"] {
    return this.#indexed().renamed;
  }

  get folderOf(): CallGraph["folderOf"] {
    return this.#indexed().folderOf;
  }

  #indexed(): Omit<CallGraph, "calls"> {
    this.#index ??= indexOf(this.calls);
    return this.#index;
  }
}

function indexOf(calls: readonly Call[]): Omit<CallGraph, "calls"> {
  const pipelines = new Map<number, PipedCall[]>();
  const inside = new Map<number, Call[]>();
  const kept = new Map<string, Call[]>();
  const writers = new Map<string, Call[]>();
  const renamed = new Map<string, Rename[]>();
  for (const call of calls) {
    for (const [from, rename] of renamesOf(call)) addTo(renamed, from, rename);
    for (const name of filesWrittenBy(call)) addTo(writers, name, call);
    for (const step of call.path) {
      if (step.kind === "pipeline" && step.size > 1) addTo(pipelines, step.id, { call, index: step.index });
      if (step.kind !== "substitution") continue;
      const holder = calls[step.of];
      if (holder !== undefined) addTo(inside, step.of, call);
      // `read SUM < <(sha256sum FILE)`
      if (holder?.program === "read") for (const { text } of holder.args) addTo(kept, text.toLowerCase(), call);
      if (step.variable !== undefined) addTo(kept, step.variable.toLowerCase(), call);
    }
  }
  return { pipelines, inside, kept, writers, renamed, folderOf: workFolders(calls) };
}

/** Names of the files that its redirects write, or that `tee` does. */
function filesWrittenBy({ program, args, redirects }: Call): readonly string[] {
  const targets = redirects.filter(({ operator }) => operator.startsWith(">")).map(({ target }) => target);
  return [...targets, ...(program === "tee" ? args : [])].map(({ text }) => baseName(text));
}

/** More calls than these are not looked at beside one call: the nearest tell what becomes of its output. */
const MAX_NEIGHBOURS = 64;

/** Calls that take the output of a call, the nearest first: later members of its pipelines, the call whose argument it is. */
export function readersOf(call: Pick<Call, "path">, { calls, pipelines }: CallGraph): readonly Call[] {
  const readers: Call[] = [];
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step === undefined || readers.length >= MAX_NEIGHBOURS) break;
    if (step.kind === "pipeline") readers.push(...laterMembers(step, pipelines));
    const holder = step.kind === "substitution" ? calls[step.of] : undefined;
    if (holder !== undefined) readers.push(holder);
  }
  return readers;
}

function laterMembers({ id, index }: PathStep, pipelines: CallGraph["pipelines"]): readonly Call[] {
  const members = pipelines.get(id) ?? [];
  return membersBetween(members, index + 1, Number.POSITIVE_INFINITY);
}

/** Calls whose output a call reads: earlier members of its innermost pipeline and what its own substitutions run. */
export function feedersOf(call: Call, { pipelines, inside }: CallGraph): readonly Call[] {
  const feeders: Call[] = [...(inside.get(call.index) ?? []).slice(0, MAX_NEIGHBOURS)];
  for (const step of call.path) {
    if (step.kind !== "pipeline" || step.size < 2) continue;
    feeders.push(...membersBetween(pipelines.get(step.id) ?? [], 0, step.index));
  }
  return feeders;
}

/** Members with an index from `start` to in front of `end`; the list is in order. */
function membersBetween(members: readonly PipedCall[], start: number, end: number): readonly Call[] {
  const first = firstIndex(members.length, (at) => (members[at]?.index ?? 0) >= start);
  const found: Call[] = [];
  for (let at = first; at < members.length && found.length < MAX_NEIGHBOURS; at += 1) {
    const member = members[at];
    if (member === undefined || member.index >= end) break;
    found.push(member.call);
  }
  return found;
}

/** The last calls in front of a test are those that the variable still holds, one for each branch. */
const MAX_KEEPERS = 8;

/** Calls whose output a word holds by a variable, as far as they run in front of `before`. */
export function keptIn(word: Argument, { kept }: CallGraph, before: number): readonly Call[] {
  if (word.unknown.length === 0 || kept.size === 0) return [];
  const names = new Set([...variablesIn(word.written), ...variablesIn(word.word?.written ?? "")]);
  return [...names].flatMap((name) => (kept.get(name) ?? []).filter(({ index }) => index < before).slice(-MAX_KEEPERS));
}

/** Names in `$NAME`, `${NAME…}`, `$env:NAME` of a word, in lower case as the graph keeps them. */
export function variablesIn(written: string): readonly string[] {
  const names: string[] = [];
  for (const [, name] of written.matchAll(/\$\{?(?:env:)?([a-z_]\w*)/gi))
    if (name !== undefined) names.push(name.toLowerCase());
  return names;
}
