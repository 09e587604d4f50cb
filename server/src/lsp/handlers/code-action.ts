import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
} from "vscode-languageserver/node";
import { NO_FACTS } from "../../engine/fix.ts";
import { folderOf } from "../../engine/path.ts";
import { projectFacts } from "../../engine/project/project-facts.ts";
import { knownFixes } from "../../fix/choose.ts";
import type { Fix, KnownFix, LookupFix, ProjectFacts } from "../../fix/fix.ts";
import { ignoreHere, ignoreInFile } from "../../fix/ignore.ts";
import type { ShownFinding } from "../../lint/group.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import { CLIENT_COMMANDS, FIX_ALL_KIND } from "../../protocol/requests.ts";
import { isAt, type Span, touches } from "../../text/span.ts";
import type { CodeActionData } from "../code-action-data.ts";
import { rangeOf, sameRange, spanOf } from "../convert.ts";
import type { CheckedDocument } from "../document-state.ts";
import { fixesOf, isLookup, packagesOfRun, reasonsOf } from "../lookups/lookup-fixes.ts";
import type { ServerContext } from "../server-context.ts";
import { documentEdit } from "../workspace-edit.ts";
import { resolveCodeAction } from "./code-action-resolve.ts";

/** `textDocument/codeAction`: the fixes of the findings at a place, and the ways to silence their rules. */
export async function codeActions(params: CodeActionParams, context: ServerContext): Promise<CodeAction[]> {
  // Some clients say null for what they leave out.
  const only = params.context.only ?? undefined;
  if (!context.abilities.takesCodeActions) return [];
  const document = await context.documents.checked(params.textDocument.uri);
  if (document === undefined) return [];
  const wanted = (kind: string) => only === undefined || only.some((asked) => contains(asked, kind));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) actions.push(...(await quickFixes(document, params, context)));
  // Never in the light bulb: an editor asks for it on saving, or when somebody wants all source actions.
  if (only !== undefined && wanted(FIX_ALL_KIND)) actions.push(...(await fixAll(document, context)));
  return actions;
}

function contains(asked: string, kind: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}

async function quickFixes(
  document: CheckedDocument,
  params: CodeActionParams,
  context: ServerContext,
): Promise<CodeAction[]> {
  const span = spanOf(document.lines, params.range);
  const findings = document.shown.filter((finding) => touches(finding.span, span));
  const { diagnostics, triggerKind } = params.context;
  const offer: Offer = {
    document,
    context,
    asked: diagnostics ?? [],
    isInvoked: triggerKind === CodeActionTriggerKind.Invoked,
    fixesOf: await fixesOf(document, context.lookups),
    facts: projectOf(document, context),
    whyNoFix: await reasonsOf(document, context.lookups),
  };
  const fixes: CodeAction[] = [];
  for (const finding of findings) fixes.push(...(await fixActions(finding, offer)));
  return uniqueByTitle([
    ...fixes,
    ...(await scanActions(span, offer)),
    ...groupActions(findings, offer),
    ...findings.flatMap((finding) => silenceActions(finding, offer)),
  ]);
}

/** What can be done about what a scan found here. */
async function scanActions(span: Span, { document, context }: Offer): Promise<CodeAction[]> {
  const shown = context.scans.get(document.uri);
  if (shown === undefined) return [];
  const { decideAction, offeredFixes } = await import("../scan/scan-actions.ts");
  const fixes = canChooseLater(context) ? await offeredFixes(shown.scan, document, span, context) : [];
  return [
    ...fixes.map((data) => chosenLater({ title: data.title, kind: CodeActionKind.QuickFix }, data, context)),
    ...decideAction(shown.scan, document, span, context),
  ];
}

interface Offer {
  readonly document: CheckedDocument;
  readonly context: ServerContext;
  /** The diagnostics that the client asks about. */
  readonly asked: readonly Diagnostic[];
  /** Somebody opened the menu; else the editor asks by itself, with every move of the cursor. */
  readonly isInvoked: boolean;
  fixesOf(finding: RuledFinding): readonly Fix[];
  /** Of the project around the document. */
  facts(): ProjectFacts;
  whyNoFix(finding: RuledFinding): string | undefined;
}

async function fixActions(finding: ShownFinding, offer: Offer): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  const fixed = fixedBy(finding);
  for (const fix of knownFixes(offer.fixesOf(fixed), offer.facts)) {
    const action: CodeAction = {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      ...diagnosticsFor(finding, offer),
      isPreferred: fix.safety === "safe" && actions.length === 0,
    };
    const whole = await withEdit(action, fixed, fix, offer);
    if (whole !== undefined) actions.push(whole);
  }
  return actions.length > 0 ? actions : reasonAction(finding, offer);
}

