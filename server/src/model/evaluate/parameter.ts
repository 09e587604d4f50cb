import type { VariablePart, Word } from "../../syntax/shell/script.ts";
import { sliceTraced, type Traced } from "./traced.ts";
import type { Values } from "./variables.ts";

/**
 * `${name<operator>…}` on the values of `name`; undefined when the result is not known. Source: POSIX.1-2024 XCU 2.6.2.
 * A variable that the file does not set is not known to be unset, yet `${X:-word}` is taken as its default.
 */
export function applyOperator(
  part: VariablePart,
  values: Values,
  expand: (operand: Word) => Traced | undefined,
): Values {
  const [first] = part.operands;
  const operand = first === undefined ? undefined : expand(first);
  switch (part.operator) {
    case ":-":
    case "-":
    case ":=":
    case "=":
      return values?.some((value) => value.text !== "") ? values : operand && [operand];
    case ":+":
    case "+":
      return values?.some((value) => value.text !== "") ? operand && [operand] : values;
    case ":?":
    case "?":
      return values;
    case "#":
    case "##":
    case "%":
    case "%%":
      return stripPattern(part.operator, values, operand);
    default:
      return undefined;
  }
}
