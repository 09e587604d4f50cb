import type { Call, PathStep, ShellVariable } from "../../knowledge/call.ts";
import type {
  AndOr,
  Case,
  Command,
  For,
  FunctionDefinition,
  Group,
  If,
  Node,
  Pipeline,
  Script,
  ShellLanguage,
  Word,
} from "../../syntax/shell/script.ts";
import type { StartedShell } from "../../syntax/shell/shell-language.ts";
import { applyAssignments, applyBuiltin, applyPreferences } from "./builtins.ts";
import { callOf, redirectsOf } from "./call-of.ts";
import { comparisonIn, emptyWord } from "./case-comparison.ts";
import { type Expansion, expandWord, tracedWords } from "./expand-word.ts";
import { applyEffects, type Effects, effectsOf } from "./function-effects.ts";
import {
  forkState,
  joinStates,
  type OuterScope,
  type ShellState,
  startedState,
  substitutedState,
} from "./variables.ts";

/** What a script does, as far as the file tells: its calls and shell variables in the order of the text. Spans are relative. */
export interface Evaluation {
  readonly calls: readonly Call[];
  readonly variables: readonly ShellVariable[];
}

/** Where the script stands and what surrounds it. */
export interface Surroundings {
  /** Text of the instruction. */
  readonly source: string;
  readonly outer: OuterScope;
  readonly shell: StartedShell;
}

/** One walk over one script. */
interface Walk {
  readonly surroundings: Surroundings;
  readonly calls: Call[];
  readonly variables: ShellVariable[];
  readonly inserted: Expansion["inserted"];
  /** Of the functions of sh that were read; undefined where there are none, as in most scripts. */
  effects: Map<string, Effects> | undefined;
  lastId: number;
}

/** Where the walk is. */
interface Frame {
  readonly state: ShellState;
  readonly path: readonly PathStep[];
  readonly language: ShellLanguage;
}

/** Runs through a script without running it: expands words, follows variables into branches and loops, lists every call. Total. */
export function evaluate(script: Script, surroundings: Surroundings): Evaluation {
  const calls: Call[] = [];
  const variables: ShellVariable[] = [];
  const { errexit, pipefail, errorAction, posix, aliases } = surroundings.shell;
  const state: ShellState = { own: new Map(), errexit, pipefail, errorAction, posix, aliases };
  const walk: Walk = { surroundings, calls, variables, inserted: { characters: 0 }, effects: undefined, lastId: 0 };
  walkScript(walk, script, { state, path: NO_STEPS, language: script.language });
  return { calls, variables };
}

const NO_STEPS: readonly PathStep[] = [];

function walkScript(walk: Walk, script: Script, frame: Frame): void {
  const { language } = script;
  walkNode(walk, script.body, language === frame.language ? frame : { ...frame, language });
}

function newId(walk: Walk): number {
  walk.lastId += 1;
  return walk.lastId;
}

function deeper(frame: Frame, step: PathStep, state: ShellState = frame.state): Frame {
  const path = [...frame.path, step];
  return { state, path, language: frame.language };
}

function walkNode(walk: Walk, node: Node, frame: Frame): void {
  switch (node.kind) {
    case "command":
      walkCommand(walk, node, frame);
      break;
    case "sequence": {
      const id = newId(walk);
      const size = node.items.length;
      let index = 0;
      for (const item of node.items) {
        walkNode(walk, item, deeper(frame, { kind: "sequence", id, index, size }));
        index += 1;
      }
      return;
    }
    case "and-or":
      walkAndOr(walk, node, frame);
      break;
    case "pipeline":
      walkPipeline(walk, node, frame);
      break;
    case "if":
      walkIf(walk, node, frame);
      break;
    case "case":
      walkCase(walk, node, frame);
      break;
    case "for":
      walkFor(walk, node, frame);
      break;
    case "while": {
      const id = newId(walk);
      walkNode(walk, node.test, deeper(frame, { kind: "while", id, index: 0, part: "test" }));
      const body = forkState(frame.state);
      walkNode(walk, node.body, deeper(frame, { kind: "while", id, index: 1, part: "body" }, body));
      joinStates(frame.state, [frame.state, body]);
      return;
    }
    case "group":
      walkGroup(walk, node, frame);
      break;
    case "function":
      walkFunction(walk, node, frame);
      return;
  }
}

