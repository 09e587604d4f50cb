import assert from "node:assert/strict";
import { failure, success } from "../../server/src/outcome/outcome.ts";
import type { Http, Run } from "../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../server/src/pin/lookup-settings.ts";
import type { LookupWorld } from "../../server/src/resolve/resolver.ts";

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

const NOTHING: Http = {
  async fetch({ url }) {
    return failure("unreachable", new URL(url).host, "is not there in this test");
  },
  async stream({ url }) {
    return failure("unreachable", new URL(url).host, "is not there in this test");
  },
};

const NO_PROGRAMS: Run = {
  async run({ program }) {
    return failure("not-found", program, "is not installed");
  },
};

/** A world on 15 June 2026 in which only what is given answers. */
export function lookupWorld(parts: Partial<LookupWorld> = {}): LookupWorld {
  return {
    http: NOTHING,
    run: NO_PROGRAMS,
    credentials: { of: async () => success(undefined) },
    store: { read: async () => undefined, write: async () => undefined, clear: async () => undefined },
    now: () => new Date("2026-06-15T12:00:00Z"),
    settings: STANDARD_SETTINGS,
    npm: { registryOf: async () => failure("not-found", "npm", "names no registry") },
    signal: new AbortController().signal,
    progress: () => undefined,
    agrees: async () => false,
    ask: async () => assert.fail("nobody is asked on the way"),
    shared: async (_key, _freshMs, make) => await make(),
    ...parts,
  };
}
