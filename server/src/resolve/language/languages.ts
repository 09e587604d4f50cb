import type { ManagerId } from "../../knowledge/managers/manager.ts";
import { cargo } from "../resolvers/cargo.ts";
import { composer } from "../resolvers/composer.ts";
import { conda } from "../resolvers/conda.ts";
import { gem } from "../resolvers/gem.ts";
import { go } from "../resolvers/go.ts";
import { luarocks } from "../resolvers/luarocks.ts";
import { npm, npmKin } from "../resolvers/npm.ts";
import { nuget } from "../resolvers/nuget.ts";
import { pecl } from "../resolvers/pecl.ts";
import { pip } from "../resolvers/pip.ts";
import { powershell } from "../resolvers/powershell.ts";
import { uv } from "../resolvers/uv.ts";
import type { Language } from "./language.ts";

/** The package managers whose versions are looked up, those of one index in one entry. */
export const languages: readonly Language[] = [
  npm,
  npmKin,
  pip,
  uv,
  conda,
  go,
  cargo,
  gem,
  composer,
  nuget,
  powershell,
  pecl,
  luarocks,
];

const BY_MANAGER: ReadonlyMap<ManagerId, Language> = new Map(
  languages.flatMap((language) => language.managers.map((manager) => [manager, language])),
);

/** How the packages of a manager are looked up; undefined: they are not. */
export function languageOf(manager: ManagerId): Language | undefined {
  return BY_MANAGER.get(manager);
}
