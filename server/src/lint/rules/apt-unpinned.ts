import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of apt, apt-get and aptitude that name a package without a version. */
export const rule: Rule = {
  id: "apt-unpinned",
  severity: "warning",
  summary: "An apt package is installed without a version.",
  why: `apt installs whatever its archive holds on the day of the build, so two builds of the same commit differ. Write the version that this base image would install: \`curl=7.88.1-10+deb12u8\`. A wildcard such as \`curl=7.88.1-*\` survives security updates of the distribution. An archive of one day, such as snapshot.debian.org, freezes the dependencies too and needs no versions.`,
  examples: [
    {
      bad: "FROM debian:12.11\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n",
      good: "FROM debian:12.11\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10+deb12u12\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3008"],
  check: (model) => unpinned(model, "apt-unpinned"),
};
