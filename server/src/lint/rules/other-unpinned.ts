import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of the smaller package managers without a version. */
export const rule: Rule = {
  id: "other-unpinned",
  severity: "info",
  summary:
    "A package of Composer, .NET, Chocolatey, winget, PowerShell, PECL, LuaRocks or R is installed without a version.",
  why: `The newest release on the day of the build is installed, so two builds of the same commit differ. Give the version in the way of the tool, for instance \`composer require NAME:VERSION\` or \`pecl install NAME-VERSION\`. R takes them from a repository of one day (\`repos = "https://…/2024-10-31"\`) without versions, too; packages of Bioconductor have one version in each of its releases, so the release is named (\`BiocManager::install(NAME, version = "3.18")\`, also once in front of others).`,
  examples: [
    {
      bad: "FROM php:8.3.12-cli\nRUN pecl install xdebug\n",
      good: "FROM php:8.3.12-cli\nRUN pecl install xdebug-3.3.2\n",
      fixed: false,
    },
  ],
  answersTo: [],
  check: (model) => unpinned(model, "other-unpinned"),
};
