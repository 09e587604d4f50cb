/** What a body says as JSON; undefined when it is none, or nested too deep to read. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
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
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found : [];
}
