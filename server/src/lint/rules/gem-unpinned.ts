import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of gem install and bundle add without a version. */
export const rule: Rule = {
  id: "gem-unpinned",
  severity: "warning",
  summary: "A gem is installed without a version.",
  why: `The newest release on the day of the build is installed. Write \`NAME:VERSION\` or \`--version VERSION\`, or use a Gemfile with its lock file.`,
  examples: [
    {
      bad: "FROM ruby:3.3.5\nRUN gem install rake\n",
      good: "FROM ruby:3.3.5\nRUN gem install rake:13.2.1\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3028"],
  check: (model) => unpinned(model, "gem-unpinned"),
};
