import { packageQuestions } from "../lookups/packages/package-state.ts";
import type { OnlineRule } from "../online-rule.ts";

/** Pinned versions that a newer one exists of. */
export const rule: OnlineRule = {
  id: "package-outdated",
  severity: "info",
  summary: "There is a newer version of a pinned package.",
  why: "A pin trades automatic updates for repeatability, so somebody has to raise it. Updates from the security archive of the distribution come first. Let a bot or a scheduled `check-pins` tell of them.",
  examples: [
    {
      bad: "FROM node:22.11.0-bookworm\nRUN npm install -g typescript@5.5.2\n",
      good: "FROM node:22.11.0-bookworm\nRUN npm install -g typescript@5.6.3\n",
      fixed: false,
    },
  ],
  answersTo: [],
  ask: (model, options) =>
    packageQuestions(model, options, ({ use: { name, version } }, { candidate, isOutdated, isSecurity }) => {
      if (!isOutdated || candidate === undefined) return undefined;
      return `${name} ${version} has ${isSecurity ? "a security update" : "a newer version"}: ${candidate}`;
    }),
};
