import type { SourceEdit } from "../knowledge/source-changes.ts";
import { type Failure, failure, type Outcome, success } from "../outcome/outcome.ts";
import { matchesGlob } from "./glob.ts";

/** Files that say where packages come from, by path without the slash in front. */
export type SourceFiles = ReadonlyMap<string, string>;

const MAX_CHARACTERS = 1024 * 1024;

/** Puts changes over the files of the base image, in order. */
export function applyEdits(before: SourceFiles, edits: readonly SourceEdit[]): Outcome<SourceFiles> {
  const files = new Map(before);
  for (const edit of edits) {
    if (edit.kind === "unknown") return unknownSources(edit);
    const path = edit.path.replace(/^\/+/, "");
    const paths = [...files.keys()].filter((each) => matchesGlob(each, path));
    if (edit.kind === "substitute") {
      for (const each of paths) {
        const parts = (files.get(each) ?? "").split(edit.from);
        // Each of a few changes may make a text a thousand times longer.
        if (parts.length * edit.to.length > MAX_CHARACTERS) return unknownSources(edit);
        files.set(each, parts.join(edit.to));
      }
    } else if (edit.kind === "replace") {
      for (const each of paths) files.set(each, edit.text);
      if (paths.length === 0 && !path.includes("*")) files.set(path, edit.text);
    } else {
      const text = files.get(path) ?? "";
      files.set(path, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${edit.text}\n`);
    }
  }
  return success(files);
}

/** Nobody knows what this change makes of the files. */
export function unknownSources({ text }: SourceEdit): Failure {
  return failure("ambiguous", "Where packages come from", `is not known: ${text} changes it`);
}
