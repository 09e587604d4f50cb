import * as vscode from "vscode";
import type { BuildChoices, BuildContext, BuildWish } from "../../../server/src/protocol/images.ts";
import { withoutIcons } from "../plain-text.ts";
import { type BuildQuestion, type BuildRow, type BuildStep, buildRows, onlyStep, stepIn } from "./build-choice.ts";

/** What a question for a build is headed with. */
const GROUPS = {
  last: "the one of last time",
  stage: "stages",
  service: "Compose and Bake",
  folder: "another build context",
} as const;
const ICONS = { last: "history", stage: "package", service: "layers", folder: "folder" } as const;

interface BuildItem extends vscode.QuickPickItem {
  /** Undefined: a line that divides the list. */
  readonly step?: BuildStep;
}

/** Asks what is to be built and in which folder, where there is a choice. `last`: what was built last. Undefined: the user went away. */
export async function chooseBuild(
  title: string,
  choices: BuildChoices,
  last: BuildWish | undefined,
): Promise<BuildWish | undefined> {
  let step = onlyStep(choices) ?? (await ask(title, { choices, last, short: shortPath }, choices.contexts[0]));
  while (step !== undefined && step.kind !== "wish") {
    const context: BuildContext | undefined = step.kind === "context" ? step.context : await askFolder(title);
    if (context === undefined) return undefined;
    const next = stepIn(context, choices);
    step = next.kind === "wish" ? next : await ask(title, { choices, last: undefined, short: shortPath }, context);
  }
  return step?.wish;
}

async function ask(
  title: string,
  question: BuildQuestion,
  context: BuildContext | undefined,
): Promise<BuildStep | undefined> {
  if (context === undefined) return undefined;
  const rows = buildRows(question, context);
  const items = rows.flatMap((row, index) => itemsOf(row, rows[index - 1]));
  const item = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: "What is built, and where?",
    matchOnDescription: true,
  });
  return item?.step;
}

/** A line, with the head of its group in front of the first. */
function itemsOf({ group, label, description, step }: BuildRow, before: BuildRow | undefined): readonly BuildItem[] {
  const head = { label: GROUPS[group], kind: vscode.QuickPickItemKind.Separator };
  const item = { label: `$(${ICONS[group]}) ${withoutIcons(label)}`, description: withoutIcons(description), step };
  return before?.group === group ? [item] : [head, item];
}

/** What it lacks is not known: the builder says that. */
async function askFolder(title: string): Promise<BuildContext | undefined> {
  const options = { title, openLabel: "Build Here", canSelectFolders: true, canSelectFiles: false };
  const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
  return folder === undefined ? undefined : { path: folder.fsPath, missing: [] };
}

/** Seen from the workspace; the workspace's own folder by its name. */
function shortPath(path: string): string {
  const uri = vscode.Uri.file(path);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.path === uri.path ? folder.name : vscode.workspace.asRelativePath(uri);
}
