import type { Files } from "../outside/outside.ts";
import { type Config, EMPTY_CONFIG, type Extension } from "../settings/config.ts";
import { mergeConfigs } from "../settings/merge-configs.ts";
import { readHadolintYaml } from "../settings/read-hadolint-yaml.ts";
import { readSeaworthyYaml } from "../settings/read-seaworthy-yaml.ts";
import type { SettingProblem } from "../settings/setting-node.ts";
import { folderOf, foldersUpward, joinPath, nameOf, pathBelow } from "./path.ts";

/** A problem of a settings file; `span` is an offset range of `text`. */
export interface PlacedProblem extends SettingProblem {
  readonly path: string;
  readonly text: string;
}

/** Files that extend each other may be this many. */
const MAX_EXTENDS = 5;
/** So many are read, one that several extend as often as they do. */
const MAX_FILES = 100;

/** What stands in settings files, and what in them could not be followed. */
export interface ReadSettings {
  readonly config: Config;
  readonly problems: readonly PlacedProblem[];
}

/** Reads a settings file, ours or hadolint's by its name, and what it extends. `root` bounds the paths that it may extend. */
export async function readSettingsFile(path: string, root: string, files: Files): Promise<ReadSettings> {
  return await readChain([path], root, { files, filesLeft: MAX_FILES });
}

interface Reading {
  readonly files: Files;
  filesLeft: number;
}

/** `chain` ends with the file to read; before it stand those that led here. Its length is bounded. */
async function readChain(chain: readonly string[], root: string, reading: Reading): Promise<ReadSettings> {
  const { files } = reading;
  reading.filesLeft -= 1;
  const path = chain.at(-1) ?? "";
  const text = files.readText(path);
  if (!text.ok) {
    const problem = { path, text: "", span: { start: 0, end: 0 }, message: text.detail };
    return { config: EMPTY_CONFIG, problems: [problem] };
  }
  const isHadolint = nameOf(path).includes("hadolint");
  const read = await (isHadolint ? readHadolintYaml(text.value) : readSeaworthyYaml(text.value));
  let below = EMPTY_CONFIG;
  const problems: PlacedProblem[] = read.problems.map((problem) => ({ ...problem, path, text: text.value }));
  for (const extension of read.config.extends) {
    if (reading.filesLeft === 0) {
      const message = `"extends": more than ${MAX_FILES} files extend each other; this one is not read`;
      problems.push({ path, text: text.value, span: extension.span, message });
      break;
    }
    const found = locate(extension, path, root, files);
    const wrong = typeof found === "string" ? chainProblem(found, chain) : found.problem;
    if (typeof found !== "string" || wrong !== undefined) {
      problems.push({ path, text: text.value, span: extension.span, message: `"extends": ${wrong}` });
      continue;
    }
    // A package is bounded by its own folder, wherever it is installed or linked from.
    const extended = await readChain([...chain, found], isPath(extension) ? root : folderOf(found), reading);
    below = mergeConfigs(extended.config, below);
    problems.push(...extended.problems);
  }
  return { config: mergeConfigs(read.config, below), problems };
}

function chainProblem(path: string, chain: readonly string[]): string | undefined {
  if (chain.includes(path)) return "leads back to a file that is being read";
  return chain.length > MAX_EXTENDS ? `is more than ${MAX_EXTENDS} files deep` : undefined;
}

/** A package has no name like a file of YAML. */
function isPath({ from }: Extension): boolean {
  return from.startsWith("./") || from.startsWith("../") || (/\.ya?ml$/.test(from) && !from.startsWith("/"));
}

/** The path that an extension names, or what is wrong with it. */
function locate(extension: Extension, path: string, root: string, files: Files): string | { readonly problem: string } {
  const { from } = extension;
  return isPath(extension)
    ? locateFile(joinPath(folderOf(path), from), from, root, files)
    : locatePackage(from, folderOf(path), files);
}

function locateFile(target: string, from: string, root: string, files: Files): string | { readonly problem: string } {
  const outside = { problem: `"${from}" leads out of the repository` };
  if (pathBelow(root, target) === undefined) return outside;
  const real = files.realPath(target);
  const realRoot = files.realPath(root);
  if (!real.ok) return { problem: `"${from}" ${real.detail}` };
  return realRoot.ok && pathBelow(realRoot.value, real.value) === undefined ? outside : target;
}

/** Grammar of npm package names, so that a name cannot be a path. */
const PACKAGE_NAME = /^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/;

function locatePackage(name: string, folder: string, files: Files): string | { readonly problem: string } {
  if (name.length > 214 || !PACKAGE_NAME.test(name)) {
    return {
      problem: `"${name}" is neither a path from here ("./", "../", or the name of a YAML file) nor the name of a package`,
    };
  }
  for (const above of foldersUpward(folder)) {
    const candidate = joinPath(above, `node_modules/${name}/seaworthy.yaml`);
    if (files.kindOf(candidate) === "file") return candidate;
  }
  return { problem: `no package "${name}" with a seaworthy.yaml is installed` };
}
