import { failure, success } from "../../server/src/outcome/outcome.ts";
import type { HttpRequest, Reach } from "../../server/src/outside/outside.ts";

/** The far side of the world where nothing is: no host, no program, no login, and a store that keeps nothing. */
export const NO_REACH: Reach = {
  http: { fetch: unreachable, stream: unreachable },
  run: { run: async ({ program }) => failure("not-found", program, "is not installed") },
  credentials: { of: async () => success(undefined) },
  npm: { registryOf: async () => failure("not-found", "npm", "names no registry") },
  store: { read: async () => undefined, write: async () => undefined, clear: async () => undefined },
  share: { open: async (_, { host }) => failure("unsupported", host, "serves nothing here") },
};

async function unreachable({ url }: HttpRequest) {
  return failure("unreachable", new URL(url).host, "is not there");
}
