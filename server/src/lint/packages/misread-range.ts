import type { PackageUse } from "../../model/build-model.ts";
import type { Span } from "../../text/span.ts";

/** `>=1.2`, `>=1.2,<2`, `>=$V`, where a word ends. Without `=`, what a variable holds may well be a file. */
const RANGE = /(?:[<>](?:=?\d[\w.*]*|=\$[\w.*{}:-]+|="\$[\w.*{}:-]+"),?)+(?=[\s;|&)"'`]|$)/y;

/**
 * A range behind a package's word that somebody forgot to quote: of `pip install six>=1.2` the shell takes `>=1.2` as a
 * redirection, and the package has no version. Undefined: there is none.
 */
export function misreadRange(
  { span, version, via }: Pick<PackageUse, "span" | "version" | "via">,
  text: string,
): Span | undefined {
  const start = span.end;
  const code = text.charCodeAt(start);
  if ((code !== 60 && code !== 62) || version !== undefined || via !== undefined) return undefined;
  RANGE.lastIndex = start;
  const match = RANGE.exec(text);
  return match === null ? undefined : { start, end: start + match[0].length };
}
