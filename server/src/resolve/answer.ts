import { type Outcome, success } from "../outcome/outcome.ts";
import { mistakeIn } from "../pin/lookup-settings.ts";
import type { Asked, PinAnswer } from "../pin/pin.ts";
import type { OsQuery, PinQuery } from "../pin/query.ts";
import type { Asking, BrokerParts, LogEntry } from "./broker.ts";
import { type Budget, type LookupLimits, overTime, type QuestionBudget } from "./budget.ts";
import { howToAllow, isAllowed, plannedFor } from "./consent.ts";
import { type Account, countedHttp, countedRun, type Traffic } from "./counted-world.ts";
import { digestQuestion, withDigest } from "./ground.ts";
import type { Job, Jobs } from "./jobs.ts";
import type { KeptAnswers } from "./kept-answers.ts";
import { keyOf } from "./key.ts";
import type { Logins } from "./logins.ts";
import { refusalOf } from "./refusal.ts";
import type { LookupWorld, Plan, Resolution } from "./resolver.ts";
import type { SharedValues, Wanted } from "./shared-values.ts";

const MAX_LOG = 10_000;

/** The parts and what is kept between questions. */
export interface Desk {
  readonly parts: BrokerParts;
  readonly limits: LookupLimits;
  readonly traffic: Traffic;
  readonly answers: KeptAnswers;
  readonly logins: Logins;
  readonly shared: SharedValues;
  readonly jobs: Jobs;
  readonly log: LogEntry[];
}

/** A question on its way: who asks, on whose account, and the questions that led to it. */
export interface Errand {
  readonly asking: Asking;
  readonly budget: Budget;
  readonly question: QuestionBudget;
  readonly trail: readonly string[];
}

/** Answers a question: kept, joined with those who ask the same, or looked up. */
export async function answerTo(desk: Desk, query: PinQuery, errand: Errand): Promise<PinAnswer> {
  const { asking } = errand;
  const mistake = mistakeIn(asking.settings);
  if (mistake !== undefined) return refusal(desk, refusalOf(mistake), []);
  const grounded = await ground(desk, query, errand);
  if ("ok" in grounded) return grounded;
  if (asking.signal.aborted) return stopped(desk);
  const key = keyNow(desk, grounded, asking);
  if (errand.trail.includes(key)) throw new Error(`a question for a ${query.kind} asks itself`);
  // An answer to somebody who wants news, or who may do more, is another piece of work.
  const kept = await desk.answers.fresh(key, newsSince(errand));
  if (kept !== undefined) return kept;
  const work = `${asking.gesture} ${asking.revalidates === true} ${key}`;
  const answer = await desk.jobs.join(work, asking, (job) => doWork(desk, { key, query: grounded, errand, job }));
  return answer ?? stopped(desk);
}

/** Who wants news takes nothing that was known before the gesture (ms since 1970); undefined: what is kept is as good. */
function newsSince({ asking, budget }: Errand): number | undefined {
  return asking.revalidates === true ? budget.startedAt : undefined;
}

/** What an answer of now is kept under; the work on it may have learned as whom a registry answers. */
function keyNow({ logins }: Desk, query: PinQuery, { settings }: Asking): string {
  return keyOf(query, settings, logins.of(query, settings));
}

/**
 * The question with the digest of its base image. An archive belongs to the image: without it there is no answer. A language's index
 * does not, so there the tag must do.
 */
async function ground(desk: Desk, query: PinQuery, errand: Errand): Promise<PinQuery | PinAnswer> {
  const first = digestQuestion(query);
  if (first === undefined) return query;
  const answer = await answerTo(desk, first, errand);
  const grounded = withDigest(query, answer);
  if (grounded !== undefined) return grounded;
  if (!answer.ok && query.kind === "os") return await askHere(desk, query, answer, errand);
  if (!answer.ok && answer.reason === "cancelled") return answer;
  if (query.kind !== "os") return query;
  return refusal(desk, { reason: "malformed", message: "The registry gave no digest for the base image." }, []);
}

