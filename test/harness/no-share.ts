import { failure } from "../../server/src/outcome/outcome.ts";
import type { Share } from "../../server/src/outside/outside.ts";

/** Serves nothing to anybody. */
export const noShare: Share = { open: async (_, { host }) => failure("unsupported", host, "serves nothing here") };
