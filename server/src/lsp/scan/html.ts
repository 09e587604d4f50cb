import { printable } from "../../text/printable.ts";

/** Markup that was made here: the only thing that is not escaped. */
export interface Html {
  readonly markup: string;
}

/**
 * A template of HTML: every value in it is hostile text and is escaped, for element content and for attributes in double quotes, but for
 * markup and lists of it that were made by this function. Source: WHATWG HTML, 13.3 "Serialising HTML fragments".
 */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let markup = parts[0] ?? "";
  for (const [index, value] of values.entries()) markup += markupOf(value) + (parts[index + 1] ?? "");
  return { markup };
}

function markupOf(value: string | number | Html | readonly Html[]): string {
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return `${value}`;
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => NAMES[character] ?? "");
}

/** An address that may be followed from a page: https alone, everything else is no link. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" ? href : undefined;
}
