import type { Stage } from "../model/build-model.ts";

/**
 * An ADD of one source and the place for it, for which alone a `--checksum` may stand. BuildKit divides at blanks, those in quotes too.
 * Source: parseStringsWhitespaceDelimited.
 */
export function isOfOneSource({ form, body }: Stage["instructions"][number]): boolean {
  if (form === "exec") return /^\s*\[\s*"[^"]*"\s*,\s*"[^"]*"\s*\]\s*$/.test(body.text);
  return form === "plain" && /^\s*\S+\s+\S+\s*$/.test(body.text);
}
