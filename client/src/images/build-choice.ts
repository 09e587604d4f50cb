import type { BuildChoices, BuildContext, BuildWish } from "../../../server/src/protocol/images.ts";

/** A line of the question what is to be built. */
export interface BuildRow {
  readonly group: "last" | "stage" | "service" | "folder";
  readonly label: string;
  readonly description: string;
  readonly step: BuildStep;
}

/** What choosing a line does: it is the answer, or the same is asked for another folder. */
export type BuildStep =
  | { readonly kind: "wish"; readonly wish: BuildWish }
  | { readonly kind: "context"; readonly context: BuildContext }
  | { readonly kind: "other-folder" };

/** The step that needs no question, as there is but one way to build. */
export function onlyStep({ otherStages, contexts, services }: BuildChoices): BuildStep | undefined {
  const [context, ...others] = contexts;
  if (context === undefined) return { kind: "other-folder" };
  const isOnly = others.length + otherStages.length + services.length === 0 && context.missing.length === 0;
  return isOnly ? lastStageIn(context) : undefined;
}

/** Where a folder was chosen: only a file with more stages than one leaves something to ask. */
export function stepIn(context: BuildContext, { otherStages }: BuildChoices): BuildStep {
  return otherStages.length === 0 ? lastStageIn(context) : { kind: "context", context };
}

/** A Dockerfile, what of it was built last, and how a path is read by people. */
export interface BuildQuestion {
  readonly choices: BuildChoices;
  readonly last: BuildWish | undefined;
  readonly short: (path: string) => string;
}

/** The lines of the question for one folder: what was built last, when it is still there, then the likely ones. */
export function buildRows(question: BuildQuestion, context: BuildContext): readonly BuildRow[] {
  const { choices, short } = question;
  const folders = choices.contexts
    .filter(({ path }) => path !== context.path)
    .map((other): BuildRow => {
      const description = lacking(other);
      return { group: "folder", label: `in ${short(other.path)}`, description, step: stepIn(other, choices) };
    });
  const last = lastRow(question);
  const rows = [...stageRows(question, context), ...serviceRows(question)].filter((row) => !isSame(row, last?.step));
  const step: BuildStep = { kind: "other-folder" };
  const other: BuildRow = { group: "folder", label: "in another folder…", description: "", step };
  return [...(last === undefined ? [] : [last]), ...rows, ...folders, other];
}

function stageRows({ choices, short }: BuildQuestion, context: BuildContext): readonly BuildRow[] {
  return [undefined, ...choices.otherStages].map((target) => {
    const label = target ?? choices.lastStage ?? "the last stage";
    const wish: BuildWish = { kind: "stage", context: context.path, ...(target === undefined ? {} : { target }) };
    return { group: "stage", label, description: described(context, short), step: { kind: "wish", wish } };
  });
}

function serviceRows({ choices, short }: BuildQuestion): readonly BuildRow[] {
  return choices.services.map(({ file, service, target, context }) => {
    const stage = target === undefined ? "" : `, stage ${target}`;
    const description = `of ${short(file)}${stage}, in ${short(context)}`;
    const step: BuildStep = { kind: "wish", wish: { kind: "service", file, service } };
    return { group: "service", label: service, description, step };
  });
}

function lastRow(question: BuildQuestion): BuildRow | undefined {
  const { last, choices } = question;
  if (last === undefined) return undefined;
  const path = last.kind === "stage" ? last.context : "";
  const context = choices.contexts.find((each) => each.path === path) ?? { path, missing: [] };
  const rows = last.kind === "stage" ? stageRows(question, context) : serviceRows(question);
  const row = rows.find((each) => isSame(each, { kind: "wish", wish: last }));
  return row && { ...row, group: "last" };
}

function isSame({ step }: BuildRow, other: BuildStep | undefined): boolean {
  if (step.kind !== "wish" || other?.kind !== "wish") return false;
  const [a, b] = [step.wish, other.wish];
  if (a.kind === "service") return b.kind === "service" && a.file === b.file && a.service === b.service;
  return b.kind === "stage" && a.context === b.context && a.target === b.target;
}

function lastStageIn({ path }: BuildContext): BuildStep {
  return { kind: "wish", wish: { kind: "stage", context: path } };
}

function described(context: BuildContext, short: (path: string) => string): string {
  const lack = lacking(context);
  return `in ${short(context.path)}${lack === "" ? "" : `, ${lack}`}`;
}

function lacking({ missing: [first, ...others] }: BuildContext): string {
  if (first === undefined) return "";
  return others.length === 0
    ? `which has no ${first} to copy`
    : `which has no ${first} to copy, nor ${others.length} more`;
}
