const utf8 = new TextDecoder();

/** The value of a JSON text from outside, its shape unknown; undefined when it is none. A byte order mark in front is passed over. */
export function parseJson(source: string | Uint8Array): unknown {
  try {
    const text = typeof source === "string" ? source : utf8.decode(source);
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
