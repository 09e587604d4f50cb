import type { ProjectFacts } from "../../fix/fix.ts";
import type { Files } from "../../outside/outside.ts";
import { joinPath, nameOf } from "../path.ts";
import { foldersInRepository } from "../repository.ts";
import { readGit } from "./git.ts";
import { licenceOfText } from "./licence-text.ts";
import { MANIFESTS, type ManifestFacts } from "./manifest.ts";
import { isLicence } from "./spdx.ts";

/**
 * What is known of the project around a Dockerfile: git, the nearest manifest and the licence file, read when a fix asks for
 * it. `folder` is that of the Dockerfile; the search ends at the repository's root.
 */
export function projectFacts(folder: string, files: Files): ProjectFacts {
  const folders = foldersOfProject(folder, files);
  const git = readGit(folder, files);
  const manifest = nearestManifest(folders, files);
  const remoteUrl = git?.remoteUrl ?? manifest?.repository;
  const named = manifest?.name ?? remoteUrl;
  const licence = manifest?.licence ?? licenceFile(folders, files);
  return {
    revision: git?.revision,
    branch: git?.branch,
    remoteUrl,
    get tag() {
      return git?.tag;
    },
    // npm's words for "none" and "see there", and free text, are no expressions. Source: npm, package.json, "license".
    licence: licence !== undefined && isLicence(licence) ? licence : undefined,
    // Without its scope, or its owner.
    title: named && nameOf(named),
    description: manifest?.description,
    version: manifest?.version,
  };
}

/** From `folder` to the repository's root; `folder` alone where there is no repository. */
function foldersOfProject(folder: string, files: Files): readonly string[] {
  const folders = foldersInRepository(folder, files);
  return folders.length === 0 ? [folder] : folders;
}

function nearestManifest(folders: readonly string[], files: Files): ManifestFacts | undefined {
  for (const folder of folders) {
    for (const [name, read] of MANIFESTS) {
      const text = files.readText(joinPath(folder, name));
      if (text.ok) return read(text.value);
    }
  }
  return undefined;
}

const LICENCE_NAMES: ReadonlySet<string> = new Set(
  ["license", "licence", "copying", "unlicense"].flatMap((name) => [name, `${name}.txt`, `${name}.md`]),
);

/** A folder with several licence files leaves open how they go together. */
function licenceFile(folders: readonly string[], files: Files): string | undefined {
  for (const folder of folders) {
    const listed = files.list(folder);
    const entries = listed.ok ? listed.value.filter(({ kind }) => kind === "file") : [];
    const all = entries.filter(({ name }) => /^(?:un)?licen[cs]e|^copying/i.test(name));
    const [only] = all.filter(({ name }) => LICENCE_NAMES.has(name.toLowerCase()));
    if (all.length > 1) return undefined;
    if (only === undefined) continue;
    const text = files.readText(joinPath(folder, only.name));
    return text.ok ? licenceOfText(text.value) : undefined;
  }
  return undefined;
}
