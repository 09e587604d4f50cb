import parse from "spdx-expression-parse";

/** True for an SPDX licence expression. This module holds SPDX's lists: import it when a licence comes. */
export function isLicence(expression: string): boolean {
  try {
    parse(expression);
    return true;
  } catch {
    return false;
  }
}
