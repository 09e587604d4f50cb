import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import { ARCHITECTURE_ENDINGS } from "../../../knowledge/managers/rpm-word.ts";
import type { SourceEdit } from "../../../knowledge/source-changes.ts";
import type { BuildModel } from "../../../model/build-model.ts";
import type { LanguageQuery, OsQuery } from "../../../pin/query.ts";
import { instructionAt } from "../../instruction-at.ts";
import { isRepository } from "../../packages/repository-word.ts";
import { baseOf } from "../base-of.ts";
import type { PinSetup } from "../pin-setup.ts";
import { indexesOf } from "./indexes.ts";
import { nodeOf } from "./node-of.ts";
import type { PlacedPackage } from "./package-at.ts";
import { pythonOf } from "./python-of.ts";
import { textBefore } from "./so-far.ts";
import { sourceChangesBefore } from "./source-edits.ts";

/** Package managers of distributions, as questions name them. */
const OS_MANAGERS: ReadonlyMap<ManagerId, OsQuery["manager"]> = new Map([
  ["apt", "apt"],
  ["apk", "apk"],
  ["yum", "rpm"],
  ["dnf", "rpm"],
  ["microdnf", "rpm"],
  ["tdnf", "rpm"],
  ["zypper", "zypper"],
]);

/** Managers whose versions nobody can be asked for, and why. */
const SILENT_MANAGERS: ReadonlyMap<ManagerId, string> = new Map([
  ["pacman", "The repositories of pacman keep one version of each package: take an archive of one day instead."],
  ["R", "An R repository keeps one version of each package: take a repository snapshot of one day instead."],
  ["choco", "Chocolatey runs on Windows alone: `choco search --exact NAME` there tells the version."],
  ["pixi", "Pixi's channels are not asked: `pixi search NAME` tells the version."],
  ["winget", "winget runs on Windows alone: `winget show --versions --id NAME` there tells the version."],
]);

/** A question as far as the word and its command tell: of a distribution's package its sources are still to be found. */
export type PackageSubject = Omit<OsQuery, "edits" | "soFar"> | LanguageQuery;

/** What to ask for a package word, as `packageSubject` with the sources of its stage. */
export function packageQuery(
  placed: PlacedPackage,
  model: BuildModel,
  setup: PinSetup,
  current?: string,
): OsQuery | LanguageQuery | string {
  const subject = packageSubject(placed, setup, current);
  return typeof subject === "string" ? subject : withSources(subject, placed, { model, setup });
}

/** The whole question. Finding what the file does to its package sources reads the stage: only for a question that is asked. */
export function withSources(
  subject: PackageSubject,
  placed: PlacedPackage,
  { model, setup }: { readonly model: BuildModel; readonly setup: PinSetup },
): OsQuery | LanguageQuery {
  return subject.kind === "language" ? subject : { ...subject, ...sourcesOf(placed, model, setup) };
}

/** The question as far as what is offered depends on it: the indexes of apk, where a file adds some or puts others in their place. */
export function withIndexes(
  subject: Omit<OsQuery, "edits" | "soFar">,
  placed: PlacedPackage,
  { model, setup }: { readonly model: BuildModel; readonly setup: PinSetup },
): OsQuery {
  const { install, stage } = placed;
  const isChanged = subject.manager === "apk" && (install.sources.length > 0 || stage.sources.isForeign);
  return { ...subject, edits: isChanged ? sourcesOf(placed, model, setup).edits : [] };
}

/**
 * What is asked for; a sentence: why nobody can be asked, since a part of the word, the base or an index is not known, or it is no
 * package of an index at all.
 */
