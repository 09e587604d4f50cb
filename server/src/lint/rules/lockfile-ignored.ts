import type { Fix } from "../../fix/fix.ts";
import type { LockUse } from "../../knowledge/managers/manager.ts";
import type { BuildModel, InstallUse, Stage } from "../../model/build-model.ts";
import type { Span } from "../../text/span.ts";
import { isInJsonForm } from "../json-form.ts";
import { isCopied } from "../project-files.ts";
import type { Rule } from "../rule.ts";
import { isSwitchedOn } from "../run-environment.ts";
import { lineage } from "../stage-labels.ts";

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
      for (const install of stage.installs) {
        const { lock, command } = install;
        if (lock === undefined || lock.enforced || isEnforcedBefore(install, lock, stage)) continue;
        const file = lock.files.find((name) => isCopied(name, install, model));
        if (file === undefined) continue;
        const message = `${file} is copied, but this command may ignore it: write ${lock.advice}`;
        yield { span: command, message, fixes: cureOf(lock, command, model), stage: stage.index };
      }
    }
  },
};

/** By a variable of the stage, or by a setting that an earlier command has left: `bundle config set frozen true`. */
function isEnforcedBefore(install: InstallUse, { variables }: LockUse, stage: Stage): boolean {
  if (variables !== undefined && isSwitchedOn(variables, install, stage)) return true;
  const isLasting = ({ manager, command, lock }: InstallUse) =>
    lock?.lasting === true && manager === install.manager && command.start < install.command.start;
  return lineage(stage).some(({ installs }) => installs.some(isLasting));
}

function cureOf({ cure, advice }: LockUse, command: Span, model: BuildModel): readonly Fix[] {
  if (cure === undefined || isInJsonForm(command, model)) return [];
  const edits = [{ span: cure.span, newText: cure.newText }];
  return [{ kind: "edit", title: `Write ${advice}`, safety: "review", edits }];
}
