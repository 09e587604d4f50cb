/**
 * The licences of a package as one SPDX expression; undefined where its records say it in other words, which nobody should guess at.
 * Source: SPDX specification 2.3, annex D.
 */
export async function licenceReader(): Promise<(licences: readonly string[]) => string | undefined> {
  const { default: parse } = await import("spdx-expression-parse");
  const known = new Map<string, boolean>();
  const isExpression = (text: string): boolean => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = text.length <= MAX_EXPRESSION && parses(parse, text);
    known.set(text, answer);
    return answer;
  };
  return (licences) => {
    if (licences.length === 0 || !licences.every(isExpression)) return undefined;
    return licences.length === 1
      ? licences[0]
      : licences.map((each) => (/\s/.test(each) ? `(${each})` : each)).join(" AND ");
  };
}

/** The parser calls itself for each parenthesis. */
const MAX_EXPRESSION = 2000;

function parses(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
