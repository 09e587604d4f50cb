import type {
  CommandNode,
  CompoundCommand,
  CompoundList,
  Redirection,
  AndOr as ShAndOr,
  Case as ShCase,
  If as ShIf,
  Pipeline as ShPipeline,
  While as ShWhile,
  Statement,
} from "unbash";
import { readDeeper, spanAt } from "../reading.ts";
import type { Case, Node, Redirect } from "../script.ts";
import { NOTHING, nodeOf } from "../tree.ts";
import { redirectsOf, simpleCommand } from "./commands.ts";
import { readPiped } from "./piped-script.ts";
import type { ShReading } from "./sh-reading.ts";
import { arithmeticCommand, testCommand } from "./tests.ts";
import { wordOf } from "./words.ts";

/** The statements of a script, one after the other. */
export function statementsOf(statements: readonly Statement[], reading: ShReading): readonly Node[] {
  return statements.map((statement) => statementOf(statement, reading));
}

/** What is not waited for has a shell of its own, and a status that nobody asks for: as in front of a pipe. */
function statementOf({ command, background }: Statement, reading: ShReading): Node {
  const node = commandNode(command, reading);
  return background === true ? { kind: "pipeline", negated: false, parts: [node, NOTHING] } : node;
}

function bodyOf(list: CompoundList, reading: ShReading): Node {
  return nodeOf(statementsOf(list.commands, reading));
}

function commandNode(node: Statement["command"] | CompoundList, reading: ShReading): Node {
  switch (node.type) {
    case "Command":
      return simpleCommand(node, reading);
    case "AndOr":
      return andOrOf(node, reading);
    case "Pipeline":
      return pipelineOf(node, reading);
    case "TestCommand":
      return testCommand(node, reading);
    case "ArithmeticCommand":
      return arithmeticCommand(node, reading);
    default: {
      const span = spanAt(reading, node.pos, node.end);
      return readDeeper(reading.limits, span, () => compoundOf(node, reading)) ?? NOTHING;
    }
  }
}

type Simple = "Command" | "TestCommand" | "ArithmeticCommand";
type Compound = Exclude<CommandNode, { readonly type: Simple }> | CompoundList;

function compoundOf(node: Compound, reading: ShReading): Node {
  switch (node.type) {
    case "CompoundList":
      return bodyOf(node, reading);
    case "If":
      return ifOf(node, reading);
    case "Case":
      return caseOf(node, reading);
    case "For": {
      const values = node.wordlist?.map((word) => wordOf(word, reading));
      return { kind: "for", variable: node.name.text, values, body: bodyOf(node.body, reading) };
    }
    case "ArithmeticFor":
      return { kind: "for", variable: "", values: undefined, body: bodyOf(node.body, reading) };
    case "Select":
      return bodyOf(node.body, reading);
    case "Coproc":
      return commandNode(node.body, reading);
    case "While":
      return { kind: "while", test: testOf(node, reading), body: bodyOf(node.body, reading) };
    case "Function":
      return { kind: "function", name: node.name.value, body: commandNode(node.body, reading) };
    case "Redirected":
      return groupOf(node.command, node.redirects, reading);
    case "Subshell":
    case "BraceGroup":
      return groupOf(node, [], reading);
  }
}

/** `until` is `while !`. */
function testOf({ kind, clause }: ShWhile, reading: ShReading): Node {
  const test = bodyOf(clause, reading);
  return kind === "while" ? test : { kind: "pipeline", negated: true, parts: [test] };
}

function andOrOf(node: ShAndOr, reading: ShReading): Node {
  const [first, ...others] = node.commands;
  if (first === undefined) return NOTHING;
  if (others.length === 0) return commandNode(first, reading);
  return {
    kind: "and-or",
    first: commandNode(first, reading),
    rest: others.map((other, index) => ({
      operator: node.operators[index] ?? "&&",
      node: commandNode(other, reading),
    })),
  };
}

function pipelineOf(node: ShPipeline, reading: ShReading): Node {
  const parts = node.commands.map((command) => commandNode(command, reading));
  const negated = node.prefixes.filter((prefix) => prefix.type === "Negation").length % 2 === 1;
  const time = node.prefixes.find((prefix) => prefix.type === "Time");
  readPiped(parts, reading);
  const [first] = parts;
  if (time !== undefined && first?.kind === "command") {
    const { start } = spanAt(reading, time.pos, time.end);
    parts[0] = { ...first, span: { start, end: first.span.end }, wrappers: ["time", ...first.wrappers] };
  }
  const [only] = parts;
  return parts.length === 1 && !negated && only !== undefined ? only : { kind: "pipeline", negated, parts };
}

function ifOf(node: ShIf, reading: ShReading): Node {
  const branches: { test: Node | undefined; body: Node }[] = [
    { test: bodyOf(node.clause, reading), body: bodyOf(node.then, reading) },
  ];
  for (const elif of node.elif) branches.push({ test: bodyOf(elif.clause, reading), body: bodyOf(elif.then, reading) });
  if (node.else !== undefined) branches.push({ test: undefined, body: bodyOf(node.else, reading) });
  return { kind: "if", branches };
}

function caseOf(node: ShCase, reading: ShReading): Node {
  const word = wordOf(node.word, reading);
  const arms: Case["arms"][number][] = [];
  let last: string | undefined;
  for (const { pattern, body, terminator } of node.items) {
    const patterns = pattern.map((each) => wordOf(each, reading));
    const own = bodyOf(body, reading);
    // Behind `;&` the next arm runs as well, and behind `;;&` the one for all words: with that they are one.
    const isOne = last === ";&" || (last === ";;&" && patterns.some(({ raw }) => raw === "*"));
    const before = isOne ? arms.pop() : undefined;
    if (before === undefined) arms.push({ patterns, body: own });
    else
      arms.push({
        patterns: [...before.patterns, ...patterns],
        body: { kind: "sequence", items: [before.body, own] },
      });
    last = terminator;
  }
  return { kind: "case", word, arms };
}

function groupOf(command: CompoundCommand, redirections: readonly Redirection[], reading: ShReading): Node {
  const redirects: readonly Redirect[] = redirectsOf(redirections, reading);
  const isGroup = command.type === "Subshell" || command.type === "BraceGroup";
  const body = isGroup ? bodyOf(command.body, reading) : commandNode(command, reading);
  return { kind: "group", subshell: command.type === "Subshell", catches: false, body, redirects };
}
