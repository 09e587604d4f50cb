import type { Reach } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Asked, PinAnswer } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import { answerTo, type Desk } from "./answer.ts";
import { type Budget, LOOKUP_LIMITS, type LookupLimits, newBudget } from "./budget.ts";
import { newTraffic } from "./counted-world.ts";
import { digestQuestion, withDigest } from "./ground.ts";
import { newJobs } from "./jobs.ts";
import { keptAnswers } from "./kept-answers.ts";
import { keyOf } from "./key.ts";
import { newLogins } from "./logins.ts";
import type { Permission, Resolver } from "./resolver.ts";
import { sharedValues } from "./shared-values.ts";

/** What the user did that a look-up follows from. */
export type Gesture = "code-action" | "command" | "cli-flag" | "schedule";

/** One asker of one question, or of many: all that are asked with the same object share its budget of requests, bytes and time. */
export interface Asking {
  readonly gesture: Gesture;
  readonly settings: LookupSettings;
  /** Leaving is for this asker alone; the last one to leave ends the work. */
  readonly signal: AbortSignal;
  /** Whether the user agrees to this. `network` plans are agreed to by the gesture itself; tools, containers and builds ask. */
  may(permission: Permission): Promise<boolean>;
  progress?(message: string): void;
  /** Answers that were kept before this asking began are not taken. */
  readonly revalidates?: boolean;
}

/** Joins equal questions, keeps to the limits, remembers answers. One for each process. */
export interface Broker {
  resolve(query: PinQuery, asking: Asking): Promise<PinAnswer>;
  /** What is remembered, however old (`evidence.at`); asks nobody. */
  known(query: PinQuery, settings: LookupSettings): Promise<PinAnswer | undefined>;
  /** Forgets every answer and all that is kept on the disk. */
  clear(): Promise<void>;
  /** What was asked of anybody since the start, oldest first; the last ten thousand. */
  log(): readonly LogEntry[];
}

export type LogEntry = Asked & { readonly at: string };

export interface BrokerParts {
  readonly reach: Reach;
  now(): Date;
  readonly resolvers: readonly Resolver[];
  /** For tests. */
  readonly limits?: Partial<LookupLimits>;
}

/** The broker of this process. */
export function newBroker(parts: BrokerParts): Broker {
  const limits = { ...LOOKUP_LIMITS, ...parts.limits };
  const now = () => parts.now().getTime();
  const traffic = newTraffic(parts.reach, limits, now);
  const answers = keptAnswers(parts.reach.store, now);
  const logins = newLogins();
  const key = (query: PinQuery, settings: LookupSettings) => keyOf(query, settings, logins.of(query, settings));
  const shared = sharedValues(now);
  const desk: Desk = { parts, limits, traffic, answers, logins, shared, jobs: newJobs(), log: [] };
  const budgets = new WeakMap<Asking, Budget>();
  return {
    resolve(query, asking) {
      const budget = budgets.get(asking) ?? newBudget(limits, now());
      budgets.set(asking, budget);
      return answerTo(desk, query, { asking, budget, question: { requests: 0 }, trail: [] });
    },
    async known(query, settings) {
      const first = digestQuestion(query);
      const digest = first === undefined ? undefined : await answers.any(key(first, settings));
      const grounded = digest === undefined ? query : (withDigest(query, digest) ?? query);
      return answers.any(key(grounded, settings));
    },
    async clear() {
      answers.clear();
      desk.shared.clear();
      traffic.down.clear();
      await parts.reach.store.clear();
    },
    log: () => desk.log,
  };
}
