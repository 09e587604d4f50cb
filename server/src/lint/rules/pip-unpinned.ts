import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Requirements of pip, pipx and uv without a version. */
export const rule: Rule = {
  id: "pip-unpinned",
  severity: "warning",
  summary: "A Python package is installed without a version.",
  why: `pip, pipx and uv take the newest release on the day of the build, which may need another Python or break your code. Write \`==VERSION\`, or install from a requirements file that does, best with hashes; a constraint file (\`-c\`, \`PIP_CONSTRAINT\`) decides as well. A branch of a repository moves as well: name a commit or a version tag.`,
  examples: [
    {
      bad: "FROM python:3.12.7-slim-bookworm\nRUN pip install flask\n",
      good: "FROM python:3.12.7-slim-bookworm\nRUN pip install flask==3.0.3\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3013"],
  check: (model) => unpinned(model, "pip-unpinned"),
};
