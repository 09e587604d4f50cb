import type {
  Assignment,
  Command,
  Node,
  Redirect,
  Script,
  Word,
  WordPart,
} from "../../../../server/src/syntax/shell/script.ts";

/**
 * A script as one line. Statements are divided by ` ; `. A command stands in braces: `<wrapper>`, `NAME=value`, words,
 * redirects; behind `→` the script it runs. The parts of a word are divided by `·`: text as it is, `'quoted'`, `${NAME}`
 * (`${NAME :- operand}`, `q` behind it when quoted), `$(script)`, `<(script)`, `?` for what is not computed.
 */
export function printScript(script: Script): string {
  return script.body.items.map(printNode).join(" ; ");
}

function printNode(node: Node): string {
  switch (node.kind) {
    case "command":
      return printCommand(node);
    case "sequence":
      return `[${node.items.map(printNode).join(" ; ")}]`;
    case "and-or":
      return `(${printNode(node.first)}${node.rest.map((rest) => ` ${rest.operator} ${printNode(rest.node)}`).join("")})`;
    case "pipeline":
      return `${node.negated ? "not" : "pipe"}(${node.parts.map(printNode).join(" | ")})`;
    case "if":
      return `if(${node.branches.map(({ test, body }) => `${test === undefined ? "else" : printNode(test)} then ${printNode(body)}`).join(", ")})`;
    case "case":
      return `case(${printWord(node.word)}: ${node.arms.map((arm) => `${arm.patterns.map(printWord).join("|")} then ${printNode(arm.body)}`).join(", ")})`;
    case "for":
      return `for(${node.variable} in ${node.values === undefined ? "unknown" : node.values.map(printWord).join(" ")}: ${printNode(node.body)})`;
    case "while":
      return `while(${printNode(node.test)}: ${printNode(node.body)})`;
    case "group":
      return `${node.subshell ? "subshell" : "group"}(${[printNode(node.body), ...node.redirects.map(printRedirect)].join(" ")})`;
    case "function":
      return `function ${node.name}(${printNode(node.body)})`;
  }
}

function printCommand(command: Command): string {
  const inside = [
    ...command.wrappers.map((name) => `<${name}>`),
    ...command.assignments.map(printAssignment),
    ...command.words.map(printWord),
    ...command.redirects.map(printRedirect),
  ];
  const { nested } = command;
  return `{${inside.join(" ")}}${nested === undefined ? "" : `→${nested.language}[${printScript(nested)}]`}`;
}

function printAssignment({ name, append, array, values }: Assignment): string {
  const value = values.map(printWord).join(",");
  return `${name}${append ? "+" : ""}=${array ? `(${value})` : value}`;
}

function printRedirect({ descriptor, operator, target }: Redirect): string {
  return `${descriptor ?? ""}${operator}${printWord(target)}`;
}

function printWord(word: Word): string {
  return word.parts.map(printPart).join("·");
}

function printPart(part: WordPart): string {
  switch (part.kind) {
    case "text":
      return part.quoted ? `'${part.text}'` : part.text;
    case "variable": {
      const operator = part.operator === undefined ? "" : ` ${part.operator}`;
      const operands = part.operands.map((operand) => ` ${printWord(operand)}`).join("");
      return `\${${part.name}${operator}${operands}}${part.quoted ? "q" : ""}`;
    }
    case "command":
      return `${part.process ? "<" : "$"}(${printScript(part.script)})${part.quoted ? "q" : ""}`;
    case "opaque":
      return part.quoted ? "?q" : "?";
  }
}
