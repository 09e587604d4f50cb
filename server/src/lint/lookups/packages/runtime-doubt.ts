import { imageRuntime, isImageOf } from "../../../knowledge/distros/pythons.ts";
import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { LanguageQuery } from "../../../pin/query.ts";

/**
 * Managers that pass over releases which do not fit what is there, while those who are asked do not always tell which fit. cargo, go
 * and dotnet take the newest release and fail where it does not fit, pnpm and Yarn warn: a pin to it changes nothing for them. Sources: the
 * installer sets of RubyGems, LuaRocks' manifests (one for each Lua), PEAR's REST client; rust-lang/cargo #10903.
 */
const CHOOSERS: ReadonlyMap<ManagerId, string> = new Map([
  ["gem", "Ruby of the image"],
  ["bundle", "Ruby of the image"],
  ["composer", "PHP of the image"],
  ["pecl", "PHP of the image"],
  ["luarocks", "Lua of the image"],
  ["conda", "rest of the environment"],
  ["mamba", "rest of the environment"],
  ["micromamba", "rest of the environment"],
]);

/** Managers of which those who are asked tell what fits, given the version of what installs it. */
const RUNTIMES: ReadonlyMap<ManagerId, "Python" | "Node"> = new Map([
  ["pip", "Python"],
  ["pipx", "Python"],
  ["uv", "Python"],
  ["npm", "Node"],
]);

/** Why the newest version may be one that the build cannot install, though without a version it could; a clause for a title. */
export function runtimeDoubt({ manager, base, runtime, range = "" }: LanguageQuery): string | undefined {
  const chosenBy = CHOOSERS.get(manager);
  if (chosenBy !== undefined) return `whether it fits the ${chosenBy} is not known`;
  const installer = RUNTIMES.get(manager);
  // A tag of npm names its version, whatever that wants.
  if (installer === undefined || (installer === "Node" && /^[a-z]{2,}$/i.test(range))) return undefined;
  const unknown = `the ${installer} that installs it is not known`;
  if (runtime !== undefined) return runtime.version === undefined ? unknown : undefined;
  if (base === undefined) return unknown;
  const name = installer.toLowerCase();
  const isTold = isImageOf(base.reference, name) || imageRuntime(base.reference, name) !== undefined;
  return isTold ? undefined : unknown;
}
