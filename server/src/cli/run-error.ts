import { roleOfName } from "../engine/file-roles.ts";
import { nameOf } from "../engine/path.ts";
import type { PlacedProblem } from "../engine/settings-file.ts";
import type { Gap } from "../model/build-model.ts";
import { type LineIndex, lineIndex } from "../text/line-index.ts";
import type { World } from "./world.ts";

/** Something that could not be done, or not wholly. */
export interface RunError {
  readonly path: string;
  readonly message: string;
  /** Where in the file, both 1-based. */
  readonly at?: { readonly line: number; readonly column: number };
  /** Nobody can tell, today or tomorrow: it is said, but is no failure of this run (a stage that adds a repository by a script). */
  readonly isNote?: boolean;
}

/** Whether it makes the run end with 2. */
export function isFailure({ isNote }: RunError): boolean {
  return isNote !== true;
}

/** A problem of a settings file with its place. */
export function problemError({ path, text, span, message }: PlacedProblem, world: World): RunError {
  return errorAt({ span, message }, world.shownPath(path), lineIndex(text));
}

/** An error with its place in the text of a file. */
export function errorAt({ span, message, isNote }: Gap, path: string, lines: LineIndex): RunError {
  const { line, column } = lines.positionAt(span.start);
  return { path, message, at: { line: line + 1, column: column + 1 }, ...(isNote === true ? { isNote } : {}) };
}

/** A file of another kind, whatever its name, has trouble in every line. */
const MAX_GAPS = 50;

interface ReadText {
  readonly path: string;
  readonly shown: string;
  readonly text: string;
  readonly before: readonly RunError[];
}

/** What went wrong in front of a text, and what of it could not be read. */
export function errorsOf({ before, path, shown, text }: ReadText, found: readonly Gap[]): readonly RunError[] {
  if (found.length === 0) return before;
  // A workflow may be called compose-deploy.yml: nobody took it for a Compose file.
  const isNamedSo = roleOfName(nameOf(path)) !== undefined;
  const gaps = found.map((gap) => (gap.isForeign && isNamedSo ? { ...gap, isNote: true as const } : gap));
  const lines = lineIndex(text);
  const errors = [...before, ...gaps.slice(0, MAX_GAPS).map((gap) => errorAt(gap, shown, lines))];
  const left = gaps.slice(MAX_GAPS);
  if (left.length === 0) return errors;
  const isNote = left.every((gap) => gap.isNote === true);
  return [...errors, { path: shown, message: `and ${left.length} more of these`, isNote }];
}

/** How an error is said on standard error. */
export function errorText({ path, message, at }: RunError): string {
  const place = at === undefined ? "" : `:${at.line}:${at.column}`;
  return `${path}${place}: ${message}`;
}
