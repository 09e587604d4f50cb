import type { ManagerId } from "../../knowledge/managers/manager.ts";
import { pythonName } from "../../knowledge/python-name.ts";
import type { PackageUse } from "../../model/build-model.ts";
import { PACKAGE_TYPES, type Package, type PackageType } from "../package.ts";

/** Managers by the type of what they install. Each stands once. */
const MANAGERS: Readonly<Partial<Record<PackageType, readonly ManagerId[]>>> = {
  deb: ["apt"],
  apk: ["apk"],
  rpm: ["yum", "dnf", "microdnf", "tdnf", "zypper"],
  npm: ["npm", "yarn", "pnpm", "bun", "deno"],
  pypi: ["pip", "pipx", "uv"],
  gem: ["gem", "bundle"],
  golang: ["go"],
  cargo: ["cargo"],
  composer: ["composer"],
  nuget: ["dotnet"],
  conda: ["conda", "mamba", "micromamba"],
  cran: ["R"],
};

const TYPES: ReadonlyMap<ManagerId, PackageType> = new Map(
  PACKAGE_TYPES.flatMap((type) => (MANAGERS[type] ?? []).map((manager) => [manager, type] as const)),
);

/** True when a word of an install command names this package. */
export function namesPackage(use: PackageUse, found: Package): boolean {
  return keyOfWord(use) === keyOfPackage(found);
}

/** Equal for what is one package but for its version. */
export function keyOfPackage({ type, name }: Pick<Package, "type" | "name">): string {
  return `${type} ${plainName(name, type)}`;
}

/** That of the package which a word of an install command names; undefined where its manager's packages are not told. */
export function keyOfWord({ manager, name }: PackageUse): string | undefined {
  const type = TYPES.get(manager);
  return type && keyOfPackage({ type, name });
}

/** A name as its index compares it. NuGet and Packagist take any letter case. */
function plainName(name: string, type: PackageType): string {
  if (type === "pypi") return pythonName(name);
  return type === "nuget" || type === "composer" ? name.toLowerCase() : name;
}
