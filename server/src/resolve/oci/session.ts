import { type Failure, failure, type Outcome } from "../../outcome/outcome.ts";
import type { HttpHead, HttpRequest, HttpResponse } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";
import { authorize } from "./authorize.ts";
import type { Registry } from "./registry.ts";

/** A request to a repository. */
export interface RepositoryRequest {
  readonly method: "GET" | "HEAD";
  /** Behind `/v2/REPOSITORY/`, query included: `manifests/latest`. */
  readonly path: string;
  readonly accept?: string;
  readonly maxBytes: number;
  /** As in `HttpRequest`. */
  readonly timeoutMs?: number;
  /** "digest of library/debian:12" */
  readonly what: string;
}

/** Talks to one repository: finds the scheme, logs in when it is asked to, counts. */
export interface Session {
  readonly registry: Registry;
  readonly world: LookupWorld;
  /** Logs in once when it has to; any status is a value, also 401 for who has logged in. */
  send(request: RepositoryRequest): Promise<Outcome<HttpResponse>>;
  /** With the login of what was sent before. */
  stream(request: RepositoryRequest, take: (chunk: Uint8Array) => boolean | undefined): Promise<Outcome<HttpHead>>;
  /** Requests that were sent to the registry itself. */
  sent(): number;
  /** Everything so far came from a host whose certificate was checked. */
  isTrusted(): boolean;
}

/** Nothing is sent yet. */
export function openSession(registry: Registry, world: LookupWorld): Session {
  let authorization: string | undefined;
  let schemes = registry.schemes;
  let sent = 0;

  async function tryAll<T extends HttpHead>(
    request: RepositoryRequest,
    go: (request: HttpRequest) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (!isRepository(registry.repository)) return failure("unsupported", registry.repository, "names no repository");
    let failed: Outcome<T> | undefined;
    for (const scheme of schemes) {
      sent += 1;
      const answer = await go(httpRequest(request, scheme, authorization));
      // A server of TLS says this to http: then what is wrong with its TLS is the reason.
      if (failed !== undefined && answer.ok && answer.value.status === 400) return failed;
      if (answer.ok) schemes = [scheme];
      if (answer.ok || answer.reason !== "unreachable") return answer;
      failed = failed?.ok === false ? bothFailed(failed, answer) : answer;
    }
    return failed ?? failure("unreachable", registry.name, "cannot be asked");
  }

  function httpRequest(request: RepositoryRequest, scheme: string, login: string | undefined): HttpRequest {
    return {
      url: `${scheme}://${registry.host}/v2/${registry.repository}/${request.path}`,
      method: request.method,
      ...(request.accept === undefined ? {} : { headers: { accept: request.accept } }),
      ...(login === undefined ? {} : { authorization: login }),
      ...(registry.isUnchecked ? { insecure: true } : {}),
      maxBytes: request.maxBytes,
      ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
      signal: world.signal,
      what: request.what,
    };
  }

  async function send(request: RepositoryRequest): Promise<Outcome<HttpResponse>> {
    const fetch = (one: HttpRequest) => world.http.fetch(one);
    const first = await tryAll(request, fetch);
    if (!first.ok || first.value.status !== 401 || authorization !== undefined) return first;
    const login = await authorize(first.value, registry, world);
    if (!login.ok) return login;
    authorization = login.value;
    return tryAll(request, fetch);
  }

  return {
    registry,
    world,
    send,
    stream: (request, take) => tryAll(request, (one) => world.http.stream(one, take)),
    sent: () => sent,
    isTrusted: () => schemes[0] === "https" && !registry.isUnchecked,
  };
}

/** Which of the two a registry speaks is not known, so neither failure tells all: one that has no TLS may hang over http. */
function bothFailed(https: Failure, http: Failure): Failure {
  return https.detail === http.detail ? https : { ...https, detail: `${https.detail}, and over http ${http.detail}` };
}

/** Source: distribution/reference, grammar of `path`; it keeps `..` out of addresses. */
function isRepository(path: string): boolean {
  return path.length <= 255 && path.split("/").every((part) => /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(part));
}
