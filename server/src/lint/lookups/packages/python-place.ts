import type { Call } from "../../../knowledge/call.ts";
import type { SourceRun, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import { variableAt } from "../../run-environment.ts";

/** A point of a stage: everything in front of it, in the stage and in those that it is built from, has been done. */
export interface Point {
  readonly stage: Stage;
  readonly offset: number;
}

/** The Python that `python3` is as long as nobody puts another one in front. */
export interface OwnPython {
  /** `3.10`, `3.10.4`; undefined: the image is made for Python, but does not say which. */
  readonly version: string | undefined;
  /** Where its programs are. */
  readonly folders: readonly string[];
}

/** A RUN with what of it lies in front of a point. */
export interface RunBefore {
  readonly text: string;
  readonly calls: readonly Call[];
  readonly run: SourceRun;
}

/** The RUNs in front of a point, the nearest stage first. */
export function runsBefore({ stage, offset }: Point): readonly RunBefore[] {
  return lineage(stage).flatMap((each) =>
    each.sources.runs.flatMap((run) => {
      const end = each === stage ? offset - run.offset : Number.POSITIVE_INFINITY;
      if (end <= 0) return [];
      const calls = run.calls.filter(({ span }) => span.start < end);
      return [{ text: run.source.slice(0, end), calls, run }];
    }),
  );
}

/** What ENV and ARG have set a variable to at a point; undefined: nothing, or it is not known. */
function valueAt(name: string, { stage, offset }: Point): string | undefined {
  return variableAt(name, stage, offset)?.value;
}

/** A word of a script or an ENV with its quotes removed and known variables put in. */
export function expandedAt(word: string, point: Point): string {
  return word
    .replace(/["']/g, "")
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced, plain) => valueAt(braced ?? plain, point) ?? written);
}

/** A version as pip, uv and pipx are told it: `3.11`, `python3.11`, `cpython@3.11.4`. */
export function versionIn(value: string): string | undefined {
  const [, major, minor] = /^(?:(?:c?python)[-@]?)?(\d)\.(\d{1,2})(?:\.\d+)?$/.exec(value) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
}

/** Whether `3.10` is the version that an own Python of `3.10` or `3.10.4` has. */
export function isVersionOf({ version }: OwnPython, other: string): boolean {
  return version !== undefined && `${version}.`.startsWith(`${other}.`);
}

/** The folders of virtual environments that the own Python has made in front of a point. */
export function ownEnvironments(point: Point, own: OwnPython): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { calls, run } of runsBefore(point)) {
    for (const call of calls) {
      const folder = environmentMade(call, own);
      if (folder !== undefined && isProgramOf(folderOf(call, run, point), own, found)) found.add(plainFolder(folder));
    }
  }
  return found;
}

/** `python3 -m venv DIR`, `virtualenv DIR`, `uv venv`: the folder; undefined where it may be of another Python. */
function environmentMade({ program, args }: Call, own: OwnPython): string | undefined {
  const words = args.map(({ text }) => text);
  const isVersioned = /^python\d?$/.test(program) || isVersionOf(own, versionIn(program) ?? "");
  const isModule = isVersioned && words[0] === "-m" && (words[1] === "venv" || words[1] === "virtualenv");
  if (!isModule && program !== "virtualenv" && !(program === "uv" && words[0] === "venv")) return undefined;
  const rest = words.slice(isModule ? 2 : program === "uv" ? 1 : 0);
  const chosen = chosenPython(rest, ["--python", "-p"]);
  if (chosen !== undefined && !isVersionOf(own, versionIn(chosen) ?? "")) return undefined;
  const folder = rest.find((word) => !word.startsWith("-") && word !== chosen);
  return folder ?? (program === "uv" ? ".venv" : undefined);
}

/** The value of the first of these options. */
export function chosenPython(words: readonly string[], options: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const option = options.find((each) => word === each || word.startsWith(`${each}=`));
    if (option !== undefined) return word === option ? (words[index + 1] ?? "") : word.slice(option.length + 1);
  }
  return undefined;
}

/** The folder that a program is called in; undefined: it is looked for. */
export function folderOf({ programSpan }: Call, { source }: SourceRun, point: Point): string | undefined {
  const written = expandedAt(source.slice(programSpan.start, programSpan.end), point);
  const slash = written.lastIndexOf("/");
  return slash < 0 ? undefined : plainFolder(written.slice(0, slash));
}

/** Whether a program of this folder is of the own Python, given the environments that it has made. */
export function isProgramOf(folder: string | undefined, own: OwnPython, environments: ReadonlySet<string>): boolean {
  if (folder === undefined || own.folders.includes(folder)) return true;
  return folder.endsWith("/bin") && environments.has(folder.slice(0, -"/bin".length));
}

/** Whether a path, or a name that is looked for, is an interpreter of the own Python: `python3`, `/opt/venv/bin/python`. */
export function isInterpreterOf(path: string, own: OwnPython, environments: ReadonlySet<string>): boolean {
  const slash = path.lastIndexOf("/");
  if (!/^python3?$/.test(path.slice(slash + 1))) return false;
  return isProgramOf(slash < 0 ? undefined : plainFolder(path.slice(0, slash)), own, environments);
}

function plainFolder(path: string): string {
  const start = path.startsWith("./") ? 2 : 0;
  return path.endsWith("/") ? path.slice(start, -1) : path.slice(start);
}
