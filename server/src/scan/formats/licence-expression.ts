import type { Package } from "../package.ts";

/** The licences of a package as one SPDX expression; undefined where its records say it in other words, which nobody should guess at. */
export type LicenceReader = (found: Pick<Package, "type" | "licences">) => string | undefined;

/** Loads the parser. Sources: SPDX specification 2.3, annex D; getcomposer.org, "The composer.json schema": several are a choice. */
export async function licenceReader(): Promise<LicenceReader> {
  const { default: parse } = await import("spdx-expression-parse");
  const known = new Map<string, boolean>();
  const isExpression = (text: string): boolean => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = text.length <= MAX_EXPRESSION && parses(parse, text);
    known.set(text, answer);
    return answer;
  };
  return ({ type, licences = [] }) => {
    if (licences.length === 0 || !licences.every(isExpression)) return undefined;
    if (licences.length === 1) return licences[0];
    const parts = licences.map((each) => (/\s/.test(each) ? `(${each})` : each));
    return parts.join(type === "composer" ? " OR " : " AND ");
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
