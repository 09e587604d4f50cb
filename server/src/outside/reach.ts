import type { Reach } from "./outside.ts";

/** What the entry points hand in as the far side of the world. */
export interface ReachOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the cache; the user's cache folder unless given. */
  readonly cacheFolder?: string;
}

/** The real network, processes, logins and cache of this machine. */
export function newReach(_options: ReachOptions): Reach {
  throw new Error("not built yet");
}
