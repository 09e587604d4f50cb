import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** The value of a JSON text from outside; its shape is not known. `asked` names where it came from. */
export function jsonOf(text: string, asked: string): Outcome<unknown> {
  try {
    return success(JSON.parse(text));
  } catch {
    return failure("malformed", asked, "answered something that is not JSON");
  }
}

/** Names and values of a JSON object; none where the value is no object. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
