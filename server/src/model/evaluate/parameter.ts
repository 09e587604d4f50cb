import { applyParameter } from "../../syntax/parameter.ts";
import type { VariablePart, Word } from "../../syntax/shell/script.ts";
import type { Reference, Traced } from "../../text/traced.ts";
import { OTHERS, type Values } from "./variables.ts";

/** `${name<operator>…}`, which stands at `reference`, on every value that `name` may have; undefined when none of the results is known. */
export function applyOperator(
  part: VariablePart,
  values: Values,
  reference: Reference,
  expand: (operand: Word) => Traced | undefined,
): Values {
  const operands = part.operands.map(expand);
  const operator = part.operator ?? "";
  const results = (values ?? [undefined]).map((value) =>
    value === OTHERS ? undefined : applyParameter(operator, value, operands, reference),
  );
  const known = results.filter((result) => result !== undefined);
  if (known.length === 0) return undefined;
  return known.length < results.length ? [...known, OTHERS] : known;
}
