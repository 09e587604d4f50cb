import type { Fix } from "../../fix/fix.ts";
import type { LockUse, ManagerId } from "../../knowledge/managers/manager.ts";
import type { BuildModel, Stage } from "../../model/build-model.ts";
import type { Span } from "../../text/span.ts";
import { isInJsonForm } from "../json-form.ts";
import { type ProjectFiles, projectFiles } from "../project-files.ts";
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
    const heldAfter = new Map<Stage, ReadonlySet<ManagerId>>();
    for (const stage of model.stages) {
      if (!stage.installs.some(({ lock }) => lock !== undefined)) continue;
      const environment = runEnvironment(stage);
      const files = projectFiles(stage);
      const held = new Set(stage.parent === undefined ? [] : heldIn(stage.parent, heldAfter));
      for (const install of stage.installs) {
        const { lock, command } = install;
        if (lock?.lasting === true) held.add(install.manager);
        if (lock === undefined || lock.enforced || held.has(install.manager)) continue;
        if (lock.variables !== undefined && environment.isSwitchedOn(lock.variables, command.start)) continue;
        const { renamed } = lock;
        const isLater = renamed !== undefined && files.isCopied(renamed.beside, command.start);
        const use = isLater ? withFlag(lock, renamed) : lock;
        const message = messageFor(use, command.start, files);
        if (message === undefined) continue;
        yield { span: command, message, fixes: cureOf(use, command, model), stage: stage.index };
      }
    }
  },
};

function withFlag(lock: LockUse, { from, to }: NonNullable<LockUse["renamed"]>): LockUse {
  const { advice, cure } = lock;
  return {
    ...lock,
    advice: advice.replace(from, to),
    cure: cure && { span: cure.span, newText: cure.newText.replace(from, to) },
  };
}

/** Whether a pattern brings a lock file, only the folder tells; who writes one of its name counts on it. */
function messageFor({ files, advice }: LockUse, offset: number, project: ProjectFiles): string | undefined {
  const file = files.find((name) => project.isCopied(name, offset));
  if (file !== undefined) return `${file} is copied, but this command may ignore it: write ${advice}`;
  for (const name of files) {
    const pattern = project.patternFor(name, offset);
    if (pattern !== undefined)
      return `${pattern} copies ${name} if there is one, but this command may ignore it: then write ${advice}`;
  }
  return undefined;
}

/** Managers that are held to their lock files for good, by `bundle config set frozen true` and its like, at the end of a stage. */
function heldIn(stage: Stage, known: Map<Stage, ReadonlySet<ManagerId>>): ReadonlySet<ManagerId> {
  const unknown: Stage[] = [];
  for (let each: Stage | undefined = stage; each !== undefined && !known.has(each); each = each.parent)
    unknown.push(each);
  for (const each of unknown.reverse()) {
    const held = new Set(each.parent === undefined ? [] : known.get(each.parent));
    for (const { lock, manager } of each.installs) if (lock?.lasting === true) held.add(manager);
    known.set(each, held);
  }
  return known.get(stage) ?? new Set();
}

function cureOf({ cure, advice }: LockUse, command: Span, model: BuildModel): readonly Fix[] {
  if (cure === undefined || isInJsonForm(command, model)) return [];
  const edits = [{ span: cure.span, newText: cure.newText }];
  return [{ kind: "edit", title: `Write ${advice}`, safety: "review", edits }];
}
