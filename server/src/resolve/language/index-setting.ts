import type { ManagerId } from "../../knowledge/managers/manager.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";

/** Managers that read the index of another. */
const SHARED: ReadonlyMap<ManagerId, ManagerId> = new Map([
  ["pnpm", "npm"],
  ["yarn", "npm"],
  ["bun", "npm"],
  ["deno", "npm"],
  ["pipx", "pip"],
  ["uv", "pip"],
  ["mamba", "conda"],
  ["micromamba", "conda"],
  ["bundle", "gem"],
]);

/** The address that the settings name for a manager, or for the one whose index it reads. */
export function indexSetting({ indexes }: Pick<LookupSettings, "indexes">, manager: ManagerId): string | undefined {
  return indexes.get(manager) ?? indexes.get(SHARED.get(manager) ?? manager);
}
