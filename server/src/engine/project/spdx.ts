import exceptions from "spdx-exceptions/index.json" with { type: "json" };
import parse from "spdx-expression-parse";
import deprecated from "spdx-license-ids/deprecated.json" with { type: "json" };
import ids from "spdx-license-ids/index.json" with { type: "json" };

/** True for an SPDX licence expression. This module holds SPDX's lists: import it when a licence comes. */
export function isLicence(expression: string): boolean {
  if (expression.length > MAX_LENGTH) return false;
  try {
    parse(expression.replace(/[\w.-]+/g, (word) => LISTED.get(word.toLowerCase()) ?? word));
    return true;
  } catch {
    return false;
  }
}

/** Identifiers as they are listed, by their lower case: any other letter case means the same. Source: SPDX 2.3, annex D.2. */
const LISTED: ReadonlyMap<string, string> = new Map(
  [...deprecated, ...ids, ...exceptions].map((id) => [id.toLowerCase(), id]),
);

/** The parser copies what is left for each word, and calls itself for each operator. */
const MAX_LENGTH = 2000;
