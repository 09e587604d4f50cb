import { type Outcome, success } from "../outcome/outcome.ts";
import type { Files } from "../outside/outside.ts";
import { joinPath, pathBelow } from "./path.ts";

/**
 * What one `.gitignore` says of a path. True: left out; false: taken back in (`!pattern`); undefined: nothing, as of what is not below its
 * folder. Whether a folder above is left out, whose files nothing takes back in, is for the asker to know.
 */
export type IgnoreFile = (path: string, isFolder: boolean) => boolean | undefined;

/** A line of it. */
interface Line {
  readonly isTakenBack: boolean;
  readonly isForFolders: boolean;
  readonly matches: (names: readonly string[]) => boolean;
}

/** The `.gitignore` of a folder; one that is missing says nothing. The reader of its patterns is loaded on first use. Source: gitignore(5). */
export async function readIgnoreFile(
  folder: string,
  files: Files,
  { ignoresCase }: { readonly ignoresCase: boolean },
): Promise<Outcome<IgnoreFile>> {
  const text = files.readText(joinPath(folder, ".gitignore"));
  if (!text.ok) return text.reason === "not-found" ? success(() => undefined) : text;
  const { pathPattern } = await import("../settings/path-pattern.ts");
  const inCase = (words: string) => (ignoresCase ? words.toLowerCase() : words);
  const lines = text.value.split(/\r?\n/).flatMap((line) => lineOf(inCase(line), pathPattern));
  return success((path, isFolder) => {
    const below = pathBelow(folder, path);
    if (below === undefined) return undefined;
    const names = inCase(below).split("/");
    const last = lines.findLast(({ isForFolders, matches }) => (isFolder || !isForFolders) && matches(names));
    return last && !last.isTakenBack;
  });
}

function lineOf(written: string, pathPattern: (pattern: string) => Line["matches"]): readonly Line[] {
  const line = withoutTrailingBlanks(written);
  const isTakenBack = line.startsWith("!");
  const whole = isTakenBack ? line.slice(1) : line;
  const isForFolders = whole.endsWith("/");
  const pattern = isForFolders ? whole.slice(0, -1) : whole;
  if (pattern === "" || line.startsWith("#")) return [];
  const isRooted = pattern.includes("/");
  const matches = pathPattern(isRooted ? pattern.replace(/^\//, "") : `**/${pattern}`);
  return [{ isTakenBack, isForFolders, matches }];
}

/** Blanks at the end count only behind a backslash. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " " && line[end - 2] !== "\\") end -= 1;
  return line.slice(0, end);
}
