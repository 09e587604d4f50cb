import { failure, type Outcome } from "../outcome/outcome.ts";

/** What look-ups may cost. Bytes and time are those of what is said of values; files that are read for their sums are counted apart. */
export interface LookupLimits {
  readonly requestsAQuestion: number;
  readonly requestsAGesture: number;
  readonly bytesAGesture: number;
  readonly msAGesture: number;
  readonly requestsAHost: number;
  readonly requestsInAll: number;
  readonly containers: number;
  readonly tools: number;
  /** A host that could not be reached is not tried again for so long. */
  readonly downMs: number;
}

export const LOOKUP_LIMITS: LookupLimits = {
  requestsAQuestion: 30,
  requestsAGesture: 300,
  bytesAGesture: 256 * 1024 * 1024,
  msAGesture: 5 * 60_000,
  requestsAHost: 4,
  requestsInAll: 12,
  containers: 1,
  tools: 2,
  downMs: 30_000,
};

/** What one gesture of the user has cost so far; its questions share it. */
export interface Budget {
  /** ms since 1970. */
  readonly startedAt: number;
  /** Ends with the time of the gesture, which begins when somebody is to be asked. */
  deadline(): AbortSignal;
  /** Stops that clock until what is returned is called by everybody who stopped it. */
  pause(): () => void;
  requests: number;
  bytes: number;
  /** What the user was asked for already, and the answer: one modal for a tool, however many packages it is asked for. */
  readonly consents: Map<string, Promise<boolean>>;
}

/** What one question, with those that it asks on its way, has cost so far. */
export interface QuestionBudget {
  requests: number;
}

export function newBudget(limits: LookupLimits, startedAt: number): Budget {
  return {
    startedAt,
    ...pausableDeadline(limits.msAGesture),
    requests: 0,
    bytes: 0,
    consents: new Map(),
  };
}

function pausableDeadline(ms: number): Pick<Budget, "deadline" | "pause"> {
  let ending: AbortController | undefined;
  let leftMs = ms;
  let pauses = 0;
  let running: { readonly timer: NodeJS.Timeout; readonly since: number } | undefined;

  function run(): void {
    running = { timer: setTimeout(() => ending?.abort(), leftMs).unref(), since: performance.now() };
  }
  return {
    deadline() {
      if (ending === undefined) {
        ending = new AbortController();
        if (pauses === 0) run();
      }
      return ending.signal;
    },
    pause() {
      pauses += 1;
      if (running !== undefined) {
        clearTimeout(running.timer);
        leftMs -= performance.now() - running.since;
        running = undefined;
      }
      return () => {
        pauses -= 1;
        if (pauses === 0 && ending !== undefined) run();
      };
    },
  };
}

/** Counts a request; a failure when it may not be made any more. */
export function spendRequest(
  limits: LookupLimits,
  budget: Budget,
  question: QuestionBudget,
  host: string,
): Outcome<never> | undefined {
  if (question.requests >= limits.requestsAQuestion)
    return failure("limit", host, `is not asked: ${limits.requestsAQuestion} requests for one value are the limit`);
  if (budget.requests >= limits.requestsAGesture)
    return failure(
      "limit",
      host,
      `is not asked: ${limits.requestsAGesture} requests at a time are the limit; go on with fewer`,
    );
  question.requests += 1;
  budget.requests += 1;
  return undefined;
}

export function overBytes(limits: LookupLimits, host: string): Outcome<never> {
  const megabytes = Math.round(limits.bytesAGesture / 1024 / 1024);
  return failure("limit", host, `is not read on: ${megabytes} MB at a time are the limit; go on with fewer`);
}

/** What is said when the time of a gesture is over. */
export function overTime(limits: LookupLimits): string {
  return `The look-ups were stopped after ${limits.msAGesture / 60_000} minutes, the limit for one go; what was found is kept, so go on from here.`;
}
