import { join } from "node:path";
import { entriesOf, isRecord } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Credential, Environment, Files } from "../outside.ts";
import { homeFolder, namedFolder } from "../user-folders.ts";

/** What a file of logins says. Source: containers-auth.json(5); Docker's config.json. */
export interface AuthFile {
  readonly path: string;
  /** Registry → helper that is asked for it. */
  readonly helpers: ReadonlyMap<string, string>;
  /** Key as written, and the host of a key that is an address → login. `malformed`: it cannot be read. */
  readonly logins: ReadonlyMap<string, Credential | "malformed">;
  /** Helper for all registries. */
  readonly store: string | undefined;
}

/** Files that may hold logins, in the order in which they count. */
export function authFilePaths(environment: Environment): readonly string[] {
  const home = homeFolder(environment);
  const config = namedFolder(environment, "XDG_CONFIG_HOME") ?? join(home, ".config");
  const runtime = namedFolder(environment, "XDG_RUNTIME_DIR");
  const paths = [
    namedFolder(environment, "REGISTRY_AUTH_FILE"),
    process.platform === "linux" ? podmanPath(runtime) : undefined,
    join(config, "containers", "auth.json"),
    join(namedFolder(environment, "DOCKER_CONFIG") ?? join(home, ".docker"), "config.json"),
  ];
  return paths.filter((path) => path !== undefined).map((path) => path.replaceAll("\\", "/"));
}

/** Where podman of the system keeps its own: root makes it for nobody else. */
export const SYSTEM_PODMAN = "/run/containers";

/** Without a folder of the session, as in a pipeline, there is one for each user number. Source: containers/image, `pkg/docker/config`. */
function podmanPath(runtime: string | undefined): string {
  return runtime === undefined
    ? `${SYSTEM_PODMAN}/${process.getuid?.()}/auth.json`
    : join(runtime, "containers", "auth.json");
}

/** Reads one; what is no JSON object is `malformed`. */
export function readAuthFile(files: Files, path: string): Outcome<AuthFile> {
  const text = files.readText(path);
  if (!text.ok) return text;
  const config = parseJson(text.value);
  if (!isRecord(config)) return failure("malformed", path, "is no JSON object; docker login writes it anew");
  const logins = new Map<string, Credential | "malformed">();
  for (const [key, entry] of entriesOf(config.auths)) {
    const login = loginOf(entry);
    if (login === undefined) continue;
    logins.set(key, login);
    // Older keys are addresses: https://registry.example/v1/. What is written as a host counts before them.
    const host = key.includes("://") ? key.slice(key.indexOf("://") + 3).split("/")[0] : undefined;
    if (host !== undefined && !logins.has(host)) logins.set(host, login);
  }
  const helpers = new Map<string, string>();
  for (const [key, helper] of entriesOf(config.credHelpers)) if (typeof helper === "string") helpers.set(key, helper);
  const { credsStore } = config;
  const store = typeof credsStore === "string" && credsStore !== "" ? credsStore : undefined;
  return success({ path, helpers, logins, store });
}

/** Undefined: the entry is empty, the store has it. */
function loginOf(entry: unknown): Credential | "malformed" | undefined {
  if (!isRecord(entry)) return "malformed";
  const { identitytoken, auth, username, password } = entry;
  if (typeof identitytoken === "string" && identitytoken !== "") return { kind: "identity", token: identitytoken };
  if (typeof auth === "string" && auth !== "") return decodedLogin(auth) ?? "malformed";
  const isWhole = typeof username === "string" && typeof password === "string" && username !== "";
  return isWhole ? { kind: "password", user: username, password } : undefined;
}

/** `auth` is base64 of `user:password`; docker ends it with NUL bytes on some systems. */
function decodedLogin(auth: string): Credential | undefined {
  const text = Buffer.from(auth, "base64").toString("utf8").replaceAll("\0", "");
  const colon = text.indexOf(":");
  if (colon <= 0) return undefined;
  return { kind: "password", user: text.slice(0, colon), password: text.slice(colon + 1) };
}
