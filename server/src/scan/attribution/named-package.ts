import type { ManagerId } from "../../knowledge/managers/manager.ts";
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
};

/** True when a word of an install command names this package. Names of PyPI are compared as PEP 503 says. */
export function namesPackage({ manager, name }: PackageUse, { type, name: found }: Package): boolean {
  const plain = (text: string) => (type === "pypi" ? text.toLowerCase().replaceAll(/[-_.]+/g, "-") : text);
  return MANAGERS[type]?.includes(manager) === true && plain(name) === plain(found);
}
