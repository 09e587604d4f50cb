import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of apk add that name a package without a version or bound. */
export const rule: Rule = {
  id: "apk-unpinned",
  severity: "warning",
  summary: "An apk package is installed without a version.",
  why: `Alpine's repository keeps only the newest build of a package, so two builds of the same commit differ. Write the version: \`curl=~8.9\` stays within it and survives rebuilds of the package, \`curl=8.9.1-r1\` is exact and breaks when Alpine replaces it.`,
  examples: [
    {
      bad: "FROM alpine:3.20.3\nRUN apk add --no-cache curl\n",
      good: "FROM alpine:3.20.3\nRUN apk add --no-cache curl=~8.9\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3018"],
  check: (model) => unpinned(model, "apk-unpinned"),
};
