import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { ScannerState } from "./scanner.ts";

/** The version that a program tells, held against the first that can do what is asked of it. Builds without a number are taken. */
export function toolVersion(
  { status, output, errors }: CommandResult,
  { title, pattern, first }: { readonly title: string; readonly pattern: RegExp; readonly first: string },
): Outcome<ScannerState> {
  const version = pattern.exec(output.slice(0, MAX_TEXT))?.[1] ?? pattern.exec(errors.slice(0, MAX_TEXT))?.[1];
  if (status !== 0 || version === undefined)
    return failure(
      "unsupported",
      title,
      `does not tell its version${saying(errors)}: is it another program of this name?`,
    );
  if (isOlder(version, first))
    return failure("unsupported", title, `${version} is too old: ${first} or newer is needed; update it`);
  return success({ version, dataAt: undefined });
}

const MAX_TEXT = 64 * 1024;

/** By their numbers, up to the first word. */
function isOlder(version: string, first: string): boolean {
  const [a, b] = [version, first].map((each) => /\d+(?:\.\d+)*/.exec(each)?.[0].split(".").map(Number) ?? []);
  if (a === undefined || b === undefined || a.length === 0) return false;
  for (const [index, part] of b.entries()) {
    const own = a[index] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}

/** The last line that a program wrote to its standard error, for the end of a sentence: ` (it says: …)`. */
export function saying(errors: string): string {
  const last = errors
    .slice(-MAX_TEXT)
    .replace(COLOURS, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .at(-1);
  return last === undefined ? "" : ` (it says: ${last.slice(0, MAX_SAYING)})`;
}

/** Some paint their errors for files, too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
const COLOURS = /\u001b\[[0-9;]{0,20}m/g;
const MAX_SAYING = 300;
