/** What stands behind the last `mark` of a text; the whole text without one, as most words are: to look for the last costs thrice as much. */
export function behindLast(text: string, mark: string): string {
  return text.includes(mark) ? text.slice(text.lastIndexOf(mark) + 1) : text;
}
