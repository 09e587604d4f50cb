import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** The value of a JSON text from outside; its shape is not known. `asked` names where it came from. */
export function jsonOf(text: string, asked: string): Outcome<unknown> {
  const value = parseJson(text);
  return value === undefined ? failure("malformed", asked, "answered something that is not JSON") : success(value);
}
