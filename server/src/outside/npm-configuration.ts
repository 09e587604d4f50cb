import type { Configuration } from "@pnpm/npm-conf";
import { failure, success } from "../outcome/outcome.ts";
import type { NpmConfiguration } from "./outside.ts";

/** The user's own npm configuration, read anew each time: environment, user's and machine's `.npmrc`, npm's defaults. */
export function npmConfiguration(): NpmConfiguration {
  return {
    async registryOf(scope) {
      const { default: readConfiguration } = await import("@pnpm/npm-conf");
      // `global` leaves the `.npmrc` of the current folder out, which may be anybody's.
      const { config } = readConfiguration({ global: true });
      const scoped = scope === undefined ? undefined : config.get(`${scope}:registry`);
      const written = scoped ?? config.get("registry");
      if (typeof written !== "string" || !URL.canParse(written))
        return failure("malformed", "npm", "has a configuration that names no registry");
      const url = written.endsWith("/") ? written : `${written}/`;
      return success({ url, authorization: await authorizationOf(url, config) });
    },
  };
}

async function authorizationOf(url: string, config: Configuration): Promise<string | undefined> {
  const { protocol, hostname } = new URL(url);
  const isPrivate = protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (!isPrivate) return undefined;
  const { default: registryAuthToken } = await import("registry-auth-token");
  const login = registryAuthToken(url, { npmrc: loginsOf(config), recursive: true });
  return login === undefined ? undefined : `${login.type} ${login.token}`;
}

/** The settings that belong to one address. A login without one (`_auth`) would go to whomever is asked. */
function loginsOf(config: Configuration): Record<string, string> {
  const logins: Record<string, string> = {};
  for (const key of config.keys) {
    const value = key.startsWith("//") ? config.get(key) : undefined;
    if (typeof value === "string") logins[key] = value;
  }
  return logins;
}
