import type { OnlineRule, PinFinding, PinQuestion } from "../lint/online-rule.ts";
import { settled } from "../lint/run.ts";
import { oneLevelLower, reachesImage, severityOf } from "../lint/severity.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { PinAnswer } from "../pin/pin.ts";
import { checkFile } from "./check.ts";
import type { FileRole } from "./files.ts";
import { type LookupFailure, type Lookups, pinSetup, subjectOf } from "./lookups.ts";
import type { FileSettings } from "./settings-reader.ts";

/** A file whose pins are checked. */
export interface CheckPinsRequest {
  readonly role: FileRole;
  readonly text: string;
  readonly settings: FileSettings;
}

/** What is known of the pins of a file now. */
export interface CheckedPins {
  readonly model: BuildModel;
  /** By place. A pin that nobody could be asked about is not among them but in `failed`: never taken for fresh. */
  readonly findings: readonly PinFinding[];
  readonly failed: readonly LookupFailure[];
  /** How many questions there were. */
  readonly asked: number;
}

/** Asks about everything that is pinned in a file: what is stale, gone or outdated. Edits nothing. */
export async function checkPins(request: CheckPinsRequest, lookups: Lookups): Promise<CheckedPins> {
  const { onlineRules } = await import("../lint/online-rules.ts");
  const { model } = await checkFile(request.role, request.text, request.settings);
  const { lint } = request.settings;
  const options = { ...pinSetup(lookups), lint };
  const asked = onlineRules
    .filter((rule) => severityOf(rule, lint) !== "off")
    .flatMap((rule) => [...rule.ask(model, options)].map((question) => ({ rule, question })));
  // One object: all questions of a gesture share its budget.
  const asking = { ...lookups.asking, revalidates: true };
  const answered = await Promise.all(
    asked.map(async ({ rule, question }) => {
      const answer = await lookups.broker.resolve(question.query, asking);
      return { rule, question, answer };
    }),
  );
  const findings = answered.flatMap(({ rule, question, answer }) =>
    answer.ok ? findingOf(rule, question, answer, { model, request }) : [],
  );
  const failed = answered.flatMap(({ rule, question, answer }) =>
    answer.ok ? [] : [failureOf(rule, question, answer)],
  );
  const { findings: kept } = settled(findings, model, onlineRules, lint);
  return { model, findings: kept, failed: onePlaceOnce(failed), asked: asked.length };
}

function findingOf(
  rule: OnlineRule,
  question: PinQuestion,
  answer: PinAnswer & { readonly ok: true },
  { model, request }: { readonly model: BuildModel; readonly request: CheckPinsRequest },
): readonly PinFinding[] {
  const judged = question.judge(answer);
  const severity = severityOf(rule, request.settings.lint);
  if (judged === undefined || severity === "off") return [];
  const { current, ...finding } = judged;
  const { stage } = finding;
  const isNear = reachesImage(rule.id, stage === undefined ? undefined : model.stages[stage]);
  const { asked, at } = answer.evidence;
  const hosts = [...new Set(asked.map(({ host }) => host))];
  return [
    {
      ...finding,
      rule: rule.id,
      severity: isNear ? severity : oneLevelLower(severity),
      pin: { written: question.written, current, asked: hosts, at },
    },
  ];
}

function failureOf(
  { id }: OnlineRule,
  { query, span }: PinQuestion,
  { reason, message }: PinAnswer & { readonly ok: false },
): LookupFailure {
  return { rule: id, span, title: `Check ${subjectOf(query)}`, reason, message };
}

/** Several rules ask about one pin: that it could not be asked is said once. */
function onePlaceOnce(failed: readonly LookupFailure[]): readonly LookupFailure[] {
  const seen = new Map(failed.map((failure) => [`${failure.span.start} ${failure.message}`, failure]));
  return [...seen.values()].sort((a, b) => a.span.start - b.span.start);
}
