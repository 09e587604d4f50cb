import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "./outside.ts";

/** The user's home folder. */
export function homeFolder(environment: Environment): string {
  const named = process.platform === "win32" ? environment.USERPROFILE : environment.HOME;
  return named !== undefined && isAbsolute(named) ? named : homedir();
}

/** An absolute folder that the environment names; a relative one is ignored. Source: XDG Base Directory Specification. */
export function namedFolder(environment: Environment, name: string): string | undefined {
  const folder = environment[name];
  return folder !== undefined && isAbsolute(folder) ? folder : undefined;
}

/** Where this program keeps what it can do without. */
export function cacheFolder(environment: Environment): string {
  const home = homeFolder(environment);
  if (process.platform === "win32")
    return join(namedFolder(environment, "LOCALAPPDATA") ?? join(home, "AppData", "Local"), "seaworthy", "cache");
  if (process.platform === "darwin") return join(home, "Library", "Caches", "seaworthy");
  return join(namedFolder(environment, "XDG_CACHE_HOME") ?? join(home, ".cache"), "seaworthy");
}
