import type { Credentials, Environment, Http, NpmConfiguration, Reach, Run, Share, Store } from "./outside.ts";
import { cacheFolder } from "./user-folders.ts";

/** What the entry points hand in as the far side of the world. */
export interface ReachOptions {
  readonly environment: Environment;
  /** Folder of the cache; the user's cache folder unless given. */
  readonly cacheFolder?: string;
}

/** The real network, processes, logins and cache of this machine; each is loaded when it is used first. */
export function newReach(options: ReachOptions): Reach {
  const { environment } = options;
  const folder = options.cacheFolder ?? cacheFolder(environment);
  const http = once(async (): Promise<Http> => (await import("./http/http.ts")).newHttp({ environment }));
  const run = once(
    async (): Promise<Run> => (await import("./programs/run.ts")).newRun({ environment, folder: `${folder}/empty` }),
  );
  const store = once(async (): Promise<Store> => (await import("./files/disk-store.ts")).diskStore({ folder }));
  const share = once(async (): Promise<Share> => (await import("./share.ts")).newShare());
  const npm = once(async (): Promise<NpmConfiguration> => (await import("./npm-configuration.ts")).npmConfiguration());
  const reach: Reach = {
    http: {
      fetch: async (request) => (await http()).fetch(request),
      stream: async (request, take) => (await http()).stream(request, take),
    },
    run: { run: async (command) => (await run()).run(command) },
    credentials: { of: async (...wanted) => (await credentials()).of(...wanted) },
    npm: { registryOf: async (scope) => (await npm()).registryOf(scope) },
    store: {
      read: async (key) => (await store()).read(key),
      write: async (key, bytes) => (await store()).write(key, bytes),
      clear: async () => (await store()).clear(),
    },
    share: { open: async (files, where) => (await share()).open(files, where) },
  };
  const credentials = once(async (): Promise<Credentials> => {
    const [{ newCredentials }, { diskFiles }] = await Promise.all([
      import("./credentials/credentials.ts"),
      import("./files/disk-files.ts"),
    ]);
    return newCredentials({ environment, files: diskFiles(), run: reach.run });
  });
  return reach;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
