import type { ProjectFacts } from "../../server/src/fix/fix.ts";

/** A project that nothing is known of. */
export const NO_FACTS: ProjectFacts = {
  revision: undefined,
  branch: undefined,
  remoteUrl: undefined,
  tag: undefined,
  licence: undefined,
  title: undefined,
  description: undefined,
  version: undefined,
};
