import assert from "node:assert/strict";
import type { LookupSettings } from "../../server/src/pin/lookup-settings.ts";
import type { LookupWorld } from "../../server/src/resolve/resolver.ts";
import { NO_REACH } from "./no-reach.ts";

/** What holds when nothing is configured. */
export const STANDARD_SETTINGS: LookupSettings = {
  pinStyle: "exact",
  freezesStages: false,
  minimumReleaseAgeDays: 3,
  mirrors: new Map(),
  insecureRegistries: [],
  indexes: new Map(),
  order: ["index", "tool", "container", "third-party"],
  thirdParty: true,
  platforms: ["linux/amd64", "linux/arm64"],
  engine: undefined,
};

/** A world on 15 June 2026 in which only what is given answers. */
export function lookupWorld(parts: Partial<LookupWorld> = {}): LookupWorld {
  return {
    ...NO_REACH,
    now: () => new Date("2026-06-15T12:00:00Z"),
    settings: STANDARD_SETTINGS,
    signal: new AbortController().signal,
    progress: () => undefined,
    agrees: async () => false,
    ask: async () => assert.fail("nobody is asked on the way"),
    shared: async (_key, _freshMs, make) => await make(),
    ...parts,
  };
}
