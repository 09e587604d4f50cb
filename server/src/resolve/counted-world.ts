import { failure, type Outcome } from "../outcome/outcome.ts";
import type { Command, CommandResult, Http, HttpHead, HttpRequest, Reach, Run } from "../outside/outside.ts";
import type { Asked } from "../pin/pin.ts";
import { type Budget, type LookupLimits, overBytes, type QuestionBudget, spendRequest } from "./budget.ts";
import { hideLogins } from "./hide-logins.ts";
import type { Plan } from "./resolver.ts";
import { newSlots, type Slots } from "./slots.ts";

/** What all look-ups of a process share on their way out. */
export interface Traffic {
  readonly reach: Reach;
  readonly limits: LookupLimits;
  readonly now: () => number;
  readonly all: Slots;
  readonly containers: Slots;
  readonly tools: Slots;
  readonly hosts: Map<string, Slots>;
  /** Origin → since when it cannot be reached, and what was said of it. */
  readonly down: Map<string, { readonly at: number; readonly outcome: Outcome<never> }>;
}

/** On whose account it goes. */
export interface Account {
  readonly budget: Budget;
  readonly question: QuestionBudget;
  readonly signal: AbortSignal;
  /** What was learned before (ms) does not count; undefined: all does. */
  readonly since: number | undefined;
  /** Notes who is asked, before it happens. */
  note(asked: Asked): void;
}

export function newTraffic(reach: Reach, limits: LookupLimits, now: () => number): Traffic {
  return {
    reach,
    limits,
    now,
    all: newSlots(limits.requestsInAll),
    containers: newSlots(limits.containers),
    tools: newSlots(limits.tools),
    hosts: new Map(),
    down: new Map(),
  };
}

/** The network, counted and noted. What is read for its sums alone has its own cap and time-out, and the time of the gesture waits for it. */
export function countedHttp(traffic: Traffic, account: Account): Http {
  const { budget } = account;
  const { http } = traffic.reach;
  return {
    fetch: (request) =>
      throughSlots(traffic, account, request, async (capped) => {
        const outcome = await http.fetch(capped);
        if (outcome.ok) budget.bytes += outcome.value.body.length;
        return outcome;
      }),
    stream: (request, take) =>
      throughSlots(traffic, account, request, async (capped) => {
        if (request.isContent !== true) {
          return await http.stream(capped, (chunk) => {
            budget.bytes += chunk.length;
            return take(chunk);
          });
        }
        const goOn = budget.pause();
        try {
          return await http.stream(capped, take);
        } finally {
          goOn();
        }
      }),
  };
}

async function throughSlots<T extends HttpHead>(
  traffic: Traffic,
  account: Account,
  request: HttpRequest,
  act: (capped: HttpRequest) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { limits } = traffic;
  const { origin, host, via } = placeOf(request.url);
  const down = traffic.down.get(origin);
  if (down !== undefined && isStillDown(traffic, account, down.at)) return down.outcome;
  const room = request.isContent === true ? Number.POSITIVE_INFINITY : limits.bytesAGesture - account.budget.bytes;
  const spent = room <= 0 ? overBytes(limits, host) : spendRequest(limits, account.budget, account.question, host);
  if (spent !== undefined) return spent;
  const leave = await placeAt(traffic, origin, request.signal);
  if (leave === undefined) return failure("cancelled", host, "was not asked");
  try {
    account.note({ host, what: request.what, via });
    const outcome = await act({ ...request, maxBytes: Math.min(request.maxBytes, room) });
    if (outcome.ok) noteHops(account, request, outcome.value);
    else if (outcome.reason === "limit" && outcome.retryAt === undefined && room < request.maxBytes)
      return overBytes(limits, host);
    else if (outcome.reason === "unreachable" && outcome.asked === host)
      traffic.down.set(origin, { at: traffic.now(), outcome: failure("unreachable", host, outcome.detail) });
    return outcome;
  } finally {
    leave();
  }
}

/** A question that wants news asks a host again that was down before its gesture. */
function isStillDown({ now, limits }: Traffic, { since }: Account, at: number): boolean {
  return (since === undefined || at >= since) && at <= now() && now() < at + limits.downMs;
}

/** A place at the host, then one among all: who waits for a busy host takes no place from others. */
async function placeAt(traffic: Traffic, origin: string, signal: AbortSignal): Promise<(() => void) | undefined> {
  const slots = traffic.hosts.get(origin) ?? newSlots(traffic.limits.requestsAHost);
  traffic.hosts.set(origin, slots);
  const leaveHost = await slots.take(signal);
  if (leaveHost === undefined) return undefined;
  const leaveAll = await traffic.all.take(signal);
  if (leaveAll === undefined) {
    leaveHost();
    return undefined;
  }
  return () => {
    leaveAll();
    leaveHost();
  };
}

function noteHops(account: Account, { url, what }: HttpRequest, { hops }: HttpHead): void {
  const first = placeOf(url).host;
  for (const { host, via } of hops.map(placeOf)) if (host !== first) account.note({ host, what, via });
}

function placeOf(url: string): { readonly origin: string; readonly host: string; readonly via: "https" | "http" } {
  if (!URL.canParse(url)) return { origin: url, host: url, via: "https" };
  const { origin, host, protocol } = new URL(url);
  return { origin, host, via: protocol === "http:" ? "http" : "https" };
}

/** The programs that a plan names, a few at a time. Where the plan is to ask the network, none is started: nobody agreed to it. */
export function countedRun(traffic: Traffic, account: Account, plan: Plan): Run {
  return {
    async run(command: Command): Promise<Outcome<CommandResult>> {
      const program = command.program.split(/[/\\]/).at(-1) ?? command.program;
      if (plan.needs === "network")
        return failure("refused", program, "is not started: the look-up was to ask the network alone");
      const slots = plan.needs === "tool" ? traffic.tools : traffic.containers;
      const leave = await slots.take(command.signal);
      if (leave === undefined) return failure("cancelled", program, "was not started");
      // A package list in a container, or a build, has a time-out of its own.
      const goOn = plan.needs === "tool" ? undefined : account.budget.pause();
      try {
        account.note({ host: program, what: wordsOf(command.args), via: plan.needs === "tool" ? "tool" : "container" });
        return await traffic.reach.run.run(command);
      } finally {
        goOn?.();
        leave();
      }
    },
  };
}

const MAX_SHOWN = 200;

function wordsOf(args: readonly string[]): string {
  const words = hideLogins(args.join(" ").slice(0, 10 * MAX_SHOWN));
  return words.length > MAX_SHOWN ? `${words.slice(0, MAX_SHOWN)}…` : words;
}
