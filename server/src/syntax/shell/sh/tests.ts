import type { ArithmeticCommand, TestCommand, TestExpression } from "unbash";
import { spanAt } from "../reading.ts";
import type { Command, Word } from "../script.ts";
import { plainWord } from "../text-parts.ts";
import { commandOf } from "../tree.ts";
import type { ShReading } from "./sh-reading.ts";
import { wordOf } from "./words.ts";

/** `[[ … ]]` as the command `[[`, its words and operators in the order of the text, `]]` last. */
export function testCommand(test: TestCommand, reading: ShReading): Command {
  const words: Word[] = [plainWord(reading, test.pos, test.pos + 2)];
  addExpression(words, test.expression, reading);
  if (reading.joined.text.startsWith("]]", test.end - 2)) words.push(plainWord(reading, test.end - 2, test.end));
  return commandOf(words, spanAt(reading, test.pos, test.end));
}

/** `(( … ))` as the command `((` with its expression as one opaque word. */
export function arithmeticCommand(command: ArithmeticCommand, reading: ShReading): Command {
  const start = command.pos + 2;
  const end = start + command.body.length;
  const span = spanAt(reading, start, end);
  const body: Word = { span, raw: command.body, parts: [{ kind: "opaque", quoted: false, span }] };
  return commandOf([plainWord(reading, command.pos, start), body], spanAt(reading, command.pos, command.end));
}

/** The parser keeps the nesting of an expression under its own cap (256), so this cannot go deeper. */
function addExpression(words: Word[], expression: TestExpression, reading: ShReading): void {
  switch (expression.type) {
    case "TestUnary":
      // A word alone has no operator: the parser says `-n`, which is what it means.
      if (expression.operand.pos > expression.pos)
        words.push(plainWord(reading, expression.pos, expression.pos + expression.operator.length));
      words.push(wordOf(expression.operand, reading));
      break;
    case "TestBinary":
      words.push(wordOf(expression.left, reading));
      addOperator(words, expression.operator, expression.left.end, reading);
      words.push(wordOf(expression.right, reading));
      break;
    case "TestNot":
      for (const negation of expression.negations) words.push(plainWord(reading, negation.pos, negation.end));
      addExpression(words, expression.operand, reading);
      break;
    case "TestGroup":
      words.push(plainWord(reading, expression.pos, expression.pos + 1));
      addExpression(words, expression.expression, reading);
      words.push(plainWord(reading, expression.end - 1, expression.end));
      break;
    case "TestLogical":
      for (const [index, operand] of expression.operands.entries()) {
        if (index > 0)
          addOperator(words, expression.operator, expression.operands[index - 1]?.end ?? operand.pos, reading);
        addExpression(words, operand, reading);
      }
  }
}

function addOperator(words: Word[], operator: string, from: number, reading: ShReading): void {
  const at = reading.joined.text.indexOf(operator, from);
  if (at >= 0) words.push(plainWord(reading, at, at + operator.length));
}
