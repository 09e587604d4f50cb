import type { Argument } from "../call.ts";
import type { InsecureOption } from "./manager.ts";

/** The value that `config set` gives to one of the keys, written `key value` or `key=value`. */
export interface ConfigEntry {
  readonly value: string;
  readonly entry: InsecureOption;
}

/** The setting of one of `keys` among the words behind `config set`. */
export function configEntry(words: readonly Argument[], keys: readonly string[]): ConfigEntry | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  const { text, span, written } = first;
  const equals = text.indexOf("=");
  if (equals > 0) {
    const isOne = keys.includes(text.slice(0, equals));
    return isOne ? { value: text.slice(equals + 1), entry: { span, text: written, host: undefined } } : undefined;
  }
  if (second === undefined || !keys.includes(text)) return undefined;
  const both = { start: span.start, end: second.span.end };
  return { value: second.text, entry: { span: both, text: `${written} ${second.written}`, host: undefined } };
}
