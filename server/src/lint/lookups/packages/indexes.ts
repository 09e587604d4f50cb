import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { PinSetup } from "../pin-setup.ts";
import { type Setting, settingsFor } from "./index-settings.ts";
import type { PlacedPackage } from "./package-at.ts";
import type { Point } from "./python-place.ts";
import { toldVariable } from "./told-variable.ts";

/** Variables by which a manager is told of indexes. Sources: the manuals of pip, uv, npm, Yarn and go; of pnpm 12, Bun and Yarn 1 tried. */
interface IndexVariables {
  /** The first that is set counts. */
  readonly instead: readonly string[];
  readonly beside: readonly string[];
  /** Those by which files or settings are named that nobody reads here. */
  readonly unread?: readonly string[];
}

const OF_PIP: IndexVariables = {
  instead: ["PIP_INDEX_URL"],
  beside: ["PIP_EXTRA_INDEX_URL"],
  unread: ["PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"],
};
const OF_NPM = ["NPM_CONFIG_REGISTRY", "npm_config_registry"];

const INDEX_VARIABLES: ReadonlyMap<ManagerId, IndexVariables> = new Map([
  ["pip", OF_PIP],
  ["pipx", OF_PIP],
  [
    "uv",
    {
      instead: ["UV_DEFAULT_INDEX", "UV_INDEX_URL"],
      beside: ["UV_INDEX", "UV_EXTRA_INDEX_URL"],
      unread: ["UV_NO_INDEX", "UV_FIND_LINKS", "UV_CONFIG_FILE"],
    },
  ],
  ["npm", { instead: OF_NPM, beside: [], unread: ["NPM_CONFIG_USERCONFIG", "npm_config_userconfig"] }],
  // From 11 on pnpm reads its own name alone, and not that of npm.
  ["pnpm", { instead: ["PNPM_CONFIG_REGISTRY", "pnpm_config_registry", ...OF_NPM], beside: [] }],
  ["yarn", { instead: ["YARN_REGISTRY", "yarn_registry", "YARN_NPM_REGISTRY_SERVER", ...OF_NPM], beside: [] }],
  ["bun", { instead: ["BUN_CONFIG_REGISTRY", ...OF_NPM], beside: [] }],
  ["deno", { instead: OF_NPM, beside: [] }],
  ["go", { instead: ["GOPROXY"], beside: [] }],
]);

interface Indexes {
  /** The standard one first, where another takes its place; an undefined one is set, but to what is not known. */
  readonly sources: readonly (string | undefined)[];
  readonly isBeside?: true;
}

/** The indexes that a command names, those that variables set for it, and those of the managers' settings: the former go first. */
export function indexesOf({ use, install, stage }: PlacedPackage, { contextText }: PinSetup): Indexes {
  const { instead = [], beside = [], unread = [] } = INDEX_VARIABLES.get(use.manager) ?? {};
  const point: Point = { stage, offset: use.command.start };
  const valuesOf = (name: string) => valuesAt(name, point);
  const isUnread = unread.some((name) => {
    const told = toldVariable(name, point);
    return told !== undefined && told.value !== "/dev/null";
  });
  if (isUnread) return { sources: [undefined] };
  const kept = settingsFor(use, stage, contextText);
  const isReplaced = install.sources.length > 0 && install.isBeside !== true;
  const standard = isReplaced ? [] : firstOf(instead, valuesOf, keptValues(kept.findLast(({ isBeside }) => !isBeside)));
  const more = keptValues(kept.findLast(({ isBeside }) => isBeside));
  const sources = [...standard, ...install.sources, ...beside.flatMap((name) => valuesOf(name) ?? []), ...more];
  return {
    sources: sources.map(withoutName),
    ...(sources.length > 0 && !isReplaced && standard.length === 0 && { isBeside: true }),
  };
}

/** `pytorch=https://…`, as uv names an index. */
function withoutName(source: string | undefined): string | undefined {
  return source?.replace(/^[\w.-]+=(?=https?:)/, "");
}

type Values = readonly (string | undefined)[];

function firstOf(names: readonly string[], valuesOf: (name: string) => Values | undefined, otherwise: Values): Values {
  for (const name of names) {
    const values = valuesOf(name);
    if (values !== undefined) return values;
  }
  return otherwise;
}

/** What a variable is set to, divided; `[undefined]` where that is not known. */
function valuesAt(name: string, point: Point): Values | undefined {
  const told = toldVariable(name, point);
  return told && divided(told.value);
}

function divided(value: string | undefined): Values {
  return value?.split(/[\s,|]+/).filter((part) => part !== "") ?? [undefined];
}

function keptValues(setting: Setting | undefined): Values {
  return setting === undefined ? [] : divided(setting.value);
}
