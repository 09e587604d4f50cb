import type { Call } from "../../knowledge/call.ts";
import { gitClone } from "../../knowledge/downloads/git.ts";
import { pathIn, workFolders } from "../../knowledge/downloads/work-folder.ts";
import type { Stage } from "../../model/build-model.ts";
import { targetOf } from "../../model/copied-files.ts";
import { lineage } from "../../model/lineage.ts";
import { workFolderOf } from "../../model/work-folder.ts";
import { callAt } from "../call-at.ts";
import { once } from "../once.ts";
import { variableAt } from "../run-environment.ts";

/**
 * Whether the go command at an offset, of an official image of Go 1.`minor`, may find a go.mod in its folder or in one above it. What
 * is there is told only of the folder that the image begins in: to others files may be moved or unpacked. Go 1.11 and 1.12 look for
 * none below the `src` of a GOPATH.
 */
export function mayBeInModule(offset: number, minor: number, stage: Stage): boolean {
  const { folderOf, isSource, here, elsewhere } = broughtTo(stage, minor);
  const found = callAt(stage, offset);
  const isMoved = found?.call.args.some(({ text }) => /^--?C\b/.test(text)) !== false;
  const folder = isMoved ? undefined : folderOf(found.call, found.run);
  if (minor <= 12 && isSource(folder)) return false;
  return (folder === FOLDER ? here : elsewhere) < offset;
}

/** Where the official images begin; it is their GOPATH, too. */
const FOLDER = "/go";

const foldersOf = once((calls: readonly Call[]) => workFolders(calls));

/** From where on files are brought that may be a module: to FOLDER or above it (`here`), and to any other place. */
const broughtTo = once((stage: Stage, minor: number) => {
  const own = variableAt("GOPATH", stage, stage.span.end);
  const gopath = own === undefined ? FOLDER : (own.value ?? "$");
  const isSource = (path: string | undefined) => path?.startsWith(`${gopath}/src/`) === true;
  const place = (folder: string | undefined, path: string | undefined) => {
    const known = path?.replace(/\$(?:GOPATH\b|\{GOPATH\})/, () => gopath) ?? "$";
    return /[$\\:]/.test(known) ? undefined : pathIn(folder, known);
  };
  const ofWorkdir = workFolderOf(stage);
  const folderAt = (offset: number) => place(FOLDER, ofWorkdir(offset));
  const folderOf = (call: Call, { offset, calls }: { readonly offset: number; readonly calls: readonly Call[] }) =>
    place(folderAt(offset), foldersOf(calls)(call));
  let here = Number.POSITIVE_INFINITY;
  let elsewhere = here;
  const bring = (start: number, path: string | undefined) => {
    if (path === undefined || path === "" || path === FOLDER) here = Math.min(here, start);
    if (minor > 12 || !isSource(path)) elsewhere = Math.min(elsewhere, start);
  };
  for (const { instructions, downloads } of lineage(stage)) {
    for (const instruction of instructions) {
      const { keyword, flags, span } = instruction;
      if (keyword === "COPY" || keyword === "ADD")
        bring(span.start, place(folderAt(span.start), targetOf(instruction)));
      if (flags.some(isBound)) bring(span.start, undefined);
    }
    for (const { span, run } of downloads) {
      const call = run?.calls[run.call];
      const path = call && gitClone(call)?.path;
      if (run !== undefined) bring(span.start, call && path && place(folderOf(call, run), path));
    }
  }
  return { folderOf, isSource, here, elsewhere };
});

/** A mount that brings files of the project, or of another stage. */
function isBound({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return name === "mount" && !/\btype=(?:cache|secret|ssh|tmpfs)\b/.test(value);
}
