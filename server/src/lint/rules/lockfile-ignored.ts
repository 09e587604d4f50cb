import type { LockUse } from "../../knowledge/managers/manager.ts";
import { WITHOUT_CI } from "../../knowledge/managers/npm.ts";
import type { InstallUse } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { isInJsonForm } from "../json-form.ts";
import { type ProjectFiles, projectFiles } from "../packages/project-files.ts";
import type { Rule } from "../rule.ts";
import { runEnvironment } from "../run-environment.ts";

/** Installs from a manifest that may leave the copied lock file aside. */
export const rule: Rule = {
  id: "lockfile-ignored",
  severity: "info",
  summary: "A lock file is copied, but the install command may ignore or change it.",
  why: "`npm install`, `bundle install` and their kin resolve anew when manifest and lock file differ, and say nothing. Their strict form fails instead, so that what was tested is what is built. Yarn 2 and later call it `--immutable`; a variable such as `BUNDLE_FROZEN` or `CI` in ENV counts too, where the tool reads it.",
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
      if (!stage.installs.some(({ lock }) => lock !== undefined)) continue;
      const environment = runEnvironment(stage);
      const files = projectFiles(stage);
      // Some are held to their lock files for good, by `bundle config set frozen true` and its like.
      const below = lineage(stage).slice(1);
      const isWithoutCi = WITHOUT_CI.test((below.at(-1) ?? stage).base.expanded);
      const held = new Set(below.flatMap(({ installs }) => installs.filter(isLasting).map(({ manager }) => manager)));
      for (const install of stage.installs) {
        const { lock, command } = install;
        if (isLasting(install)) held.add(install.manager);
        if (lock === undefined || lock.enforced || held.has(install.manager)) continue;
        if (lock.variables !== undefined && environment.isSwitchedOn(lock.variables, command.start)) continue;
        if (isWithoutCi && install.manager === "npm") continue;
        const told = toldBy(lock, command.start, files);
        if (told === undefined) continue;
        const { cure, renamed } = lock;
        const isLater = renamed !== undefined && files.isCopied(renamed.beside, command.start);
        const now = (text: string) => (isLater ? text.replace(renamed.from, renamed.to) : text);
        const advice = now(lock.advice);
        const edit = cure && !isInJsonForm(command, model) && { span: cure.span, newText: now(cure.newText) };
        yield {
          span: command,
          message: `${told} ${advice}`,
          fixes: edit ? [{ kind: "edit", title: `Write ${advice}`, safety: "review", edits: [edit] }] : [],
          stage: stage.index,
        };
      }
    }
  },
};

function isLasting({ lock }: InstallUse): boolean {
  return lock?.lasting === true;
}

/** Whether a pattern brings a lock file, only the folder tells; who writes one of its name counts on it. */
function toldBy(lock: LockUse, offset: number, project: ProjectFiles): string | undefined {
  const { files } = lock;
  const ignored = "but this command may ignore it:";
  const file = files.find((name) => project.isCopied(name, offset, lock));
  if (file !== undefined) return `${file} is copied, ${ignored} write`;
  for (const name of files) {
    const pattern = project.patternFor(name, offset, lock);
    if (pattern !== undefined) return `${pattern} copies ${name} if there is one, ${ignored} then write`;
  }
  return undefined;
}
