import { applyParameter } from "../../syntax/parameter.ts";
import type { VariablePart, Word } from "../../syntax/shell/script.ts";
import type { Traced } from "../../text/traced.ts";
import type { Values } from "./variables.ts";

/** `${name<operator>…}` on every value that `name` may have; undefined when none of the results is known. */
export function applyOperator(
  part: VariablePart,
  values: Values,
  expand: (operand: Word) => Traced | undefined,
): Values {
  const operands = part.operands.map(expand);
  const operator = part.operator ?? "";
  const results = (values ?? [undefined]).map((value) => applyParameter(operator, value, operands));
  const known = results.filter((result) => result !== undefined);
  return known.length > 0 ? known : undefined;
}
