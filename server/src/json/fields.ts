/** An object of JSON, whose fields are unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for an object; lists are none. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names and values of an object; none where the value is no object. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** Those whose value is a text. */
export function textEntriesOf(value: unknown): readonly (readonly [string, string])[] {
  return entriesOf(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : []));
}

/** A list; anything else is empty. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === "string");
}

/** A text that is not empty. */
export function textIn(record: Fields, key: string): string | undefined {
  const value = record[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A field that is an object; empty where it is none. */
export function fieldsIn(record: Fields, key: string): Fields {
  const value = record[key];
  return isRecord(value) ? value : {};
}

/** The objects of a list. */
export function objectsIn(record: Fields, key: string): readonly Fields[] {
  return listOf(record[key]).filter(isRecord);
}

/** The texts of a list. */
export function textsIn(record: Fields, key: string): readonly string[] {
  return textsOf(record[key]);
}

/** A number, or one that is written as a text. */
export function numberIn(record: Fields, key: string): number | undefined {
  const value = record[key];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The value below these keys; undefined when one of them is missing. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((now, key) => {
    const isThere = typeof now === "object" && now !== null && Object.hasOwn(now, key);
    return isThere ? Reflect.get(now, key) : undefined;
  }, value);
}

/** The text below these keys; undefined for anything else. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** The elements of the list below these keys; empty for anything else. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  return listOf(valueAt(value, ...keys));
}
