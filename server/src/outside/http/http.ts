import { setTimeout as pause } from "node:timers/promises";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { loginIn } from "../../text/login-in-url.ts";
import type { Http, HttpHead, HttpRequest } from "../outside.ts";
import { type ConnectionOptions, newConnections } from "./connections.ts";
import { type Client, type Errand, exchange, MAX_WAIT_MS, type Sink } from "./exchange.ts";
import type { HttpLimits } from "./network-failure.ts";

/** The machine's environment; the rest is for tests. */
export interface HttpOptions extends ConnectionOptions {
  readonly limits?: Partial<HttpLimits>;
  readonly now?: () => number;
}

const LIMITS: HttpLimits = { connectMs: 5000, headersMs: 10_000, idleMs: 15_000, pauseMs: 500 };
const WHOLE_MS = 60_000;
const MAX_RETRIES = 2;
/** The network of this machine. Bytes are those of the wire: no encoding is asked for and nothing is decoded, as curl does by default. */
export function newHttp(options: HttpOptions): Http {
  const limits = { ...LIMITS, ...options.limits };
  const client: Client = {
    limits,
    connections: newConnections(options, limits),
    now: options.now ?? Date.now,
    closed: new Map(),
  };
  return {
    async fetch(request) {
      const chunks: Uint8Array[] = [];
      const sink: Sink = {
        restart: () => void chunks.splice(0),
        take: (chunk) => {
          chunks.push(chunk);
          return true;
        },
      };
      const head = await transfer(client, { request, sink });
      return head.ok ? success({ ...head.value, body: Buffer.concat(chunks) }) : head;
    },
    stream: (request, take) => transfer(client, { request, sink: { take, restart: undefined } }),
  };
}

/** A request with its retries: only of one that changes nothing, after troubles that may pass. */
async function transfer(
  client: Client,
  { request, sink }: { readonly request: HttpRequest; readonly sink: Sink },
): Promise<Outcome<HttpHead>> {
  const read = errandOf(request);
  if (!read.ok) return read;
  const errand = read.value;
  const tries = request.method === "POST" && request.isQuestion !== true ? 1 : MAX_RETRIES + 1;
  for (let number = 1; ; number += 1) {
    const { outcome, waitMs } = await exchange(
      client,
      { ...errand, maxWaitMs: number < tries ? MAX_WAIT_MS : -1 },
      sink,
    );
    if (waitMs === undefined || waitMs > MAX_WAIT_MS || number === tries) return outcome;
    const grown = client.limits.pauseMs * 2 ** (number - 1) * (1 + Math.random() / 4);
    await pause(Math.max(waitMs, grown), undefined, { signal: errand.signal }).catch(() => undefined);
    sink.restart?.();
  }
}

function errandOf(request: HttpRequest): Outcome<Errand> {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:"))
    return failure("unsupported", request.what, "has no http(s) address");
  const authorization = request.authorization ?? loginIn(url);
  url.username = "";
  url.password = "";
  url.hash = "";
  const timeoutMs = request.timeoutMs ?? WHOLE_MS;
  // Of the whole, and our own: a peer that drips bytes keeps the time-out between bytes from ever ending.
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  return success({ request, url, authorization, timeoutMs, signal, maxWaitMs: -1 });
}