/** What a registry says of an image that it may not have, or where none is reached. */
const ELSEWHERE: ReadonlySet<string> = new Set(["unreachable", "not-found", "refused"]);

/** No registry gives the base image: an engine of this machine may have it, and what is asked in its containers needs no registry. */
async function askHere(
  desk: Desk,
  query: OsQuery,
  refused: PinAnswer & { readonly ok: false },
  errand: Errand,
): Promise<PinAnswer> {
  const here: OsQuery = { ...query, base: { ...query.base, onlyHere: true } };
  const isAsked = plannedFor(desk.parts.resolvers, here, errand.asking.settings).length > 0;
  if (!ELSEWHERE.has(refused.reason) || !isAsked) return refused;
  const answer = await answerTo(desk, here, errand);
  const asked = [...refused.evidence.asked, ...answer.evidence.asked];
  if (answer.ok) return { ...answer, evidence: { ...answer.evidence, asked } };
  const message = `${refused.message} ${answer.message}`;
  return { ...refused, message, evidence: { ...refused.evidence, asked } };
}

/** One question that somebody works on for all who ask it. */
interface Task {
  readonly key: string;
  readonly query: PinQuery;
  readonly errand: Errand;
  readonly job: Job;
}

async function doWork(desk: Desk, task: Task): Promise<PinAnswer> {
  const { key, query, errand } = task;
  const { asking, budget } = errand;
  // Somebody else's work may have ended since this asker looked.
  const kept = desk.answers.inMemory(key, newsSince(errand));
  if (kept !== undefined) return kept;
  const signal = AbortSignal.any([task.job.signal, budget.deadline()]);
  const asked: Asked[] = [];
  const notes: Notes = { signal, asked, startedAt: desk.parts.now().getTime() };
  const resolution = await tryAll(desk, task, notes);
  if (!resolution.ok && signal.aborted) {
    // Whatever it says, it was not let finish.
    const isLate = budget.deadline().aborted;
    return isLate ? refusal(desk, { reason: "limit", message: overTime(desk.limits) }, asked) : stopped(desk);
  }
  if (!resolution.ok) {
    const answer = refusal(desk, resolution, asked);
    if (resolution.isConsentMissing !== true) await desk.answers.keep(keyNow(desk, query, asking), query, answer, 0);
    return answer;
  }
  const { pins, state, checks, caveats, dataDate, freshMs } = resolution;
  const at = desk.parts.now().toISOString();
  const evidence = { asked, at, checks, caveats, ...(dataDate === undefined ? {} : { dataDate }) };
  const answer: PinAnswer = { ok: true, pins, evidence, ...(state === undefined ? {} : { state }) };
  await desk.answers.keep(keyNow(desk, query, asking), query, answer, freshMs);
  return answer;
}

/** What one piece of work notes and listens to. */
interface Notes {
  readonly signal: AbortSignal;
  readonly asked: Asked[];
  /** ms since 1970. */
  readonly startedAt: number;
}

type Failed = Extract<Resolution, { ok: false }> & { readonly isConsentMissing?: boolean };

/** One resolver after the other, until one knows or says that nobody else does. */
async function tryAll(desk: Desk, task: Task, notes: Notes): Promise<Extract<Resolution, { ok: true }> | Failed> {
  const { query, errand } = task;
  const { asking } = errand;
  const unasked: Plan[] = [];
  let failed: Failed | undefined;
  for (const { resolver, plan } of plannedFor(desk.parts.resolvers, query, asking.settings)) {
    if (notes.signal.aborted) return { ok: false, reason: "cancelled", message: STOPPED };
    if (!(await isAllowed(plan, asking, errand.budget))) {
      unasked.push(plan);
      continue;
    }
    const resolution = await resolver.resolve(query, worldOf(desk, task, notes, plan));
    if (resolution.ok || resolution.isOpen !== true) return resolution;
    // Who cannot answer, as a tool that is not there, does not hide what another said of the package.
    if (failed === undefined || resolution.reason !== "unsupported") failed = resolution;
  }
  if (unasked.length === 0)
    return failed ?? { ok: false, reason: "unsupported", message: "Nobody here knows how to look this up." };
  const isHere = query.kind === "os" && query.base.onlyHere === true;
  const told = failed?.message ?? (isHere ? undefined : "Nobody who may know was asked.");
  const cure = howToAllow(unasked, asking);
  const message = told === undefined ? cure : `${asSentence(told)} ${cure}`;
  return { ...(failed ?? { ok: false, reason: "refused" }), message, isConsentMissing: true };
}

