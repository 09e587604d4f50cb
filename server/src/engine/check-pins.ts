import type { KnownAnswer, OnlineRule, PinFinding, PinQuestion } from "../lint/online-rule.ts";
import type { LintOptions } from "../lint/rule.ts";
import { settled } from "../lint/run.ts";
import { oneLevelLower, reachesImage, severityOf } from "../lint/severity.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { PinAnswer } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import { isWithin, type Span } from "../text/span.ts";
import { checkFile } from "./check.ts";
import type { InnerDockerfile } from "./check-inline.ts";
import type { FileRole } from "./file-roles.ts";
import { type LookupFailure, type Lookups, pinSetup, subjectOf } from "./lookups.ts";
import type { FileSettings } from "./settings-reader.ts";

/** A file whose pins are checked. */
export interface CheckPinsRequest {
  readonly role: FileRole;
  readonly text: string;
  readonly settings: FileSettings;
  /** Unless given, every rule asks. */
  readonly asks?: (rule: { readonly id: string }) => boolean;
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
  const { lint } = request.settings;
  const { asks = () => true } = request;
  const rules = onlineRules.filter((rule) => asks(rule) && severityOf(rule, lint) !== "off");
  const { model, inner = [] } = await checkFile(request.role, request.text, request.settings);
  // One object: all questions of a gesture share its budget.
  const asking = { ...lookups.asking, revalidates: true };
  const parts = await Promise.all(
    [wholeFile(model, inner), ...inner].map((part) => checkPart(part, rules, { ...lookups, asking }, lint)),
  );
  const found = parts.flatMap(({ findings }) => findings);
  return {
    model,
    findings: settled(found, model, rules, lint).findings,
    failed: onePlaceOnce(parts.flatMap(({ failed }) => failed)),
    asked: parts.reduce((sum, { asked }) => sum + asked, 0),
  };
}

/** The file itself, or a Dockerfile that stands in it. */
type Part = Pick<InnerDockerfile, "model" | "span" | "placeOf" | "placed"> & { readonly without?: readonly Span[] };

/** What stands in an inner Dockerfile is asked for there. */
function wholeFile(model: BuildModel, inner: readonly InnerDockerfile[]): Part {
  const span = { start: 0, end: model.text.length };
  return {
    model,
    span,
    placeOf: (place) => place,
    placed: (finding) => finding,
    without: inner.map((each) => each.span),
  };
}

async function checkPart(
  { model, span, without = [], placeOf, placed }: Part,
  rules: readonly OnlineRule[],
  lookups: Lookups,
  lint: LintOptions,
): Promise<Omit<CheckedPins, "model">> {
  const options = { ...pinSetup(lookups), lint };
  const asked = rules
    .flatMap((rule) => [...rule.ask(model, options)].map((question) => ({ rule, question })))
    .filter(({ question }) => !without.some((other) => isWithin(question.span, other)));
  const answered = await Promise.all(
    asked.map(async (each) => ({
      ...each,
      answer: await lookups.broker.resolve(each.question.query, lookups.asking),
    })),
  );
  const found = answered.flatMap(({ rule, question, answer }) =>
    answer.ok ? findingOf(rule, question, answer, { model, lint }) : [],
  );
  const failed = answered.flatMap(({ rule, question, answer }) =>
    answer.ok ? [] : [failureOf(rule, question.query, placeOf(question.span) ?? span, answer)],
  );
  const { findings } = settled(found, model, rules, lint);
  return { findings: findings.flatMap((finding) => placed(finding) ?? []), failed, asked: asked.length };
}

function findingOf(
  rule: OnlineRule,
  question: PinQuestion,
  answer: KnownAnswer,
  { model, lint }: { readonly model: BuildModel; readonly lint: LintOptions },
): readonly PinFinding[] {
  const judged = question.judge(answer);
  const severity = severityOf(rule, lint);
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
  query: PinQuery,
  span: Span,
  { reason, message }: PinAnswer & { readonly ok: false },
): LookupFailure {
  return { rule: id, span, title: `Check ${subjectOf(query)}`, reason, message };
}

/** Several rules ask about one pin: that it could not be asked is said once. */
function onePlaceOnce(failed: readonly LookupFailure[]): readonly LookupFailure[] {
  const seen = new Map(failed.map((failure) => [`${failure.span.start} ${failure.message}`, failure]));
  return [...seen.values()].sort((a, b) => a.span.start - b.span.start);
}
