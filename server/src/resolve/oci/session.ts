import { type Failure, failure, type Outcome } from "../../outcome/outcome.ts";
import type { HttpHead, HttpRequest, HttpResponse } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";
import { authorize, TOKEN_MS } from "./authorize.ts";
import type { Registry, Scheme } from "./registry.ts";

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
  /** Logs in when it has to, and anew before a token ends; any status is a value, also 401 for who has logged in. */
  send(request: RepositoryRequest): Promise<Outcome<HttpResponse>>;
  /** With the login of what was sent before. */
  stream(request: RepositoryRequest, take: (chunk: Uint8Array) => boolean | undefined): Promise<Outcome<HttpHead>>;
  /** Requests that were sent to the registry itself. */
  sent(): number;
  /** Everything so far came from a host whose certificate was checked. */
  isTrusted(): boolean;
}

/** As whom requests are sent. */
interface Login {
  /** The answer that asked for it. */
  readonly wanted: HttpHead;
  readonly authorization: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Nothing is sent yet. */
export function openSession(registry: Registry, world: LookupWorld): Session {
  let login: Login | undefined;
  let schemes = registry.schemes;
  let sent = 0;

  async function tryAll<T extends HttpHead>(
    request: RepositoryRequest,
    go: (request: HttpRequest) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (!isRepository(registry.repository)) return failure("unsupported", registry.repository, "names no repository");
    if (login !== undefined && world.now().getTime() - login.at > TOKEN_MS) {
      const refused = await logIn(login.wanted);
      if (refused !== undefined) return refused;
    }
    const over = (scheme: Scheme) => {
      sent += 1;
      return go(httpRequest(request, scheme, { registry, world }, login));
    };
    const [scheme, plain] = schemes;
    const answer = await over(scheme);
    if (answer.ok) schemes = [scheme];
    if (answer.ok || answer.reason !== "unreachable" || plain === undefined) return answer;
    const second = await over(plain);
    if (!second.ok) return second.reason === "unreachable" ? bothFailed(answer, second) : second;
    // A server of TLS says this to http: then what is wrong with its TLS is the reason.
    if (second.value.status === 400) return answer;
    schemes = [plain];
    return second;
  }

  /** Undefined when it went well. */
  async function logIn(wanted: HttpHead): Promise<Failure | undefined> {
    const given = await authorize(wanted, registry, world);
    if (!given.ok) return given;
    login = { wanted, authorization: given.value, at: world.now().getTime() };
    return undefined;
  }

  async function send(request: RepositoryRequest): Promise<Outcome<HttpResponse>> {
    const fetch = (one: HttpRequest) => world.http.fetch(one);
    const first = await tryAll(request, fetch);
    if (!first.ok || first.value.status !== 401 || login !== undefined) return first;
    return (await logIn(first.value)) ?? tryAll(request, fetch);
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

function httpRequest(
  { path, accept, ...request }: RepositoryRequest,
  scheme: Scheme,
  { registry, world }: Pick<Session, "registry" | "world">,
  login: Login | undefined,
): HttpRequest {
  return {
    ...request,
    url: `${scheme}://${registry.host}/v2/${registry.repository}/${path}`,
    ...(accept === undefined ? {} : { headers: { accept } }),
    ...(login === undefined ? {} : { authorization: login.authorization }),
    ...(registry.isUnchecked ? { insecure: true } : {}),
    signal: world.signal,
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
