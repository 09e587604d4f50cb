import type { PackageRuleId } from "../../knowledge/managers/manager.ts";
import { BIOCONDUCTOR_PIN, isRepositoryOfOneDay } from "../../knowledge/managers/r.ts";
import type { BuildModel, InstallUse, PackageUse, Stage } from "../../model/build-model.ts";
import { callAt } from "../call-at.ts";
import type { Finding } from "../rule.ts";
import { isConstrained, runEnvironment } from "../run-environment.ts";
import { type GoMode, goAdvice, goModeOf } from "./go-mode.ts";
import { installedTools } from "./installed-tools.ts";
import { misreadRange } from "./misread-range.ts";
import { type ProjectFiles, projectFiles } from "./project-files.ts";
import { isRepository } from "./repository-word.ts";

/** What the ten package rules have in common: each word of their managers that names no version. A list, since most of the ten find nothing. */
export function unpinned(model: BuildModel, id: PackageRuleId): readonly Finding[] {
  const findings: Finding[] = [];
  for (const stage of model.stages) {
    const installs = stage.installs.filter(({ rule, packages }) => rule === id && packages.length > 0);
    if (installs.length === 0) continue;
    const around: Around = {
      stage,
      text: model.text,
      environment: runEnvironment(stage),
      files: projectFiles(stage),
      isInstalled: installedTools(stage),
    };
    for (const install of installs) if (!isFrozen(install, stage)) addUnpinned(findings, install, around);
  }
  return findings;
}

/** What of its stage a package is judged by. */
interface Around {
  readonly stage: Stage;
  readonly text: string;
  readonly environment: ReturnType<typeof runEnvironment>;
  readonly files: ProjectFiles;
  readonly isInstalled: (name: string, offset: number) => boolean;
}

function addUnpinned(findings: Finding[], install: InstallUse, around: Around): void {
  const { stage, text, isInstalled } = around;
  const { start } = install.command;
  const isOfOneDay = install.manager === "R" && isRepositoryOfOneDay(install.sources);
  const isHeld = isOfOneDay || isConstrained(install, around.environment);
  const mode = install.rule === "go-unpinned" ? goModeOf(install, stage, text) : undefined;
  const takesSources = (mode === "old" || mode === "off") && !isUpdating(start, stage);
  for (const use of install.packages) {
    if (use.pinned !== "no" || use.range || isOfProject(use, install, around)) continue;
    const isOfGit = install.isFromGit || isRepository(use.spec, use.manager);
    // Neither a constraint file nor an index holds a branch.
    if (isHeld && !isOfGit) continue;
    if (use.pin === BIOCONDUCTOR_PIN && isOfRelease(use, stage)) continue;
    if (use.version === undefined && (mode === "local" || (takesSources && isInstalled(use.name, start)))) continue;
    findings.push({
      span: use.span,
      message: isOfGit ? `${use.spec} moves: name a commit or a version tag` : messageFor(use, install, text, mode),
      fixes: NO_FIXES,
      group: install.command,
      stage: stage.index,
    });
  }
}

const NO_FIXES: Finding["fixes"] = [];

/** `curl has no version: write curl=VERSION`. */
function messageFor(use: PackageUse, { packages }: InstallUse, text: string, mode: GoMode | undefined): string {
  const { spec, name, version, pin } = use;
  // Conda's channel stands in front.
  const named = spec.startsWith(name) ? name : spec.slice(0, Math.max(0, spec.indexOf(name))) + name;
  const instead = goAdvice(mode, name);
  if (instead !== undefined) return `${spec} ${version === undefined ? "has no version" : "moves"}, and ${instead}`;
  if (version !== undefined)
    return `${spec} moves: write ${pin.replace("N", () => named)}${buildBehind(spec, named.length, version)}`;
  if (PATTERN.test(name)) return `${spec} takes all that match, in any version: name the packages with their versions`;
  // `pkgconfig(foo)` and `libfoo.so.1` of rpm, braces that a shell expands, `lamp-server^` and `^lib` of apt.
  if (/(?<!\$)[({]|\^|\.so\.\d/.test(name))
    return `${spec} stands for packages of other names, in any version: name them with their versions`;
  // A name with a variable in it stays as it is written.
  const parts = partsBehind(spec, named);
  // `glibc-VERSION.i686`, but of zypper `glibc.i686=VERSION`.
  const isLast = parts.startsWith(".") && pin === "N-VERSION";
  const written = spec.includes(name) ? named + (isLast ? "" : parts) : spec;
  const isShared = pin.startsWith("N -") && packages.length > 1;
  const place = isShared ? ", in a command of its own" : isLast ? parts : "";
  const advice = `write ${pin.replace("N", () => written)}${place}`;
  const misread = misreadRange(use, text);
  if (misread === undefined) return `${spec} has no version: ${advice}`;
  const range = text.slice(misread.start, misread.end);
  const quotes = READS_RANGES.has(use.rule) ? `put quotes around ${spec}${range}, or ` : "";
  return `${spec} has no version, since the shell takes ${range} as a redirection: ${quotes}${advice}`;
}

/** A sign of a pattern, outside of variables: `libssl1.*`, `libicu[0-9][0-9]`, `php?-cli`; of apt also `a|b`, `g\+\+-12`. */
const PATTERN = /^[^$`]*[*?[|\\]|\*[^*})`]*$/;

/** Rules whose managers read a range that stands in the word itself. */
const READS_RANGES: ReadonlySet<PackageUse["rule"]> = new Set([
  "pip-unpinned",
  "conda-unpinned",
  "apk-unpinned",
  "npm-unpinned",
]);

/** `=openblas` of conda's `blas=*=openblas`: which build is wanted, whatever its version. */
function buildBehind(spec: string, nameEnd: number, version: string): string {
  const at = spec.indexOf(`=${version}=`, nameEnd);
  return at < 0 ? "" : spec.slice(at + 1 + version.length);
}

/**
 * What a name keeps beside its version: the extras of `uvicorn[standard]`, the tag of `tool@edge`, the architecture of `libc6:i386`, without
 * the release that may stand behind that.
 */
function partsBehind(spec: string, name: string): string {
  if (!spec.startsWith(name)) return "";
  const [parts = ""] = spec.slice(name.length).split("/", 1);
  return parts.length > 1 && "[@:.".includes(parts.charAt(0)) ? parts : "";
}

/** An apt archive of one day has one version of each package. */
export function isFrozen({ manager, command }: InstallUse, { sources }: Stage): boolean {
  return manager === "apt" && (sources.snapshotFrom ?? Number.POSITIVE_INFINITY) <= command.start;
}

/** A command in front has chosen the release of Bioconductor. */
function isOfRelease({ version, command: { start } }: PackageUse, { installs }: Stage): boolean {
  const isChosen = ({ manager, release, command }: InstallUse) =>
    manager === "R" && release !== undefined && command.start <= start;
  return version === undefined && installs.some(isChosen);
}

/** `go get -u`: newer sources are fetched, whatever is there. */
function isUpdating(offset: number, stage: Stage): boolean {
  return callAt(stage, offset)?.call.args.some(({ text }) => /^--?u\b/.test(text)) === true;
}

/** `npx tool` runs the dependency of a package.json that is there, or what was installed before, `go run path` the version of go.mod. */
function isOfProject(
  { name, version }: PackageUse,
  { manifests, command: { start } }: InstallUse,
  { files, isInstalled }: Around,
): boolean {
  if (version !== undefined || manifests === undefined) return false;
  return manifests.some((manifest) => files.mayBeCopied(manifest, start)) || isInstalled(name, start);
}
