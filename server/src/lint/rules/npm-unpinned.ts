import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Specs of npm, npx, Yarn, pnpm, Bun and Deno without a version. */
export const rule: Rule = {
  id: "npm-unpinned",
  severity: "warning",
  summary: "An npm package is installed without a version, or by a tag that moves.",
  why: `npm, npx, Yarn, pnpm, Bun and Deno take what the tag \`latest\` means on the day of the build. Write \`NAME@VERSION\`, or install from a lock file with \`npm ci\`. \`npx tool\` is fine where package.json is copied: then it runs what that file says.`,
  examples: [
    {
      bad: "FROM node:22.11.0-bookworm\nRUN npm install -g typescript\n",
      good: "FROM node:22.11.0-bookworm\nRUN npm install -g typescript@5.6.3\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3016"],
  check: (model) => unpinned(model, "npm-unpinned"),
};
