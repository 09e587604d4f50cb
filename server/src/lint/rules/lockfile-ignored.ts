import type { BuildModel, CopiedFile, InstallUse } from "../../model/build-model.ts";
import { matchesName } from "../name-pattern.ts";
import type { Rule } from "../rule.ts";
import { lineage } from "../stage-labels.ts";

/** Installs from a manifest that may leave the copied lock file aside. */
export const rule: Rule = {
  id: "lockfile-ignored",
  severity: "info",
  summary: "A lock file is copied, but the install command may ignore or change it.",
  why: "`npm install`, `bundle install` and their kin resolve anew when manifest and lock file differ, and say nothing. Their strict form fails instead, so that what was tested is what is built.",
  examples: [
    {
      bad: "FROM node:22.11.0\nCOPY package.json package-lock.json ./\nRUN npm install\n",
      good: "FROM node:22.11.0\nCOPY package.json package-lock.json ./\nRUN npm ci\n",
      fixed: true,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const stage of model.stages) {
      for (const install of stage.installs) {
        const { lock, command } = install;
        if (lock === undefined || lock.enforced) continue;
        const file = lock.files.find((name) => isCopied(name, install, model));
        if (file === undefined) continue;
        const { cure, advice } = lock;
        const edits = cure === undefined ? [] : [{ span: cure.span, newText: cure.newText }];
        const fix = { kind: "edit", title: `Write ${advice}`, safety: "review", edits } as const;
        const message = `${file} is copied, but this command may ignore it: write ${advice}`;
        yield { span: command, message, fixes: cure === undefined ? [] : [fix], stage: stage.index };
      }
    }
  },
};

/** Brought by its name or a pattern that means it, in front of the command; a whole folder does not tell. */
function isCopied(name: string, { stage, command }: InstallUse, { stages }: BuildModel): boolean {
  const own = stages[stage];
  if (own === undefined) return false;
  const isBefore = ({ span }: CopiedFile) => span.start < command.start;
  return lineage(own).some(({ copied }) => copied.some((file) => isBefore(file) && matchesName(file.name, name)));
}
