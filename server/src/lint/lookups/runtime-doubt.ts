import { imageRuntime, isImageOf } from "../../knowledge/distros/pythons.ts";
import type { ManagerId } from "../../knowledge/managers/manager.ts";
import type { LanguageQuery } from "../../pin/query.ts";

const PYTHON = "the Python that installs it is not known";

/** Managers of packages of Python. */
const PYTHONS: ReadonlySet<ManagerId> = new Set(["pip", "pipx", "uv"]);

/** Why the newest version may be one that the build cannot install, though without a version it could; a clause for a title. */
export function runtimeDoubt({ manager, base, runtime }: LanguageQuery): string | undefined {
  if (!PYTHONS.has(manager)) return undefined;
  if (runtime !== undefined) return runtime.version === undefined ? PYTHON : undefined;
  if (base === undefined) return PYTHON;
  const isTold = isImageOf(base.reference, "python") || imageRuntime(base.reference, "python") !== undefined;
  return isTold ? undefined : PYTHON;
}
