import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** The value of a JSON text from outside; its shape is not known. `asked` names where it came from. */
export function jsonOf(text: string, asked: string): Outcome<unknown> {
  try {
    return success(JSON.parse(text));
  } catch {
    return failure("malformed", asked, "answered something that is not JSON");
  }
}

/** An own field of a JSON object; undefined also where the value is no object. */
export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textField(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : undefined;
}

/** The elements of a field that is a list; none where it is not. */
export function listField(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : [];
}

/** Names and values of a JSON object; none where the value is no object. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
