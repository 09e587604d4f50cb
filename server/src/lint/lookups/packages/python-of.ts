import type { Call } from "../../../knowledge/call.ts";
import { distributionPython, imageRuntime, isImageOf } from "../../../knowledge/distros/pythons.ts";
import type { ImageReference } from "../../../knowledge/image-reference.ts";
import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { InstallUse, SourceRun, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import type { LanguageQuery } from "../../../pin/query.ts";
import type { Span } from "../../../text/span.ts";
import { callAt } from "../../call-at.ts";
import { once } from "../../once.ts";
import { mayBringPython, mayReplaceArchive, systemPackages } from "./other-python.ts";
import {
  chosenPython,
  expandedAt,
  folderOf,
  isInterpreterOf,
  isProgramOf,
  type OwnPython,
  ownEnvironments,
  type Point,
  versionIn,
} from "./python-place.ts";
import { toldVariable } from "./told-variable.ts";

/** How the managers of Python are told which one they install for. Sources: their manuals. */
interface Selectors {
  readonly options: readonly string[];
  readonly variables: readonly string[];
}

const SELECTORS: ReadonlyMap<ManagerId, Selectors> = new Map([
  ["pip", { options: ["--python-version", "--python"], variables: ["PIP_PYTHON_VERSION", "PIP_PYTHON"] }],
  ["pipx", { options: ["--python"], variables: ["PIPX_DEFAULT_PYTHON"] }],
  ["uv", { options: ["--python", "-p", "--python-version"], variables: ["UV_PYTHON"] }],
]);

type SaidRuntime = Pick<LanguageQuery, "runtime">;

const NOT_KNOWN: SaidRuntime = { runtime: {} };

/**
 * Which Python installs the packages of a command of pip, pipx or uv: as it says itself, else that of an image that is made for Python (which
 * is asked for it), else that of the distribution, as long as nothing in front of the command may bring another. Of other
 * managers nothing is said.
 */
export const pythonOf = once(findPython);

/** Each command looks through all RUNs in front of it; behind more than these it is not known what they bring. */
const MAX_RUNS = 1000;

function findPython(
  { manager, command }: InstallUse,
  stage: Stage,
  reference: ImageReference | undefined,
): SaidRuntime {
  const selectors = SELECTORS.get(manager);
  if (selectors === undefined) return {};
  const point: Point = { stage, offset: command.start };
  const found = callAt(stage, point.offset);
  const runs = lineage(stage).reduce((count, { sources }) => count + sources.runs.length, 0);
  if (found === undefined || runs > MAX_RUNS) return NOT_KNOWN;
  const { call, run } = found;
  if (call.programWord !== undefined) return NOT_KNOWN;
  const image = reference === undefined ? undefined : pythonOfImage(reference);
  const own: OwnPython = image ?? { version: undefined, folders: [] };
  const environments = ownEnvironments(point, own);
  const chosen = chosenBy(call, selectors, point);
  if (chosen !== undefined && !isInterpreterOf(chosen, own, environments))
    return said(versionIn(chosen.slice(chosen.lastIndexOf("/") + 1)));
  const version = programVersion(call.program);
  if (version !== undefined) return said(version);
  const folder = folderOf(call, run, point);
  if (!isProgramOf(folder, own, environments) || isOfProject(command, run)) return NOT_KNOWN;
  if (mayBringPython(point, own, environments)) return NOT_KNOWN;
  if (image?.distribution === undefined) return {};
  const isOfEnvironment = folder !== undefined && !own.folders.includes(folder);
  const mayBePython2 = /^(?:pip|python)$/.test(call.program) && (image.needsNumber || hasPython2(point));
  if (mayBePython2 && !isOfEnvironment) return NOT_KNOWN;
  // uv fetches a Python where the image has none.
  if (manager === "uv" && !hasPython3(point)) return NOT_KNOWN;
  return mayReplaceArchive(point) ? NOT_KNOWN : said(image.version);
}

function said(version: string | undefined): SaidRuntime {
  return version === undefined ? NOT_KNOWN : { runtime: { version } };
}

/** Where Debian's python, those that are built from source, and environments of the system have their programs. */
const SYSTEM_FOLDERS = ["/usr/bin", "/bin", "/usr/local/bin"];

interface ImagePython extends OwnPython {
  /** It is the distribution's, and not one that the image is made for. */
  readonly distribution?: true;
  readonly needsNumber: boolean;
}

function pythonOfImage(reference: ImageReference): ImagePython | undefined {
  const version = imageRuntime(reference, "python");
  if (version !== undefined || isImageOf(reference, "python"))
    return { version, folders: ["/usr/local/bin"], needsNumber: false };
  const distribution = distributionPython(reference);
  return distribution && { ...distribution, folders: SYSTEM_FOLDERS, distribution: true };
}

/** What the command or a variable says; a version, a path, or anything else. */
function chosenBy(call: Call, { options, variables }: Selectors, point: Point): string | undefined {
  const words = call.args.map(({ text }) => text);
  const option = chosenPython(words, options);
  if (option !== undefined) return expandedAt(option, point);
  for (const name of variables) {
    const told = toldVariable(name, point);
    if (told !== undefined) return expandedAt(told.value ?? "", point);
  }
  return undefined;
}

/** `pip3.11`, `python3.8`, `pip-3.6`; of Python 2 there is one version left. */
function programVersion(program: string): string | undefined {
  const [, major, minor] = /^(?:python|pip)-?(\d)(?:\.(\d{1,2}))?$/.exec(program) ?? [];
  if (major === "2") return `2.${minor ?? "7"}`;
  return minor === undefined ? undefined : `${major}.${minor}`;
}

/** `uv add` and `uv run` take the Python that the project asks for. */
function isOfProject({ start, end }: Span, { source, offset }: SourceRun): boolean {
  const command = source.slice(start - offset, end - offset);
  return /^\S*uv\b/.test(command) && /\s(?:add|run)$/.test(command) && !/\btool\s+run$/.test(command);
}

function hasPython3(point: Point): boolean {
  return systemPackages(point).some((name) => /^python3?(?:$|-)|^py3-/.test(name));
}

/** Packages after which `python` and `pip` may be those of Python 2. */
function hasPython2(point: Point): boolean {
  return systemPackages(point).some((name) => /^python(?:$|2|-(?!.*is-python3$))/.test(name));
}
