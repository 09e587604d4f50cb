import type { BuildChoices, BuildContext, BuildWish } from "../../../server/src/protocol/images.ts";

/** A line of the question what is to be built. */
export interface BuildRow {
  readonly group: "stage" | "service" | "folder";
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

/** The lines of the question for one folder, the likely one first. `short`: a path as people read it. */
export function buildRows(
  choices: BuildChoices,
  context: BuildContext,
  short: (path: string) => string,
): readonly BuildRow[] {
  const stages = [undefined, ...choices.otherStages].map((target): BuildRow => {
    const label = target ?? choices.lastStage ?? "the last stage";
    const wish: BuildWish = { kind: "stage", context: context.path, ...(target === undefined ? {} : { target }) };
    return { group: "stage", label, description: described(context, short), step: { kind: "wish", wish } };
  });
  const services = choices.services.map(({ file, service, target, context: folder }): BuildRow => {
    const stage = target === undefined ? "" : `, stage ${target}`;
    const description = `of ${short(file)}${stage}, in ${short(folder)}`;
    const step: BuildStep = { kind: "wish", wish: { kind: "service", file, service } };
    return { group: "service", label: service, description, step };
  });
  const folders = choices.contexts
    .filter(({ path }) => path !== context.path)
    .map((other): BuildRow => {
      const description = lacking(other);
      return { group: "folder", label: `in ${short(other.path)}`, description, step: stepIn(other, choices) };
    });
  const step: BuildStep = { kind: "other-folder" };
  return [...stages, ...services, ...folders, { group: "folder", label: "in another folder…", description: "", step }];
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
