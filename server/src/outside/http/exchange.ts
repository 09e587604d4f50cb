import { type Dispatcher, request as send } from "undici";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { HttpHead, HttpRequest } from "../outside.ts";
import type { Connections } from "./connections.ts";
import { type HttpLimits, type Trouble, troubleOf } from "./network-failure.ts";
import { harmlessHeaders, nextHop } from "./redirect.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What all requests of a process share. */
export interface Client {
  readonly limits: HttpLimits;
  readonly connections: Connections;
  now(): number;
  /** Origin → time (ms) before which it wants no requests. */
  readonly closed: Map<string, number>;
}

/** A request on its way. */
export interface Errand {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly authorization: string | undefined;
  /** The asker's, and the end of `timeoutMs`. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** A passing trouble is left to another try when that is at most so far away; −1: this is the last try. */
  readonly maxWaitMs: number;
}

/** Where the bytes of an answer go. */
export interface Sink {
  /** False: enough. */
  take(chunk: Uint8Array): boolean | undefined;
  /** Forgets what was taken; undefined: that cannot be, so there is no other try after the first byte. */
  readonly restart: (() => void) | undefined;
}

/** What one try gave. `waitMs`: another may do better after so many ms. */
export interface Try {
  readonly outcome: Outcome<HttpHead>;
  readonly waitMs?: number;
}

/** An answer whose body was not read yet, or why there is none. */
type Answered =
  | {
      readonly ok: true;
      readonly answer: Dispatcher.ResponseData;
      /** The last of the hops. */
      readonly url: URL;
      readonly hops: readonly URL[];
      readonly proxy: string | undefined;
    }
  | ({ readonly ok: false } & Try);

/** A host that wants a longer pause is not waited for. */
export const MAX_WAIT_MS = 15_000;
const MAX_REDIRECTS = 5;
/** Statuses of a host that may answer otherwise a moment later. */
const PASSING_STATUSES = new Set([429, 502, 503, 504]);

/** One try of a request: its redirects, then the bytes of the last answer. */
export async function exchange(client: Client, errand: Errand, sink: Sink): Promise<Try> {
  const answered = await followHops(client, errand);
  if (!answered.ok) return answered;
  const { answer, url, hops, proxy } = answered;
  const { host } = url;
  const waitMs = PASSING_STATUSES.has(answer.statusCode)
    ? (retryAfterMs(headerOf(answer, "retry-after"), client.now()) ?? 0)
    : undefined;
  const until = waitMs !== undefined && waitMs > MAX_WAIT_MS ? client.now() + waitMs : undefined;
  if (until !== undefined) client.closed.set(url.origin, until);
  if (answer.statusCode === 429) {
    discard(answer);
    const tooOften = failure("limit", host, "says that it was asked too often; ask again later");
    return { outcome: until === undefined ? tooOften : closedUntil(until, host), waitMs: waitMs ?? 0 };
  }
  const head = success(headOf(answer, url, hops));
  if (waitMs !== undefined && waitMs <= errand.maxWaitMs) {
    discard(answer);
    return { outcome: head, waitMs };
  }
  const trouble = await readBody(client, errand, { answer, host, proxy, sink });
  return trouble ?? { outcome: head, ...(waitMs === undefined ? {} : { waitMs }) };
}

function closedUntil(until: number, host: string): Outcome<never> {
  const retryAt = new Date(until).toISOString();
  return { ok: false, reason: "limit", asked: host, detail: `wants no more requests before ${retryAt}`, retryAt };
}

async function followHops(client: Client, errand: Errand): Promise<Answered> {
  const hops: URL[] = [];
  let { url } = errand;
  const leader = leaderOf(errand);
  const led = leader && nextHop(leader, 302, url.href);
  if (led?.ok === false) return { ok: false, outcome: led };
  let isGuarded = leader !== undefined && !client.connections.isInside(leader);
  while (hops.length <= MAX_REDIRECTS) {
    hops.push(url);
    const reopens = client.closed.get(url.origin);
    if (reopens !== undefined && reopens > client.now()) return { ok: false, outcome: closedUntil(reopens, url.host) };
    const isInsecure = errand.request.insecure === true && url.host === errand.url.host;
    const way = client.connections.of(url, { isGuarded, isInsecure });
    if (!way.ok) return { ok: false, outcome: way };
    const { dispatcher, proxy } = way.value;
    const sent = await ask(client, errand, { url, dispatcher, proxy });
    if ("outcome" in sent) return { ok: false, ...sent };
    const next =
      errand.request.method === "POST" ? undefined : nextHop(url, sent.statusCode, headerOf(sent, "location"));
    if (next === undefined) return { ok: true, answer: sent, url, hops, proxy };
    discard(sent);
    if (!next.ok) return { ok: false, outcome: next };
    // A public host may lead nobody into this network; one that stands in it may.
    isGuarded ||= !client.connections.isInside(url);
    url = next.value;
  }
  return { ok: false, outcome: failure("limit", errand.url.host, `leads on more than ${MAX_REDIRECTS} times`) };
}

