import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { HttpHead, HttpRequest, HttpResponse, Reach } from "../../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../../server/src/pin/lookup-settings.ts";
import type { PinAnswer } from "../../../server/src/pin/pin.ts";
import type { GitQuery, ImageQuery, OsQuery } from "../../../server/src/pin/query.ts";
import { type Asking, type Broker, type BrokerParts, newBroker } from "../../../server/src/resolve/broker.ts";
import type { LookupWorld, Plan, Resolution, Resolver } from "../../../server/src/resolve/resolver.ts";
import { STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { memoryStore } from "../../harness/osv-database.ts";

/** A world whose hosts answer as told, and what was asked of it. */
export interface MadeUpReach extends Reach {
  /** Addresses and programs, in order. */
  readonly asked: string[];
  /** Entries of its store. */
  readonly kept: Map<string, Uint8Array>;
}

/** What a host answers; by default 200 and `body`. */
export type Answering = (request: HttpRequest) => Promise<Outcome<HttpResponse>> | Outcome<HttpResponse>;

/** An answer with this body. */
export function answered(url: string, body = "body", hops: readonly string[] = [url]): Outcome<HttpResponse> {
  const head: HttpHead = { status: 200, url: hops.at(-1) ?? url, hops, headers: new Map() };
  return success({ ...head, body: Buffer.from(body) });
}

/** Makes a world; `kept` may be that of an earlier one. */
export function madeUpReach(
  answer: Answering = ({ url }) => answered(url),
  kept = new Map<string, Uint8Array>(),
): MadeUpReach {
  const asked: string[] = [];
  const fetch = async (request: HttpRequest) => {
    asked.push(request.url);
    return answer(request);
  };
  return {
    ...NO_REACH,
    asked,
    kept,
    store: memoryStore(kept),
    http: {
      fetch,
      async stream(request, take) {
        const outcome = await fetch(request);
        if (outcome.ok) take(outcome.value.body);
        return outcome;
      },
    },
    run: {
      run: async ({ program, args }) => {
        asked.push([program, ...args].join(" "));
        return success({ status: 0, output: "", errors: "" });
      },
    },
  };
}

/** A clock that a test sets. */
export interface Clock {
  ms: number;
}

/** What a made-up resolver does; it knows everything unless `plan` says otherwise. */
export interface MadeUpResolver {
  readonly plan?: Resolver["plan"];
  resolve(world: LookupWorld, query: Parameters<Resolver["resolve"]>[0]): Promise<Resolution>;
}

/** A broker over made-up parts. */
export function brokerOf(
  resolvers: readonly MadeUpResolver[],
  reach: Reach,
  clock: Clock = { ms: Date.parse("2030-01-01T00:00:00Z") },
  limits: BrokerParts["limits"] = {},
): Broker {
  return newBroker({
    reach,
    limits,
    now: () => new Date(clock.ms),
    resolvers: resolvers.map(({ plan = () => NETWORK, resolve }) => ({
      plan,
      resolve: (query, world) => resolve(world, query),
    })),
  });
}

/** A plan that the gesture itself agrees to. */
export const NETWORK: Plan = { needs: "network", hosts: ["host.example"] };

/** A resolution with one pin. */
export function pinned(text: string, freshMs = 600_000): Resolution {
  const pin = { style: "commit", text, lasts: "while-archived", recommended: true } as const;
  return { ok: true, pins: [pin], checks: ["tls-only"], caveats: [], freshMs };
}

/** Asks an address, and answers with its body. */
export async function askHost(world: LookupWorld, url: string, freshMs?: number): Promise<Resolution> {
  const outcome = await world.http.fetch({ url, maxBytes: 1_000_000, what: "ref", signal: world.signal });
  if (outcome.ok) return pinned(Buffer.from(outcome.value.body).toString(), freshMs);
  return { ok: false, reason: outcome.reason, message: `${outcome.asked} ${outcome.detail}.` };
}

/** Somebody who asks by a code action; tools are refused. */
export function asker(given: Partial<Asking> = {}): Asking {
  return {
    gesture: "code-action",
    settings: lookupSettings(),
    signal: new AbortController().signal,
    may: async () => false,
    ...given,
  };
}

/** Settings as they are by default. */
export function lookupSettings(given: Partial<LookupSettings> = {}): LookupSettings {
  return { ...STANDARD_SETTINGS, pinStyle: "wildcard", platforms: ["linux/amd64"], ...given };
}

/** A question for the commit of a ref. */
export function gitQuery(name = "app"): GitQuery {
  return { kind: "git", url: `https://host.example/${name}`, ref: "main" };
}

/** A question for a tag. */
export function imageQuery(given: Partial<ImageQuery["reference"]> = {}): ImageQuery {
  const reference = { registry: "docker.io", repository: "library/debian", tag: "12", digest: undefined, ...given };
  return { kind: "image", reference, platform: { os: "linux", arch: "amd64" }, want: "pin" };
}

/** A question for a package of Debian 12. */
export function osQuery(given: Partial<OsQuery> = {}): OsQuery {
  const { reference, platform } = imageQuery();
  return { kind: "os", manager: "apt", name: "curl", base: { reference, platform }, edits: [], ...given };
}

/** Who was asked for what, a line for each. */
export function hostsAsked({ evidence }: PinAnswer): readonly string[] {
  return evidence.asked.map(({ host, what, via }) => `${host} ${what} ${via}`);
}

/** An answer in a line: its recommended pin, or reason and message. */
export function told(answer: PinAnswer): string {
  if (!answer.ok) return `${answer.reason}: ${answer.message}`;
  return answer.pins.find(({ recommended }) => recommended)?.text ?? "none";
}

/** A failure as a host's. */
export function failed(reason: Parameters<typeof failure>[0], host = "host.example"): Outcome<never> {
  return failure(reason, host, "is as told");
}

/** A promise that is settled by hand. */
export function byHand<T>(): { readonly promise: Promise<T>; settle(value: T): void } {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle: (value) => settle(value) };
}

/** Lets everything that can go on go on. */
export function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
