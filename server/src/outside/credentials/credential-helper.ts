import { textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Credential } from "../outside.ts";
import type { CredentialOptions } from "./credentials.ts";

/** What a helper is asked for. */
export interface HelperQuestion {
  /** As the helper knows it; `registry` is what the user calls it. */
  readonly server: string;
  readonly registry: string;
  readonly signal: AbortSignal;
}

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
/** Some ask the user, or a cloud by way of Python. */
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 64 * 1024;
/** What helpers say when they know of no login; the exact words are part of their protocol. */
const NOT_FOUND = "credentials not found";
/** Helpers of clouds and password stores find their own logins by these; that of a dev container its editor, that of WSL Windows. */
const OF_HELPERS =
  /^(?:AWS|AZURE|CLOUDSDK|GOOGLE|GNUPG|PASSWORD_STORE|ECR|ACR|GCR|OP|REMOTE_CONTAINERS|WSL)(?:_|HOME)|^(?:DISPLAY|WAYLAND_DISPLAY)$/;

/**
 * Asks `docker-credential-NAME get`. One that fails is `refused` with its name: asking without a login instead would give "not found"
 * for what is private. Source: docker/docker-credential-helpers, README.
 */
export async function askCredentialHelper(
  name: string,
  { server, registry, signal }: HelperQuestion,
  { environment, run }: CredentialOptions,
): Promise<Outcome<Credential | undefined>> {
  const program = `docker-credential-${name}`;
  const cure = `run docker login ${registry}`;
  if (!NAME.test(name))
    return failure(
      "refused",
      registry,
      `has a credential helper whose name is none: ${JSON.stringify(name.slice(0, 64))}`,
    );
  const own = Object.entries(environment).flatMap(([key, value]) =>
    value !== undefined && OF_HELPERS.test(key) ? [[key, value] as const] : [],
  );
  const ran = await run.run({
    program,
    args: ["get"],
    environment: Object.fromEntries(own),
    input: server,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    signal,
  });
  if (!ran.ok) {
    if (ran.reason === "cancelled") return ran;
    return failure("refused", registry, `keeps its login with ${program}, which ${ran.detail}; ${cure}`);
  }
  const { status, output, errors } = ran.value;
  if (status !== 0 && `${output}${errors}`.includes(NOT_FOUND)) return success(undefined);
  const answer = status === 0 ? parseJson(output) : undefined;
  const [user, secret] = [textAt(answer, "Username"), textAt(answer, "Secret")];
  if (user === undefined || secret === undefined)
    return failure("refused", registry, `keeps its login with ${program}, which failed with status ${status}; ${cure}`);
  if (user === "" && secret === "") return success(undefined);
  return success(
    user === "<token>" ? { kind: "identity", token: secret } : { kind: "password", user, password: secret },
  );
}
