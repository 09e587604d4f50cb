import type * as Unbash from "unbash";
import { type Conversion, convertHeredoc, convertWord, placeOf } from "./convert-word.ts";
import type { Assignment, Command, Node, Redirect, Sequence, TextPart, Word } from "./script.ts";
import { unwrap } from "./wrappers.ts";

/** Statements of unbash as one sequence. */
export function convertStatements(statements: readonly Unbash.Statement[], conversion: Conversion): Sequence {
  return { kind: "sequence", items: statements.map((statement) => convertNode(statement.command, conversion)) };
}

function convertList(list: Unbash.CompoundList, conversion: Conversion): Node {
  const [first] = list.commands;
  if (list.commands.length === 1 && first !== undefined) return convertNode(first.command, conversion);
  return convertStatements(list.commands, conversion);
}

function convertNode(node: Unbash.PipelineNode | Unbash.AndOr | Unbash.CompoundList, conversion: Conversion): Node {
  switch (node.type) {
    case "Command":
      return convertCommand(node, conversion);
    case "AndOr":
      return convertAndOr(node, conversion);
    case "Pipeline":
      return convertPipeline(node, conversion);
    case "CompoundList":
      return convertList(node, conversion);
    case "Redirected": {
      const redirects = node.redirects.flatMap((redirect) => convertRedirect(redirect, conversion));
      return { kind: "group", subshell: false, body: convertNode(node.command, conversion), redirects };
    }
    case "Function":
      return { kind: "function", name: node.name.text, body: convertNode(node.body, conversion) };
    case "Coproc":
      return convertNode(node.body, conversion);
    default:
      return convertCompound(node, conversion);
  }
}

function convertCompound(node: Unbash.CompoundCommand, conversion: Conversion): Node {
  switch (node.type) {
    case "If":
      return convertIf(node, conversion);
    case "For":
    case "Select": {
      const values = node.wordlist?.map((word) => convertWord(word, conversion));
      return { kind: "for", variable: node.name.text, values, body: convertList(node.body, conversion) };
    }
    case "ArithmeticFor":
      return { kind: "for", variable: "", values: undefined, body: convertList(node.body, conversion) };
    case "While":
      return { kind: "while", test: convertList(node.clause, conversion), body: convertList(node.body, conversion) };
    case "Subshell":
    case "BraceGroup":
      return {
        kind: "group",
        subshell: node.type === "Subshell",
        body: convertList(node.body, conversion),
        redirects: [],
      };
    case "Case":
      return {
        kind: "case",
        word: convertWord(node.word, conversion),
        arms: node.items.map((item) => ({
          patterns: item.pattern.map((pattern) => convertWord(pattern, conversion)),
          body: convertList(item.body, conversion),
        })),
      };
    case "TestCommand":
      return bracketCommand("[[", node, testWords(node.expression, conversion), conversion);
    case "ArithmeticCommand":
      return bracketCommand("((", node, [], conversion);
  }
}

function convertIf(node: Unbash.If, conversion: Conversion): Node {
  const branches = [node, ...node.elif].map((branch) => ({
    test: convertList(branch.clause, conversion),
    body: convertList(branch.then, conversion),
  }));
  if (node.else === undefined) return { kind: "if", branches };
  return { kind: "if", branches: [...branches, { test: undefined, body: convertList(node.else, conversion) }] };
}

function convertAndOr(node: Unbash.AndOr, conversion: Conversion): Node {
  const [first, ...others] = node.commands.map((command) => convertNode(command, conversion));
  if (first === undefined) return { kind: "sequence", items: [] };
  const rest = others.map((other, index) => ({ operator: node.operators[index] ?? "&&", node: other }));
  return { kind: "and-or", first, rest };
}

function convertPipeline(node: Unbash.Pipeline, conversion: Conversion): Node {
  const parts = node.commands.map((command) => convertNode(command, conversion));
  const negated = node.prefixes.filter((prefix) => prefix.type === "Negation").length % 2 === 1;
  const [only] = parts;
  return parts.length === 1 && !negated && only !== undefined ? only : { kind: "pipeline", negated, parts };
}

