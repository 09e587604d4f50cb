/** The end of the name of a variable (ASCII letters, digits and `_`) that begins at `start`; `start` where none does. */
export function endOfName(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isLetter = code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!isLetter && (at === start || code < 48 || code > 57)) break;
  }
  return at;
}
