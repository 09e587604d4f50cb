import type { Files, Reach } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Asked, PinAnswer } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import type { Plan, Resolver } from "./resolver.ts";

/** What the user did that a look-up follows from. */
export type Gesture = "code-action" | "command" | "cli-flag" | "schedule";

/** One asker of one question. */
export interface Asking {
  readonly gesture: Gesture;
  readonly settings: LookupSettings;
  /** Leaving is for this asker alone; the last one to leave ends the work. */
  readonly signal: AbortSignal;
  /** Whether the user agrees to this. `network` plans are agreed to by the gesture itself; tools, containers and builds ask. */
  may(plan: Plan): Promise<boolean>;
  progress?(message: string): void;
  /** Kept answers are checked again with whom they came from. */
  readonly revalidates?: boolean;
}

/** Joins equal questions, keeps to the limits, remembers answers. One for each process. */
export interface Broker {
  resolve(query: PinQuery, asking: Asking): Promise<PinAnswer>;
  /** What is remembered, however old (`evidence.at`); asks nobody. */
  known(query: PinQuery, settings: LookupSettings): Promise<PinAnswer | undefined>;
  /** Everything that was asked of anybody since the start, oldest first. */
  log(): readonly (Asked & { readonly at: string })[];
}

export interface BrokerParts {
  readonly reach: Reach;
  readonly files: Files;
  now(): Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly resolvers: readonly Resolver[];
}

export function newBroker(_parts: BrokerParts): Broker {
  throw new Error("not built yet");
}