export function packageSubject(placed: PlacedPackage, setup: PinSetup, current?: string): PackageSubject | string {
  const { use, install, stage } = placed;
  const { name, spec } = use;
  if (use.dynamic || !isPlain(name) || name.includes("["))
    return "What is installed is not known before the build: a variable or a pattern names it.";
  if (install.isFromGit === true || isRepository(spec, use.manager) || JSR.test(spec))
    return "It comes from an address and not from an index: a commit or a checksum pins it.";
  const base = baseOf(stage, setup);
  const asks = current === undefined ? {} : { current };
  const manager = OS_MANAGERS.get(use.manager);
  if (manager !== undefined) {
    // What the word says goes before what holds for the command.
    const release = releaseOf(spec, use.manager) ?? use.release;
    if (manager === "zypper" && isOfRepository(spec.slice(0, spec.indexOf(name))))
      return "It is taken from one repository alone, and nobody is asked for the versions of that.";
    if (base === undefined) return "The image that the stage is built on is not known, and so are its package sources.";
    if (release !== undefined && !isPlain(release))
      return "The release that it is taken from is not known before the build.";
    const architecture = architectureOf(spec, name, manager);
    return {
      kind: "os",
      manager,
      name,
      ...(architecture === undefined ? {} : { architecture }),
      ...(release === undefined ? {} : { release }),
      base,
      ...asks,
    };
  }
  const { sources, isBeside } = indexesOf(placed, setup);
  const silence = SILENT_MANAGERS.get(use.manager);
  if (silence !== undefined) return silence;
  if (!sources.every((source) => source !== undefined && isPlain(source)))
    return "The index that it is taken from is not known before the build.";
  const range = use.version === undefined || current !== undefined ? {} : { range: use.version };
  const below = base === undefined ? {} : { base };
  const named = { sources: sources.filter((source) => source !== undefined), ...(isBeside && { isBeside }) };
  const said = { ...pythonOf(install, stage, base?.reference), ...nodeOf(install, stage) };
  return { kind: "language", manager: use.manager, name, ...range, ...named, ...below, ...said, ...asks };
}

/** An alias of a registry that npm's index does not have. */
const JSR = /(?:^|@)jsr:/;

/** No blank, variable, pattern, brace or quote in it, and no mark of a task of apt. */
function isPlain(text: string): boolean {
  return text !== "" && !/[\s$`'"\\*?^(){}<>|;]/.test(text);
}

/** apt's `name/release`, apk's `name@tag`. */
function releaseOf(spec: string, manager: ManagerId): string | undefined {
  if (manager === "apk") return /@([\w.-]+)/.exec(spec)?.[1];
  return manager === "apt" && !spec.includes("=") ? /\/([^/]+)$/.exec(spec)?.[1] : undefined;
}

/** What stands in front of a name of zypper is a repository, where it is no type: `repository:name`, `package:name`, `+name`. */
function isOfRepository(before: string): boolean {
  return before.endsWith(":") && before !== "package:";
}

/** `libc6:i386` of apt, `glibc.i686` of rpm and zypper. */
function architectureOf(spec: string, name: string, manager: OsQuery["manager"]): string | undefined {
  if (manager === "apt") {
    const written = /:([a-z0-9-]+)(?:[=/]|$)/.exec(spec.slice(spec.indexOf(name)))?.[1] ?? "";
    // apt takes its own for them. Source: a try with 2.6.
    return /^(?:any|all|native)?$/.test(written) ? undefined : written;
  }
  if (manager === "apk") return undefined;
  const behind = spec.slice(spec.indexOf(name) + name.length);
  const isHere = (ending: string) => spec.endsWith(ending) || (manager === "zypper" && behind.startsWith(ending));
  return ARCHITECTURE_ENDINGS.find(isHere)?.slice(1);
}

/**
 * What the file does to the sources of the base image before the command, and the sources that the command itself names. Where a
 * script does something unknown, only a build up to the command would know; the command's own sources it would not.
 */
function sourcesOf(
  { use, install, stage }: PlacedPackage,
  model: BuildModel,
  { build }: PinSetup,
): Pick<OsQuery, "edits" | "soFar"> {
  const command = use.command.start;
  const changes = sourceChangesBefore(stage, command);
  const named = install.sources.map((source): SourceEdit => {
    if (install.manager !== "apk" || !isPlain(source)) return { kind: "unknown", text: source };
    return { kind: "add", path: "/etc/apk/repositories", text: source };
  });
  const edits = [...changes.map(({ span, ...edit }) => edit), ...named];
  const isAskable = install.manager !== "apk" && named.length === 0;
  const isBuilt = build !== undefined && isAskable && edits.some(({ kind }) => kind === "unknown");
  if (!isBuilt) return { edits };
  const run = instructionAt(stage, command);
  const isWithin = changes.some(({ span }) => run !== undefined && span.start >= run.span.start);
  const text = textBefore(command, stage, model, isWithin);
  return text === undefined ? { edits } : { edits, soFar: { ...build, text } };
}