/** Who named the address, where that is somebody else. */
function leaderOf({ request: { ledBy }, url }: Errand): URL | undefined {
  const leader = ledBy !== undefined && URL.canParse(ledBy) ? new URL(ledBy) : undefined;
  return leader?.origin === url.origin ? undefined : leader;
}

async function ask(
  { limits }: Client,
  errand: Errand,
  hop: { readonly url: URL; readonly dispatcher: Dispatcher; readonly proxy: string | undefined },
): Promise<Dispatcher.ResponseData | Try> {
  const { request, authorization } = errand;
  const isHome = hop.url.origin === errand.url.origin;
  const given = request.headers ?? {};
  const headers: Record<string, string> = { "user-agent": "seaworthy", ...(isHome ? given : harmlessHeaders(given)) };
  if (isHome && authorization !== undefined) headers.authorization = authorization;
  try {
    // undici would connect first: nobody is told of a question that is not wanted any more.
    errand.signal.throwIfAborted();
    const answer = send(hop.url, {
      dispatcher: hop.dispatcher,
      method: request.method ?? "GET",
      headers,
      body: request.body ?? null,
      signal: errand.signal,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
    });
    return await unlessAborted(answer, errand.signal);
  } catch (error) {
    return fell(errand, { host: hop.url.host, proxy: hop.proxy }, troubleOf(error, limits, false));
  }
}

/** undici looks at the signal only when it has a connection; then it ends the request that nobody waits for any more. */
async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = (): void => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave);
  });
  try {
    return await Promise.race([answer, left]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

/** Hands the body on, counted; gives what went wrong. */
async function readBody(
  { limits }: Client,
  errand: Errand,
  from: {
    readonly answer: Dispatcher.ResponseData;
    readonly host: string;
    readonly proxy: string | undefined;
    readonly sink: Sink;
  },
): Promise<Try | undefined> {
  const { maxBytes, what } = errand.request;
  let size = 0;
  try {
    for await (const chunk of from.answer.body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > maxBytes)
        return { outcome: failure("limit", from.host, `sent more than ${sizeOf(maxBytes)} for the ${what}`) };
      if (from.sink.take(chunk) === false) return undefined;
    }
    return undefined;
  } catch (error) {
    const { outcome, waitMs } = fell(errand, from, troubleOf(error, limits, true));
    const isFinal = waitMs === undefined || (size > 0 && from.sink.restart === undefined);
    return isFinal ? { outcome } : { outcome, waitMs };
  }
}

/** A trouble as the outcome of a try; the end of the whole and of the asker's patience come before it. */
function fell(
  errand: Errand,
  at: { readonly host: string; readonly proxy: string | undefined },
  trouble: Trouble,
): Try {
  if (errand.signal.aborted) return { outcome: ended(errand) };
  const outcome = failure(trouble.reason, at.host, detailOf(trouble, at.proxy));
  return trouble.mayPass ? { outcome, waitMs: 0 } : { outcome };
}

function detailOf({ detail, isOfNext }: Trouble, proxy: string | undefined): string {
  if (proxy === undefined) return detail;
  return isOfNext ? `could not be asked: the proxy ${proxy} ${detail}` : `${detail} (through the proxy ${proxy})`;
}

/** What an aborted request comes to. */
function ended({ request, url, timeoutMs }: Errand): Outcome<never> {
  if (request.signal.aborted) return failure("cancelled", url.host, "was not asked to the end");
  return failure("unreachable", url.host, `did not send the whole ${request.what} within ${timeoutMs / 1000} s`);
}

/** Ends a transfer whose bytes nobody wants; the connection goes with it. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on("error", () => {}).destroy();
}

function headerOf(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === "string" ? value : value?.[0];
}

function headOf(answer: Dispatcher.ResponseData, url: URL, hops: readonly URL[]): HttpHead {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, typeof value === "string" ? value : value.join(", "));
  }
  return { status: answer.statusCode, url: url.href, hops: hops.map(({ href }) => href), headers };
}

function sizeOf(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round(bytes / 1024 / 1024)} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}
