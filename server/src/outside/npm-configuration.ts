import type { Configuration } from "@pnpm/npm-conf";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { NpmConfiguration } from "./outside.ts";

/** The user's own npm configuration, read anew each time: environment, user's and machine's `.npmrc`, npm's defaults. */
export function npmConfiguration(): NpmConfiguration {
  return {
    async registryOf(scope) {
      const { default: readFiles } = await import("@pnpm/npm-conf");
      const read = configuration(readFiles);
      if (!read.ok) return read;
      const scoped = scope === undefined ? undefined : read.value.get(`${scope}:registry`);
      const written = scoped ?? read.value.get("registry");
      if (typeof written !== "string" || !URL.canParse(written))
        return failure("malformed", "npm", "has a configuration that names no registry");
      const url = written.endsWith("/") ? written : `${written}/`;
      return success({ url, authorization: await authorizationOf(url, read.value) });
    },
  };
}

type ReadFiles = typeof import("@pnpm/npm-conf");

/** What the package says of a variable that is not set. */
const UNSET = /Failed to replace env in config: \\*\$\{([^${}]+)\}/;

/**
 * The package leaves out the whole of a file that it cannot read, its registry, too, and the names of private packages would go to the
 * public one. A variable that is not set stays as it is written, as for npm; another trouble is a failure.
 */
function configuration(readFiles: ReadFiles): Outcome<Configuration> {
  const unset: string[] = [];
  try {
    for (;;) {
      const { config, trouble } = attempt(readFiles);
      if (config !== undefined) return success(config);
      const name = UNSET.exec(trouble)?.[1];
      // Its own words may hold a token.
      if (name === undefined || unset.includes(name))
        return failure("malformed", "npm", "has a configuration that cannot be read; npm config list shows it");
      unset.push(name);
      process.env[name] = `\${${name}}`;
    }
  } finally {
    for (const name of unset) delete process.env[name];
  }
}

function attempt(readFiles: ReadFiles): { readonly config?: Configuration; readonly trouble: string } {
  try {
    // `global` leaves the `.npmrc` of the current folder out, which may be anybody's.
    const { config, warnings } = readFiles({ global: true });
    return warnings.length === 0 ? { config, trouble: "" } : { trouble: warnings.join("\n") };
  } catch (error) {
    return { trouble: String(error) };
  }
}

async function authorizationOf(url: string, config: Configuration): Promise<string | undefined> {
  const { protocol, hostname } = new URL(url);
  const isPrivate = protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (!isPrivate) return undefined;
  const { default: registryAuthToken } = await import("registry-auth-token");
  const login = registryAuthToken(url, { npmrc: loginsOf(config), recursive: true });
  return login === undefined ? undefined : `${login.type} ${login.token}`;
}

/** The settings that belong to one address. A login without one (`_auth`) would go to whomever is asked; one of an unset variable is none. */
function loginsOf(config: Configuration): Record<string, string> {
  const logins: Record<string, string> = {};
  for (const key of config.keys) {
    const value = key.startsWith("//") ? config.get(key) : undefined;
    if (typeof value === "string" && !value.includes("${")) logins[key] = value;
  }
  return logins;
}