function walkAndOr(walk: Walk, node: AndOr, frame: Frame): void {
  const id = newId(walk);
  const next = node.rest[0]?.operator;
  walkNode(walk, node.first, deeper(frame, { kind: "and-or", id, index: 0, operator: undefined, next }));
  for (const [place, { operator, node: member }] of node.rest.entries()) {
    const step: PathStep = { kind: "and-or", id, index: place + 1, operator, next: node.rest[place + 1]?.operator };
    if (operator === "&&") {
      walkNode(walk, member, deeper(frame, step));
      continue;
    }
    const alternative = forkState(frame.state);
    walkNode(walk, member, deeper(frame, step, alternative));
    joinStates(frame.state, [frame.state, alternative]);
  }
}

function walkPipeline(walk: Walk, node: Pipeline, frame: Frame): void {
  const id = newId(walk);
  const { parts, negated } = node;
  const { errexit, pipefail } = frame.state;
  for (const [index, part] of parts.entries()) {
    const state = parts.length === 1 ? frame.state : forkState(frame.state);
    const step: PathStep = { kind: "pipeline", id, index, size: parts.length, negated, errexit, pipefail };
    walkNode(walk, part, deeper(frame, step, state));
  }
}

function walkIf(walk: Walk, node: If, frame: Frame): void {
  const id = newId(walk);
  const outcomes: ShellState[] = [];
  for (const [index, { test, body }] of node.branches.entries()) {
    const isElse = test === undefined;
    if (test !== undefined) walkNode(walk, test, deeper(frame, { kind: "if", id, index, part: "test", isElse }));
    const state = forkState(frame.state);
    walkNode(walk, body, deeper(frame, { kind: "if", id, index, part: "body", isElse }, state));
    if (!endsTheRun(body)) outcomes.push(state);
  }
  if (node.branches.every((branch) => branch.test !== undefined)) outcomes.push(frame.state);
  joinStates(frame.state, outcomes);
}

function walkCase(walk: Walk, node: Case, frame: Frame): void {
  const id = newId(walk);
  const [word = emptyWord(node.word)] = expandWord(node.word, expansionIn(walk, frame));
  walkCommand(walk, comparisonIn(node), deeper(frame, { kind: "case", id, index: -1, word, patterns: [] }));
  const outcomes: ShellState[] = [];
  for (const [index, { patterns, body }] of node.arms.entries()) {
    const state = forkState(frame.state);
    walkNode(walk, body, deeper(frame, { kind: "case", id, index, word, patterns }, state));
    if (!endsTheRun(body)) outcomes.push(state);
  }
  const coversAll = node.arms.some((arm) => arm.patterns.some((pattern) => pattern.raw === "*"));
  if (!coversAll) outcomes.push(frame.state);
  joinStates(frame.state, outcomes);
}

/** A branch that ends with `exit` leaves no variables to what follows. */
function endsTheRun(body: Node): boolean {
  const last = body.kind === "sequence" ? body.items.at(-1) : body;
  return last?.kind === "command" && last.words[0]?.raw === "exit";
}

function walkFor(walk: Walk, { variable, values: written = [], body }: For, frame: Frame): void {
  const expansion = expansionIn(walk, frame);
  const values = written.flatMap((word) => expandWord(word, expansion));
  for (const word of written) walkSubstitutions(walk, word, frame, NO_HOLDER);
  const words = written.flatMap((word) => tracedWords(word, expansion));
  const known = words.filter(({ unknown }) => unknown.length === 0);
  const inner = forkState(frame.state);
  inner.own.set(variable, known.length === 0 ? undefined : known);
  const step: PathStep = { kind: "for", id: newId(walk), index: 0, variable, values };
  walkNode(walk, body, deeper(frame, step, inner));
  joinStates(frame.state, [frame.state, inner]);
}

