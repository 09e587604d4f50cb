/** A value between double quotes as Dockerfile words are written; `escapeCharacter` is the file's escape character. Line ends become blanks. */
export function quoted(value: string, escapeCharacter: string): string {
  let text = "";
  for (const character of value.replace(/[\r\n\t]+/g, " ")) {
    if (character === '"' || character === "$" || character === escapeCharacter) text += escapeCharacter;
    text += character;
  }
  return `"${text}"`;
}

/** The text between the quotes when the whole word stands in one pair of them; undefined: it does not. */
export function unquoted(raw: string, quote: "'" | '"'): string | undefined {
  if (raw.length < 2 || !raw.startsWith(quote) || !raw.endsWith(quote)) return undefined;
  const inner = raw.slice(1, -1);
  return inner.includes(quote) ? undefined : inner;
}

/** A word of one line without the pair of quotes around it, if there is one; quotes between them stay. */
export function withoutQuotes(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, "$2");
}
