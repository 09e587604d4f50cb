import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Credential, Credentials, Environment, Files, Run } from "../outside.ts";
import { type AuthFile, authFilePaths, readAuthFile, SYSTEM_PODMAN } from "./auth-file.ts";
import { askCredentialHelper } from "./credential-helper.ts";

/** Where logins are looked for. */
export interface CredentialOptions {
  readonly environment: Environment;
  readonly files: Files;
  readonly run: Run;
}

/** The names that Docker Hub goes by in these files, the one that `docker login` writes first. */
const HUB_KEYS = ["https://index.docker.io/v1/", "docker.io", "index.docker.io", "registry-1.docker.io"];

/** Logins as docker and podman keep them, read anew each time. The first file that has one for a registry counts. */
export function newCredentials(options: CredentialOptions): Credentials {
  return {
    async of(registry, repository, signal) {
      for (const path of authFilePaths(options.environment)) {
        const file = readAuthFile(options.files, path);
        if (!file.ok) {
          // Closed to the user it holds nothing of the user's.
          const isClosed = file.reason === "refused" && path.startsWith(SYSTEM_PODMAN);
          if (file.reason === "not-found" || isClosed) continue;
          return file;
        }
        const found = await inFile(file.value, { registry, repository, signal }, options);
        if (!found.ok || found.value !== undefined) return found;
      }
      return success(undefined);
    },
  };
}

interface Wanted {
  readonly registry: string;
  readonly repository: string;
  readonly signal: AbortSignal;
}

/** One file: the helper of this registry, then what is written, then the helper of all. An empty helper is none, and no other either. */
async function inFile(
  file: AuthFile,
  wanted: Wanted,
  options: CredentialOptions,
): Promise<Outcome<Credential | undefined>> {
  const keys = wanted.registry === "docker.io" ? HUB_KEYS : [wanted.registry];
  const [server = wanted.registry] = keys;
  const own = keys.map((key) => file.helpers.get(key)).find((helper) => helper !== undefined);
  if (own !== undefined && own !== "") return askCredentialHelper(own, { ...wanted, server }, options);
  for (const key of [...pathKeys(wanted, keys), ...keys]) {
    const login = file.logins.get(key);
    if (login === "malformed")
      return failure(
        "malformed",
        file.path,
        `holds a login for ${key} that cannot be read; run docker login ${wanted.registry}`,
      );
    if (login !== undefined) return success(login);
  }
  if (own === undefined && file.store !== undefined)
    return askCredentialHelper(file.store, { ...wanted, server }, options);
  return success(undefined);
}

/** Podman's keys may name a part of a registry: `host/team/app`, `host/team`. The longest counts. */
function pathKeys({ repository }: Wanted, keys: readonly string[]): readonly string[] {
  const parts = repository.split("/");
  const hosts = keys.filter((key) => !key.includes("://"));
  return parts.flatMap((_part, index) => {
    const path = parts.slice(0, parts.length - index).join("/");
    return hosts.map((host) => `${host}/${path}`);
  });
}
