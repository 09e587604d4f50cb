import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import type { Credential, Http, HttpRequest, HttpResponse, Run } from "../../../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../../../server/src/pin/lookup-settings.ts";
import type { LookupWorld } from "../../../../server/src/resolve/resolver.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";

/** What a host answers; undefined: it does not answer at all. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Where the request was led to. */
  readonly url?: string;
}
export type FakeHost = (request: HttpRequest, url: URL) => FakeAnswer | Outcome<never> | undefined;

export interface FakeWorld extends LookupWorld {
  /** `METHOD URL` of every request, in order. */
  readonly requests: readonly string[];
}

export interface WorldSetup {
  /** By origin: `https://registry-1.docker.io`. Others do not answer. */
  readonly hosts: Readonly<Record<string, FakeHost>>;
  readonly settings?: Partial<LookupSettings>;
  /** By registry. */
  readonly logins?: Readonly<Record<string, Credential | Outcome<never>>>;
  readonly run?: Run["run"];
}

/** A made-up world for look-ups; whoever is not set up does not answer. */
export function fakeWorld(setup: WorldSetup): FakeWorld {
  const requests: string[] = [];
  const kept = new Map<string, Outcome<unknown>>();
  const world = lookupWorld({
    http: fakeHttp(setup.hosts, requests),
    ...(setup.run === undefined ? {} : { run: { run: setup.run } }),
    credentials: {
      async of(registry) {
        const login = setup.logins?.[registry];
        return login !== undefined && "ok" in login ? login : success(login);
      },
    },
    now: () => new Date("2026-01-02T03:04:05Z"),
    settings: { ...STANDARD_SETTINGS, ...setup.settings },
    async shared<T>(key: string, _freshMs: number, make: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
      const made = (kept.get(key) as Outcome<T> | undefined) ?? (await make());
      if (made.ok) kept.set(key, made);
      return made;
    },
  });
  return { ...world, requests };
}

function fakeHttp(hosts: WorldSetup["hosts"], requests: string[]): Http {
  function answer(request: HttpRequest): Outcome<HttpResponse> {
    const url = new URL(request.url);
    requests.push(`${request.method ?? "GET"} ${request.url}`);
    const found = hosts[url.origin]?.(request, url);
    if (found === undefined) return failure("unreachable", url.host, "does not answer");
    if ("ok" in found) return found;
    const body = Buffer.from(found.body ?? "");
    if (body.length > request.maxBytes) return failure("limit", url.host, `sends more than ${request.maxBytes} bytes`);
    return success({
      status: found.status ?? 200,
      url: found.url ?? request.url,
      hops: [request.url],
      headers: new Map(Object.entries(found.headers ?? {})),
      body: request.method === "HEAD" ? new Uint8Array(0) : body,
    });
  }
  return {
    fetch: async (request) => answer(request),
    async stream(request, take) {
      const found = answer({ ...request, maxBytes: Number.MAX_SAFE_INTEGER });
      if (!found.ok) return found;
      for (let at = 0; at < found.value.body.length; at += PIECE_BYTES) {
        // As from a socket: others have their turn between two pieces.
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (take(found.value.body.subarray(at, at + PIECE_BYTES)) === false) break;
      }
      return found;
    },
  };
}

const PIECE_BYTES = 16_384;
