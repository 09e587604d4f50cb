import { packageQuestions } from "../lookups/packages/package-state.ts";
import type { OnlineRule } from "../online-rule.ts";

/** Pinned versions that no source of the stage has any more. */
export const rule: OnlineRule = {
  id: "package-gone",
  severity: "warning",
  summary: "The pinned version of a package is in none of its archives any more.",
  why: "Distributions drop a version when the next one comes, so an exact pin breaks the next build that is not served from a cache. Write the version of today, or a wildcard that survives updates (`curl=7.88.1-*`, `curl=~8.11.1`), or freeze the stage to an archive of one day. It is said only where every source of the stage was read.",
  examples: [
    {
      bad: "FROM alpine:3.20.3\nRUN apk add --no-cache curl=8.9.0-r0\n",
      good: "FROM alpine:3.20.3\nRUN apk add --no-cache curl=8.11.1-r0\n",
      fixed: false,
    },
  ],
  answersTo: [],
  ask: (model, options) =>
    packageQuestions(model, options, ({ use: { name, version } }, { exists, candidate }) => {
      if (exists !== false) return undefined;
      const now = candidate === undefined ? "the package itself is gone" : `it is ${candidate} now`;
      return `${name} ${version} is in no archive any more, the next build breaks: ${now}`;
    }),
};