/** What stands on the words of a command that installs one package is fixed where that one is. */
function fixedBy(finding: ShownFinding): RuledFinding {
  const [word, ...others] = finding.words;
  return word === undefined || others.length > 0 ? finding : word;
}

/** The project is looked at, once, when somebody stands at what may need it: a title says what will be written. */
function projectOf({ path }: CheckedDocument, { outside }: ServerContext): () => ProjectFacts {
  let known: ProjectFacts | undefined;
  return () => {
    known ??= path === undefined ? NO_FACTS : projectFacts(folderOf(path), outside.files);
    return known;
  };
}

/** Tells, when it is chosen, why nothing can be written. */
function reasonAction(finding: ShownFinding, offer: Offer): CodeAction[] {
  const { document, context } = offer;
  const fixed = fixedBy(finding);
  if (!canChooseLater(context) || offer.whyNoFix(fixed) === undefined) return [];
  const title = "Why is there no pin for this?";
  const action = { title, kind: CodeActionKind.QuickFix, ...diagnosticsFor(finding, offer) };
  return [chosenLater(action, dataOf("no-fix", document, fixed, title), context)];
}

/** An edit that is known stands in the answer; a value is looked up when it is chosen. */
async function withEdit(
  action: CodeAction,
  finding: RuledFinding,
  fix: KnownFix,
  offer: Offer,
): Promise<CodeAction | undefined> {
  const { document, context } = offer;
  if (fix.kind === "edit") return { ...action, edit: documentEdit(document, fix.edits, context.abilities) };
  // A client that cannot wait for the choice would have to be given the value now, and nobody has chosen anything.
  if (!canChooseLater(context)) return undefined;
  const data = dataOf("fix", document, finding, fix.title);
  return chosenLater({ ...action, title: await lookupTitle(fix, offer) }, data, context);
}

/**
 * An action that asks somebody outside. Where the client can, it is a command: that runs only when somebody chooses it, while any
 * other extension may have actions resolved.
 */
function chosenLater(action: CodeAction, data: CodeActionData, { abilities }: ServerContext): CodeAction {
  const { lookUp } = CLIENT_COMMANDS;
  if (!abilities.commands.has(lookUp)) return { ...action, data };
  return { ...action, command: { title: action.title, command: lookUp, arguments: [data] } };
}

function canChooseLater({ abilities }: ServerContext): boolean {
  return abilities.resolvesEdits || abilities.commands.has(CLIENT_COMMANDS.lookUp);
}

/** Says what is known already, or why nothing will be looked up. Nobody is asked for it. */
async function lookupTitle(fix: LookupFix, { document, context, isInvoked }: Offer): Promise<string> {
  const { lookups } = context;
  const session = isInvoked && lookups.isTrusted() ? lookups.made() : undefined;
  if (session === undefined) return askingTitle(fix.title, context);
  const { titleWithKnown } = await import("../lookups/known-values.ts");
  return await titleWithKnown(fix, await lookups.settings(document), session);
}

function askingTitle(title: string, { lookups }: ServerContext): string {
  return lookups.isTrusted() ? title : `${title} (needs a trusted workspace)`;
}

/** What pins more than one thing at once. */
function groupActions(findings: readonly ShownFinding[], offer: Offer): CodeAction[] {
  const { document, context } = offer;
  if (!canChooseLater(context)) return [];
  const isPinned = (finding: RuledFinding) => offer.fixesOf(finding).some(isLookup);
  const actions: CodeAction[] = [];
  const group = findings.find((finding) => finding.group !== undefined);
  if (group !== undefined && packagesOfRun(group.span, document).filter(isPinned).length > 1) {
    const title = askingTitle("Pin all packages in this RUN", context);
    const data = dataOf("pin-run", document, group, title);
    actions.push(chosenLater({ title, kind: CodeActionKind.QuickFix }, data, context));
  }
  if (findings.some((finding) => [finding, ...finding.words].some(isPinned))) {
    const title = askingTitle("Pin everything in this file", context);
    const data = dataOf("pin-everything", document, WHOLE, title);
    actions.push(chosenLater({ title, kind: CodeActionKind.QuickFix }, data, context));
  }
  return actions;
}

/** The place of what concerns a whole file. */
const WHOLE = { rule: "", span: { start: 0, end: 0 } } as const;

