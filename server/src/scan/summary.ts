const MAX_LENGTH = 400;

/** What a vulnerability is about, in one line, cut where it is long: some records have many paragraphs. Empty where nothing is said. */
export function summaryOf(text = ""): string {
  return text
    .slice(0, 2 * MAX_LENGTH)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_LENGTH);
}
