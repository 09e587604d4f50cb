import { textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Credential, HttpHead, HttpRequest } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";
import { type Challenge, readChallenges } from "./challenge.ts";
import { isLoopback, type Registry } from "./registry.ts";

const TOKEN_BYTES = 64 * 1024;
/**
 * A token lives for a minute at least: others are given it in the first half, and use it for as long. Source: distribution
 * specification, "Token Authentication", `expires_in`.
 */
export const TOKEN_MS = 25_000;

/**
 * The value of `Authorization` that a registry asks for in the `WWW-Authenticate` header of its answer, for reading one repository.
 * Without a login an anonymous token is tried. `refused` says how to log in.
 */
export async function authorize(
  { headers, url }: HttpHead,
  registry: Registry,
  world: LookupWorld,
): Promise<Outcome<string>> {
  const challenges = readChallenges(headers.get("www-authenticate") ?? "");
  const bearer = challenges.find(({ scheme }) => scheme === "bearer");
  const basic = challenges.find(({ scheme }) => scheme === "basic");
  if (bearer === undefined && basic === undefined) {
    return refused(registry, "asks for a login in a way that is not known");
  }
  // A registry may lead elsewhere, but whoever is there names no place that gets its login.
  const answering = new URL(url);
  const { host } = answering;
  const isLed = !isAtRegistry(answering, registry);
  if (isLed && bearer === undefined)
    return failure("refused", host, `wants a login, and does not get that of ${registry.name}, which led there`);
  const login = isLed
    ? success(undefined)
    : await world.credentials.of(registry.name, registry.repository, world.signal);
  if (!login.ok) return login;
  if (bearer !== undefined) return tokenFor(bearer, login.value, { registry, world, url });
  if (login.value === undefined) return refused(registry, "wants a login");
  if (login.value.kind === "identity") return refused(registry, "wants a password, and only a token is kept for it");
  return success(basicOf(login.value));
}

/** Whether an address is one of the registry's own host, whose port may be written though it is the usual one, or its name in capitals. */
function isAtRegistry({ protocol, host }: URL, registry: Registry): boolean {
  return new URL(`${protocol}//${registry.host}`).host === host;
}

/** A refusal with its cure. */
export function refused(registry: Registry, detail: string): Outcome<never> {
  return failure(
    "refused",
    registry.name,
    `${detail}: run docker login ${registry.name === "docker.io" ? "" : registry.name}`.trimEnd(),
  );
}

/** Docker Hub, among others, does not tell the two apart. */
export function notPublic(registry: Registry): string {
  return `says that ${registry.repository} does not exist or is private`;
}

/** No login here would mend it. */
const UNSAFE_REALM =
  "sends to a place for tokens that is not safe to ask: whoever runs it must name one with https, and no login in it";

interface Place {
  readonly registry: Registry;
  readonly world: LookupWorld;
  /** Of the answer that asks for a login. */
  readonly url: string;
}

async function tokenFor(bearer: Challenge, login: Credential | undefined, place: Place): Promise<Outcome<string>> {
  const { registry, world } = place;
  const realm = realmOf(bearer.parameters.get("realm"), registry);
  if (realm === undefined) return failure("refused", registry.name, UNSAFE_REALM);
  const service = bearer.parameters.get("service");
  const request = tokenRequest(realm, { service, scope: `repository:${registry.repository}:pull`, login }, place);
  const who = login === undefined ? "anonymous" : login.kind === "password" ? login.user : "identity";
  const key = ["registry-token", registry.host, registry.repository, realm.host, who].join(" ");
  return world.shared(key, TOKEN_MS, () => askForToken(request, place));
}

/** The address for tokens, when a login may be sent there: https, or http on this machine or where the settings allow it. */
function realmOf(realm: string | undefined, registry: Registry): URL | undefined {
  if (realm === undefined || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  if (url.username !== "" || url.password !== "") return undefined;
  const isPlainAllowed = isLoopback(url.host) || (registry.isUnchecked && isAtRegistry(url, registry));
  return url.protocol === "https:" || (url.protocol === "http:" && isPlainAllowed) ? url : undefined;
}

interface Grant {
  readonly service: string | undefined;
  readonly scope: string;
  readonly login: Credential | undefined;
}

/** Source: distribution specification, "Token Authentication" (GET) and "OAuth2 Token Authentication" (POST). */
function tokenRequest(realm: URL, grant: Grant, { registry, world, url: ledBy }: Place): HttpRequest {
  const { service, scope, login } = grant;
  const common = {
    ledBy,
    maxBytes: TOKEN_BYTES,
    signal: world.signal,
    what: `access to ${registry.repository}`,
    ...(registry.isUnchecked && isAtRegistry(realm, registry) ? { insecure: true } : {}),
  };
  const named = service === undefined ? {} : { service };
  if (login?.kind === "identity") {
    const form = { grant_type: "refresh_token", client_id: "seaworthy", scope, refresh_token: login.token, ...named };
    return {
      ...common,
      url: realm.href,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    };
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries({ ...named, scope })) url.searchParams.set(name, value);
  return { ...common, url: url.href, ...(login === undefined ? {} : { authorization: basicOf(login) }) };
}

async function askForToken(request: HttpRequest, { registry, world }: Place): Promise<Outcome<string>> {
  const answer = await world.http.fetch(request);
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  // Some registries tell who has no login already here what they do not show to everybody.
  const isAnonymous = request.authorization === undefined && request.body === undefined;
  const detail = isAnonymous ? notPublic(registry) : "does not accept the login";
  if (status === 400 || status === 401 || status === 403) return refused(registry, detail);
  const host = new URL(request.url).host;
  if (status !== 200) return failure("unreachable", host, `answers ${status} instead of a token`);
  const json = parseJson(body);
  const token = textAt(json, "token") ?? textAt(json, "access_token");
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    return failure("malformed", host, "sends no token for reading the repository");
  }
  return success(`Bearer ${token}`);
}

function basicOf(login: Extract<Credential, { kind: "password" }>): string {
  return `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
}
