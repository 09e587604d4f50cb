import type { Lookups } from "../../server/src/engine/lookups.ts";
import type { LookupSettings } from "../../server/src/pin/lookup-settings.ts";
import type { Evidence, Pin, PinAnswer, PinState } from "../../server/src/pin/pin.ts";
import type { PinQuery } from "../../server/src/pin/query.ts";
import type { Broker } from "../../server/src/resolve/broker.ts";
import { STANDARD_SETTINGS } from "./lookup-world.ts";

const EVIDENCE: Evidence = {
  asked: [{ host: "registry.example", what: "a made-up question", via: "https" }],
  at: "2026-01-01T00:00:00.000Z",
  checks: [],
  caveats: [],
};

/** An answer with these pins, the first one recommended. */
export function found(pins: readonly Omit<Pin, "lasts" | "recommended">[], state?: PinState): PinAnswer {
  const whole = pins.map((pin, index): Pin => ({ ...pin, lasts: "within-release", recommended: index === 0 }));
  return { ok: true, pins: whole, ...(state === undefined ? {} : { state }), evidence: EVIDENCE };
}

export function notFound(message: string): PinAnswer {
  return { ok: false, reason: "not-found", message, evidence: EVIDENCE };
}

/** A broker that answers at once what it is told to, and notes what it was asked. */
export function madeUpBroker(answer: (query: PinQuery) => PinAnswer | Promise<PinAnswer>): {
  readonly broker: Broker;
  readonly queries: readonly PinQuery[];
} {
  const queries: PinQuery[] = [];
  const broker: Broker = {
    async resolve(query) {
      queries.push(query);
      return await answer(query);
    },
    known: () => Promise.resolve(undefined),
    clear: () => Promise.resolve(),
    log: () => [],
  };
  return { broker, queries };
}

/** Look-ups of a command line that is told what the answers are. */
export function madeUpLookups(
  answer: (query: PinQuery) => PinAnswer | Promise<PinAnswer>,
  settings: Partial<LookupSettings> = {},
  signal: AbortSignal = new AbortController().signal,
): Lookups & { readonly queries: readonly PinQuery[] } {
  const { broker, queries } = madeUpBroker(answer);
  return {
    broker,
    queries,
    platform: { os: "linux", arch: "amd64" },
    asking: {
      gesture: "cli-flag",
      settings: { ...STANDARD_SETTINGS, ...settings },
      signal,
      may: () => Promise.resolve(false),
    },
  };
}
