import type { Rule } from "../rule.ts";
import { isConstrained, runEnvironment } from "../run-environment.ts";

/** Package words with a bounded range; the `*-unpinned` rules are silent about them. */
export const rule: Rule = {
  id: "package-inexact",
  severity: "hint",
  summary: "A package is installed by a range of versions.",
  why: "A bound such as `>=3.0` or `^5.6` keeps the worst away, but what is inside it still moves: two builds of the same commit differ. Write one version, or let a constraint or lock file decide.",
  examples: [
    {
      bad: "FROM python:3.12.7-slim-bookworm\nRUN pip install 'flask>=3.0'\n",
      good: "FROM python:3.12.7-slim-bookworm\nRUN pip install 'flask==3.0.3'\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const stage of model.stages) {
      const environment = runEnvironment(stage);
      for (const install of stage.installs) {
        if (!install.packages.some(({ range }) => range)) continue;
        if (install.rule === undefined || isConstrained(install, environment)) continue;
        for (const { range, pinned, span, spec, name, version } of install.packages) {
          if (!range || pinned !== "no") continue;
          // An option may say it: `gem install rake -v '>= 13'`.
          const written = spec === name ? `${spec} ${version}` : spec;
          const message = `${written} lets the version move within its range: write one version`;
          yield { span, message, fixes: [], group: install.command, stage: stage.index };
        }
      }
    }
  },
};
