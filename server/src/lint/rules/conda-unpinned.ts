import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of conda, mamba, micromamba and pixi that name a package without a version. */
export const rule: Rule = {
  id: "conda-unpinned",
  severity: "warning",
  summary: "A conda package is installed without a version.",
  why: `The solver takes the newest builds that fit together on the day of the build. Write \`NAME=VERSION\`, or create the environment from a lock file.`,
  examples: [
    {
      bad: "FROM mambaorg/micromamba:2.0.2\nRUN micromamba install -y numpy\n",
      good: "FROM mambaorg/micromamba:2.0.2\nRUN micromamba install -y numpy=2.1.2\n",
      fixed: false,
    },
  ],
  answersTo: [],
  check: (model) => unpinned(model, "conda-unpinned"),
};