/** The world as a resolver sees it: counted, noted, with the consent of its plan and no more. */
function worldOf(desk: Desk, task: Task, notes: Notes, plan: Plan): LookupWorld {
  const { errand, job } = task;
  const { asking, budget, question } = errand;
  const since = newsSince(errand);
  const note = (asked: Asked) => {
    noteOnce(notes.asked, asked);
    desk.log.push({ ...asked, at: desk.parts.now().toISOString() });
    if (desk.log.length > MAX_LOG) desk.log.shift();
    // What a container is started for is told by who starts it, in other words than its own.
    if (asked.via !== "container") job.progress(`asking ${asked.host}: ${asked.what}`);
  };
  const account: Account = { budget, question, signal: notes.signal, since, note };
  const inner: Asking = { ...asking, signal: notes.signal, progress: job.progress };
  return {
    http: countedHttp(desk.traffic, account),
    run: countedRun(desk.traffic, account, plan),
    credentials: desk.logins.noting(desk.parts.reach.credentials),
    npm: desk.parts.reach.npm,
    store: desk.parts.reach.store,
    now: () => desk.parts.now(),
    settings: asking.settings,
    signal: notes.signal,
    progress: job.progress,
    agrees: (next) => isAllowed(next, inner, budget),
    async ask(query) {
      const answer = await answerTo(desk, query, { ...errand, asking: inner, trail: [...errand.trail, task.key] });
      for (const asked of answer.evidence.asked) noteOnce(notes.asked, asked);
      return answer;
    },
    shared: (key, freshMs, make) => shareNoted(desk, notes, key, { freshMs, since, signal: notes.signal, make }),
  };
}

/** A shared value, and with it the note of who was asked for it, whoever did. */
async function shareNoted<T>(desk: Desk, notes: Notes, key: string, wanted: Wanted<T>): Promise<Outcome<T>> {
  const now = () => desk.parts.now().getTime();
  const outcome = await desk.shared.get(key, {
    ...wanted,
    async make(): Promise<Outcome<Shared<T>>> {
      const before = notes.asked.length;
      const made = await wanted.make();
      return made.ok ? success({ value: made.value, asked: notes.asked.slice(before), at: now() }) : made;
    },
  });
  if (!outcome.ok) return outcome;
  const { value, asked, at } = outcome.value;
  for (const one of asked) noteOnce(notes.asked, at < notes.startedAt ? { ...one, via: "cache" } : one);
  return success(value);
}

interface Shared<T> {
  readonly value: T;
  readonly asked: readonly Asked[];
  /** When it was made, ms. */
  readonly at: number;
}

function noteOnce(notes: Asked[], asked: Asked): void {
  const isThere = notes.some(({ host, what, via }) => host === asked.host && what === asked.what && via === asked.via);
  if (!isThere) notes.push(asked);
}

const STOPPED = "The look-up was stopped.";

function stopped(desk: Desk): PinAnswer {
  return refusal(desk, { reason: "cancelled", message: STOPPED }, []);
}

/** Failures are clauses about somebody. */
function asSentence(clause: string): string {
  return /[.!?]$/.test(clause) ? clause : `${clause}.`;
}

function refusal(desk: Desk, { reason, message, retryAt }: Omit<Failed, "ok">, asked: readonly Asked[]): PinAnswer {
  const evidence = { asked, at: desk.parts.now().toISOString(), checks: [], caveats: [] };
  return { ok: false, reason, message: asSentence(message), evidence, ...(retryAt === undefined ? {} : { retryAt }) };
}
