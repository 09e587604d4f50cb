import { printable } from "../../text/printable.ts";
import type { Style } from "./style.ts";

/** A file whose text changes. Undefined: it is not there, or is to go. */
export interface TextChange {
  readonly shown: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * A unified diff that `patch` and `git apply` take; on a terminal nothing of the file can move the cursor. The `diff` package is
 * loaded for the first.
 */
export async function difference(
  { shown, before, after }: TextChange,
  { style, isTerminal }: { readonly style: Style; readonly isTerminal: boolean },
): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const [from, to] = [before === undefined ? NONE : `a/${shown}`, after === undefined ? NONE : `b/${shown}`];
  const patch = createTwoFilesPatch(from, to, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch
    .split("\n")
    .map((line, index) => {
      const shown = isTerminal ? printable(line.replace(/\r$/, "")) : line;
      return index < HEADER_LINES ? style.strong(endedName(shown)) : paintedLine(shown, style);
    })
    .join("\n");
}

/** How git names a file that is not there. */
const NONE = "/dev/null";

const HEADER_LINES = 2;

/** As git does it: `patch` takes a name with a blank whole where a tab stands behind it. */
function endedName(header: string): string {
  return header.includes(" ", "--- ".length) ? `${header}\t` : header;
}

function paintedLine(line: string, style: Style): string {
  if (line.startsWith("@@")) return style.info(line);
  if (line.startsWith("+")) return style.added(line);
  return line.startsWith("-") ? style.removed(line) : line;
}
