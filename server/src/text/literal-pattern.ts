/** The regular expression that matches a text and nothing else. Source: ECMAScript, "Patterns", SyntaxCharacter. */
export function literalPattern(text: string): string {
  return text.replace(/[.+*?^${}()|[\]\\]/g, "\\$&");
}