/** A simple command without its nested script, which `parseScript` adds. */
function convertCommand(node: Unbash.Command, conversion: Conversion): Command {
  const assignments = node.prefix.flatMap((part) =>
    part.type === "Assignment" ? [convertAssignment(part, conversion)] : [],
  );
  const words: Word[] = node.name === undefined ? [] : [convertWord(node.name, conversion)];
  for (const argument of node.args) {
    if (argument.type === "Word") words.push(convertWord(argument, conversion));
    else {
      assignments.push(convertAssignment(argument, conversion));
      words.push(assignmentWord(argument, conversion));
    }
  }
  const unwrapped = unwrap(words);
  const command: Command = {
    kind: "command",
    span: placeOf(conversion, node.pos, node.end),
    assignments: unwrapped.assignments.length === 0 ? assignments : [...assignments, ...unwrapped.assignments],
    words: unwrapped.words,
    redirects: node.redirects.flatMap((redirect) => convertRedirect(redirect, conversion)),
    wrappers: unwrapped.wrappers,
    nested: undefined,
  };
  const nested = conversion.nestedScript(command, conversion);
  return nested === undefined ? command : { ...command, nested };
}

/** `export A=b` as a word: its text as written. */
function assignmentWord(assignment: Unbash.Assignment, conversion: Conversion): Word {
  const { value } = assignment;
  const head = assignment.text.slice(0, value.pos - assignment.pos);
  const nameWord = textWord(head, assignment.pos, conversion);
  const rest = value.type === "Word" ? convertWord(value, conversion).parts : [];
  return {
    ...nameWord,
    span: placeOf(conversion, assignment.pos, assignment.end),
    raw: assignment.text,
    parts: [...nameWord.parts, ...rest],
  };
}

function convertAssignment(assignment: Unbash.Assignment, conversion: Conversion): Assignment {
  const { value, name, append, pos, end } = assignment;
  const isArray = value.type === "ArrayValue";
  const values = value.type === "ArrayValue" ? value.elements : [value];
  return {
    name,
    values: values.map((word) => convertWord(word, conversion)),
    array: isArray,
    append: append === true,
    span: placeOf(conversion, pos, end),
  };
}

function convertRedirect(redirect: Unbash.Redirection, conversion: Conversion): readonly Redirect[] {
  const descriptor = redirect.descriptor?.type === "FileDescriptor" ? redirect.descriptor.value : undefined;
  if (redirect.type === "HereDoc")
    return [{ operator: "<<", descriptor, target: convertHeredoc(redirect, conversion) }];
  if (redirect.target === undefined) return [];
  return [{ operator: redirect.operator, descriptor, target: convertWord(redirect.target, conversion) }];
}

function bracketCommand(
  name: string,
  { pos, end }: { readonly pos: number; readonly end: number },
  words: readonly Word[],
  conversion: Conversion,
): Command {
  const span = placeOf(conversion, pos, end);
  return {
    kind: "command",
    span,
    assignments: [],
    words: [textWord(name, pos, conversion), ...words],
    redirects: [],
    wrappers: [],
    nested: undefined,
  };
}

function textWord(text: string, pos: number, conversion: Conversion): Word {
  const span = placeOf(conversion, pos, pos + text.length);
  const part: TextPart = { kind: "text", text, quoted: false, span };
  return { span, raw: text, parts: [part] };
}

/** The words of `[[ … ]]` in order, operators as words. */
function testWords(expression: Unbash.TestExpression, conversion: Conversion): readonly Word[] {
  switch (expression.type) {
    case "TestUnary":
      return [textWord(expression.operator, expression.pos, conversion), convertWord(expression.operand, conversion)];
    case "TestBinary":
      return [
        convertWord(expression.left, conversion),
        textWord(expression.operator, expression.left.end, conversion),
        convertWord(expression.right, conversion),
      ];
    case "TestLogical":
      return expression.operands.flatMap((operand, index) => [
        ...(index === 0 ? [] : [textWord(expression.operator, operand.pos, conversion)]),
        ...testWords(operand, conversion),
      ]);
    case "TestNot":
      return [textWord("!", expression.pos, conversion), ...testWords(expression.operand, conversion)];
    case "TestGroup":
      return testWords(expression.expression, conversion);
  }
}
