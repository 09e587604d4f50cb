import parse from "spdx-expression-parse";

/** True for an SPDX licence expression. This module holds SPDX's lists: import it when a licence comes. */
export function isLicence(expression: string): boolean {
  if (expression.length > MAX_LENGTH) return false;
  try {
    parse(expression);
    return true;
  } catch {
    return false;
  }
}

/** The parser copies what is left for each word, and calls itself for each operator. */
const MAX_LENGTH = 2000;