function dataOf(
  kind: CodeActionData["kind"],
  { uri, version }: CheckedDocument,
  { rule, span }: { readonly rule: string; readonly span: Span },
  title: string,
): CodeActionData {
  return { kind, uri, version, rule, span, title };
}

/** The action itself for a client that resolves it when it is chosen; else resolved now, if there is anything to do. */
async function orResolved(action: CodeAction, context: ServerContext): Promise<CodeAction | undefined> {
  if (context.abilities.resolvesEdits) return action;
  const { data: _, ...resolved } = await resolveCodeAction(action, { ...context, tell: () => undefined });
  return resolved.edit === undefined ? undefined : resolved;
}

/** Ways to silence a rule, from the narrowest to the widest. */
function silenceActions(finding: ShownFinding, offer: Offer): CodeAction[] {
  const { document, context } = offer;
  const { rule } = finding;
  const { abilities } = context;
  const base = { kind: CodeActionKind.QuickFix, ...diagnosticsFor(finding, offer) };
  const actions: CodeAction[] = [];
  const { locked } = document.settings.lint;
  if (locked !== "all" && !locked.has(rule)) {
    const place = {
      text: document.text,
      instructions: document.model.dockerfile.instructions,
      directives: document.model.dockerfile.directives,
      suppressions: document.model.suppressions,
    };
    for (const fix of [ignoreHere(place, rule, placeToSilence(finding, document)), ignoreInFile(place, rule)]) {
      if (fix === undefined) continue;
      actions.push({ ...base, title: fix.title, edit: documentEdit(document, fix.edits, abilities) });
    }
  }
  if (document.path !== undefined && abilities.resolvesEdits && abilities.createsFiles) {
    const title = `Turn ${rule} off in this repository`;
    actions.push({ ...base, title, data: dataOf("rule-off", document, finding, title) });
  }
  if (abilities.commands.has(CLIENT_COMMANDS.turnRuleOffForMe)) {
    actions.push(commandAction(`Turn ${rule} off for me`, CLIENT_COMMANDS.turnRuleOffForMe, rule, base));
  }
  if (abilities.commands.has(CLIENT_COMMANDS.explainRule)) {
    actions.push(commandAction(`Why? (${rule})`, CLIENT_COMMANDS.explainRule, rule, base));
  }
  return actions;
}

function commandAction(title: string, command: string, rule: string, base: Partial<CodeAction>): CodeAction {
  return { ...base, title, command: { title, command, arguments: [rule] } };
}

/**
 * A comment inside a continued instruction covers one line. An install command whose words stand on further lines is
 * silenced as a whole, so its comment goes above the instruction.
 */
function placeToSilence({ span, words }: ShownFinding, { text, model }: CheckedDocument): Span {
  const last = words.reduce((end, word) => Math.max(end, word.span.end), span.end);
  if (!text.slice(span.start, last).includes("\n")) return span;
  const instruction = model.dockerfile.instructions.find((each) => isAt(each.span, span.start));
  return instruction === undefined ? span : instruction.keywordSpan;
}

/** The client's own diagnostics of the finding, so that it can draw them together. */
function diagnosticsFor({ span, rule }: ShownFinding, { document, asked }: Offer): Pick<CodeAction, "diagnostics"> {
  const range = rangeOf(document.lines, span);
  const diagnostics = asked.filter((each) => each.code === rule && sameRange(each.range, range));
  return diagnostics.length === 0 ? {} : { diagnostics };
}

function uniqueByTitle(actions: readonly CodeAction[]): CodeAction[] {
  const kept = new Map<string, CodeAction>();
  for (const action of actions) {
    // Fixes of several words may have one title and different edits.
    const key = action.edit === undefined ? action.title : `${action.title} ${JSON.stringify(action.edit)}`;
    if (!kept.has(key)) kept.set(key, action);
  }
  return [...kept.values()];
}

async function fixAll(document: CheckedDocument, context: ServerContext): Promise<CodeAction[]> {
  const isFixable = document.findings.some(({ fixes }) => fixes.some(isSafeEdit));
  if (!isFixable) return [];
  const title = "Fix all safe Seaworthy findings";
  const data = dataOf("fix-all", document, WHOLE, title);
  const action = await orResolved({ title, kind: FIX_ALL_KIND, data }, context);
  return action === undefined ? [] : [action];
}

function isSafeEdit(fix: Fix): boolean {
  return fix.kind === "edit" && fix.safety === "safe";
}
