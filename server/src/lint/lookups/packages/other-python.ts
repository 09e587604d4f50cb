import type { Call } from "../../../knowledge/call.ts";
import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { InstallUse, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import {
  chosenPython,
  expandedAt,
  isInterpreterOf,
  isProgramOf,
  isVersionOf,
  type OwnPython,
  type Point,
  type RunBefore,
  runsBefore,
  versionIn,
} from "./python-place.ts";
import { sourceChangesBefore } from "./source-edits.ts";

type Instruction = Stage["instructions"][number];

/** What is asked of a place in the file. */
interface Asked {
  readonly point: Point;
  readonly own: OwnPython;
  readonly environments: ReadonlySet<string>;
}

/** Whether something in front of a point may put another Python in the place of the own one. */
export function mayBringPython(point: Point, own: OwnPython, environments: ReadonlySet<string>): boolean {
  const asked: Asked = { point, own, environments };
  return (
    runsBefore(point).some((run) => isOther(run, asked)) ||
    systemPackages(point).some((name) => namesOther(name, own)) ||
    instructionsBefore(point).some((instruction) => changesPython(instruction, asked))
  );
}

/** The address of a mirror, without a release in it. */
const MIRROR = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/?(?:(?:debian|ubuntu|alpine)(?:-\w+)?\/?)?$/i;

/** Whether packages of the distribution may come from elsewhere, and Python with them. Another mirror of the same archive is none. */
export function mayReplaceArchive({ stage, offset }: Point): boolean {
  const isMirrored = sourceChangesBefore(stage, offset).every(
    (change) => change.kind === "substitute" && MIRROR.test(change.from) && MIRROR.test(change.to),
  );
  return (
    !isMirrored || lineage(stage).some(({ installs }) => installs.some((install) => mayChooseOther(install, offset)))
  );
}

/** Packages of another repository; or unknown ones where some of them put their Python in the place of the standard one. */
function mayChooseOther({ manager, sources, command, packages }: InstallUse, offset: number): boolean {
  if (command.start >= offset) return false;
  if (manager === "apk") return sources.length > 0;
  return RPM_MANAGERS.has(manager) && packages.some(({ dynamic }) => dynamic);
}

const RPM_MANAGERS: ReadonlySet<ManagerId> = new Set(["yum", "dnf", "microdnf"]);

const SYSTEM_MANAGERS: ReadonlySet<ManagerId> = new Set([
  ...["apt", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper", "pacman"],
]);

/** Names of the distribution's packages that are installed in front of a point. */
export function systemPackages({ stage, offset }: Point): readonly string[] {
  return lineage(stage).flatMap(({ packages }) =>
    packages.flatMap(({ manager, name, command }) =>
      SYSTEM_MANAGERS.has(manager) && command.start < offset ? [name] : [],
    ),
  );
}

/** Programs and places that bring or choose a Python. */
const BRINGERS =
  /pyenv|\b(?:ana|mini)?conda|\b(?:micro)?mamba|deadsnakes|\basdf\b|\bmise\b|\brye\b|\bbrew\b|\bnix-|pypy|cpython|python-build/i;

function isOther({ text, calls, run }: RunBefore, asked: Asked): boolean {
  if (BRINGERS.test(text) || namesOther(text, asked.own)) return true;
  if (calls.some((call) => choosesOther(call, asked))) return true;
  // What a shell is told of its programs ends with the RUN.
  if (text.length === run.source.length) return false;
  const paths = assignedPaths(text).map((path) => expandedAt(path, asked.point));
  paths.push(...calls.flatMap(({ environment }) => environment.get("PATH") ?? []));
  return paths.some((path) => putsOtherInFront(path, asked)) || calls.some((call) => activatesOther(call, asked));
}

/** Programs that know a short name of `--python`. */
const MAKERS: ReadonlySet<string> = new Set(["uv", "virtualenv"]);

function choosesOther({ program, args, environment }: Call, asked: Asked): boolean {
  const words = args.map(({ text }) => text);
  if (program === "uv" && words.find((word) => !word.startsWith("-")) === "python") return true;
  if (program.endsWith("alternatives") && words.some((word) => word.includes("python"))) return true;
  const option = chosenPython(words, MAKERS.has(program) ? ["--python", "-p"] : ["--python"]);
  const chosen = option ?? (program === "uv" ? environment.get("UV_PYTHON") : undefined);
  return (chosen !== undefined && !isChosenOwn(chosen, asked)) || namesOther(words.join(" "), asked.own);
}

/** `. FOLDER/activate` of an environment that the own Python has not made. */
function activatesOther({ program, args }: Call, { own, environments }: Asked): boolean {
  const folder =
    program === "." || program === "source" ? /^(.*)\/activate$/.exec(args[0]?.text ?? "")?.[1] : undefined;
  return folder !== undefined && !isProgramOf(folder, own, environments);
}

/** A version, a program, or an environment of the own Python. */
function isChosenOwn(chosen: string, { own, environments, point }: Asked): boolean {
  const version = versionIn(chosen);
  if (version !== undefined) return isVersionOf(own, version);
  const path = expandedAt(chosen, point);
  return environments.has(path) || isInterpreterOf(path, own, environments);
}

/** `python3.9`, `python39`, `rh-python38`, `Python-3.12.1.tgz`; one in a variable may be any. */
const VERSIONED = /python-?(?:(\d)(?:\.(\d{1,2})|(\d{1,2}))|[\d.]*["']?\$)/gi;

/** Whether a text names a Python that is certainly, or possibly, another. */
function namesOther(text: string, own: OwnPython): boolean {
  for (const [, major, minor, joined] of text.matchAll(VERSIONED)) {
    if (major === undefined || !isVersionOf(own, `${major}.${minor ?? joined ?? ""}`)) return true;
  }
  return false;
}

function assignedPaths(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|[\s;&(])PATH=("[^"]*"|'[^']*'|[^\s;&]*)/g)].map(([, value = ""]) => value);
}

/** Folders of programs that are no interpreters. */
const OF_TOOLS = /\/(?:\.local|\.cargo|\.poetry|\.bun|\.deno|go|node|node_modules\/\.bin)(?:\/bin)?$/;
const OF_SYSTEM: ReadonlySet<string> = new Set([
  ...["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"],
]);

/** Whether a value of PATH finds a Python of another folder before that of the system. */
function putsOtherInFront(path: string, { own, environments }: Asked): boolean {
  for (const folder of path.split(":")) {
    if (folder === "$PATH" || folder === "${PATH}") return false;
    if (OF_SYSTEM.has(folder)) continue;
    if (folder !== "" && !OF_TOOLS.test(folder) && !isProgramOf(folder, own, environments)) return true;
  }
  return false;
}

function instructionsBefore({ stage, offset }: Point): readonly Instruction[] {
  return lineage(stage).flatMap(({ instructions }) => instructions.filter(({ span }) => span.start < offset));
}

function changesPython(instruction: Instruction, asked: Asked): boolean {
  const { keyword, body } = instruction;
  switch (keyword) {
    case "COPY":
    case "ADD":
      return copiesOther(instruction, asked.own);
    case "ENV": {
      const path = /(?:^|\s)PATH(?:=|\s+)("[^"]*"|'[^']*'|\S+)/.exec(body.text)?.[1];
      return BRINGERS.test(body.text) || (path !== undefined && putsOtherInFront(expandedAt(path, asked.point), asked));
    }
    default:
      return false;
  }
}

/** Folders that hold more than one program when they are copied as a whole. */
const WHOLE = /^(?:\/(?:usr(?:\/local)?)?|.*\/bin|\/opt)\/?$/;

/** Whether files that come from another image may be a Python that is found. */
function copiesOther({ flags, body }: Instruction, own: OwnPython): boolean {
  const from = flags.find(({ name }) => name === "from");
  if (from === undefined) return false;
  const words = body.text.split(/\s+/).filter((word) => word !== "");
  const target = words.at(-1) ?? "";
  return (
    /python|pypy|conda/i.test(from.value ?? "") ||
    namesOther(body.text, own) ||
    words.some((word) => /\/(?:python|pip)[\d.]*$/.test(word)) ||
    words.slice(0, -1).some((word) => WHOLE.test(word)) ||
    /^\/(?:usr(?:\/local)?\/?)?$/.test(target)
  );
}