function walkGroup(walk: Walk, node: Group, frame: Frame): void {
  const state = node.subshell ? forkState(frame.state) : frame.state;
  for (const redirect of node.redirects) walkSubstitutions(walk, redirect.target, frame, NO_HOLDER);
  const { subshell, catches } = node;
  const { errexit } = frame.state;
  const redirects = redirectsOf(node.redirects, expansionIn(walk, frame));
  const step: PathStep = { kind: "group", id: newId(walk), index: 0, subshell, catches, errexit, redirects };
  walkNode(walk, node.body, deeper(frame, step, state));
}

/** A function of PowerShell keeps what it sets to itself. */
function walkFunction(walk: Walk, { name, body }: FunctionDefinition, frame: Frame): void {
  const first = walk.calls.length;
  const after = forkState(frame.state);
  walkNode(walk, body, deeper(frame, { kind: "function", id: newId(walk), index: 0, name }, after));
  if (frame.language !== "sh") return;
  const effects = effectsOf({ before: frame.state, after, calls: walk.calls.slice(first) });
  walk.effects ??= new Map();
  walk.effects.set(name, effects);
}

function expansionIn(walk: Walk, frame: Frame): Expansion {
  const { source, outer } = walk.surroundings;
  return { source, outer, state: frame.state, inserted: walk.inserted };
}

function walkCommand(walk: Walk, command: Command, frame: Frame): void {
  const expansion = expansionIn(walk, frame);
  const isMasked = command.words.length > 0;
  for (const { name, values } of command.assignments) {
    for (const value of values) walkSubstitutions(walk, value, frame, { variable: name, of: -1, isMasked });
  }
  for (const { name, span } of applyAssignments(command, expansion))
    walk.variables.push({ name, span, path: frame.path, before: walk.calls.length });
  if (frame.language === "powershell") applyPreferences(command.assignments, frame.state);
  if (command.words.length === 0) {
    for (const redirect of command.redirects) walkSubstitutions(walk, redirect.target, frame, NO_HOLDER);
    return;
  }
  const index = walk.calls.length;
  const call = callOf(command, { index, path: frame.path, language: frame.language }, expansion);
  walk.calls.push(call);
  applyBuiltin(call, frame.state);
  const effects = walk.effects?.get(call.program);
  if (effects !== undefined) applyEffects(effects, expansion);
  const holder: Holder = { variable: undefined, of: index };
  for (const word of command.words) if (!isAssigned(word, command)) walkSubstitutions(walk, word, frame, holder);
  for (const redirect of command.redirects) walkSubstitutions(walk, redirect.target, frame, holder);
  if (command.nested !== undefined) walkNested(walk, command.nested, call, frame);
}

/** What `export` assigns is a word, too. */
function isAssigned(word: Word, { assignments }: Command): boolean {
  return assignments.length > 0 && assignments.some(({ span }) => span.start === word.span.start);
}

function walkNested(walk: Walk, nested: Script, call: Call, frame: Frame): void {
  const state = EVALUATORS.has(call.program) ? frame.state : startedState(call, frame.state);
  walkScript(walk, nested, deeper(frame, { kind: "nested", id: newId(walk), index: 0, of: call.index }, state));
}

/** They run a text in the shell itself. */
const EVALUATORS: ReadonlySet<string> = new Set(["eval", "iex", "invoke-expression"]);

/** What takes the output of a substitution. */
interface Holder {
  readonly variable: string | undefined;
  readonly of: number;
  readonly isMasked?: boolean;
}

const NO_HOLDER: Holder = { variable: undefined, of: -1 };

/** Calls inside `$( … )`, backticks and `<( … )` of a word, operands of its variables included. */
function walkSubstitutions(walk: Walk, word: Word, frame: Frame, holder: Holder): void {
  if (word.parts.length === 1 && word.parts[0]?.kind === "text") return;
  for (const part of word.parts) {
    if (part.kind === "variable") {
      for (const operand of part.operands) walkSubstitutions(walk, operand, frame, holder);
    }
    if (part.kind !== "command") continue;
    const { process } = part;
    const { errexit } = frame.state;
    const step: PathStep = { kind: "substitution", id: newId(walk), index: 0, process, errexit, ...holder };
    walkScript(walk, part.script, deeper(frame, step, substitutedState(frame.state, frame.language)));
  }
}
