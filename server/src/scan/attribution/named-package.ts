import type { ManagerId } from "../../knowledge/managers/manager.ts";
import { pythonName } from "../../knowledge/python-name.ts";
import type { PackageUse } from "../../model/build-model.ts";
import type { Package, PackageType } from "../package.ts";

/** Managers by the type of what they install. */
const MANAGERS: Readonly<Partial<Record<PackageType, readonly ManagerId[]>>> = {
  deb: ["apt"],
  apk: ["apk"],
  rpm: ["yum", "dnf", "microdnf", "tdnf", "zypper"],
  npm: ["npm", "yarn", "pnpm", "bun"],
  pypi: ["pip", "pipx", "uv"],
  gem: ["gem", "bundle"],
  golang: ["go"],
  cargo: ["cargo"],
  composer: ["composer"],
  nuget: ["dotnet"],
  conda: ["conda", "mamba", "micromamba"],
  cran: ["R"],
};

/** True when a word of an install command names this package. */
export function namesPackage({ manager, name }: PackageUse, { type, name: found }: Package): boolean {
  return MANAGERS[type]?.includes(manager) === true && plainName(name, type) === plainName(found, type);
}

/** A name as its index compares it. NuGet and Packagist take any letter case. */
function plainName(name: string, type: PackageType): string {
  if (type === "pypi") return pythonName(name);
  return type === "nuget" || type === "composer" ? name.toLowerCase() : name;
}
