import { valueAt } from "../json/fields.ts";
import { parseJson } from "../json/parse.ts";
import type { Store } from "../outside/outside.ts";
import type { PinAnswer } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import { readAnswer } from "./read-answer.ts";

/** An answer and how long it is as good as a new one. */
interface Kept {
  readonly answer: PinAnswer;
  /** ms since 1970; null: for ever. */
  readonly freshUntil: number | null;
}

/** Answers by key, in memory and behind it in the store. */
export interface KeptAnswers {
  /** One that need not be asked for again; `since`: only if it was given after this time (ms). */
  fresh(key: string, since: number | undefined): Promise<PinAnswer | undefined>;
  /** The same, as far as this process has seen it. */
  inMemory(key: string, since: number | undefined): PinAnswer | undefined;
  /** One of any age. */
  any(key: string): Promise<PinAnswer | undefined>;
  /** `freshMs` counts for answers with a value; how long others hold is said here. */
  keep(key: string, query: PinQuery, answer: PinAnswer, freshMs: number): Promise<void>;
  /** Forgets what is in memory. */
  clear(): void;
}

const VERSION = 1;
const MAX_IN_MEMORY = 2000;
const MINUTE_MS = 60_000;

/** Answers of this process and of those before it. */
export function keptAnswers(store: Store, now: () => number): KeptAnswers {
  const memory = new Map<string, Kept>();

  const remember = (key: string, kept: Kept) => {
    memory.delete(key);
    memory.set(key, kept);
    const [oldest] = memory.keys();
    if (memory.size > MAX_IN_MEMORY && oldest !== undefined) memory.delete(oldest);
  };
  const find = async (key: string): Promise<Kept | undefined> => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const kept = readKept(await store.read(pathOf(key)));
    if (kept !== undefined) remember(key, kept);
    return kept;
  };
  const ifFresh = (kept: Kept | undefined, since: number | undefined) =>
    kept !== undefined && isFresh(kept, now(), since) ? fromCache(kept.answer) : undefined;
  return {
    fresh: async (key, since) => ifFresh(await find(key), since),
    inMemory: (key, since) => ifFresh(memory.get(key), since),
    async any(key) {
      const kept = await find(key);
      return kept === undefined ? undefined : fromCache(kept.answer);
    },
    clear: () => memory.clear(),
    async keep(key, query, answer, freshMs) {
      const { holdsMs, isLasting } = answer.ok ? { holdsMs: freshMs, isLasting: true } : holdOf(query, answer.reason);
      if (holdsMs <= 0) return;
      const kept = { answer, freshUntil: Number.isFinite(holdsMs) ? now() + holdsMs : null };
      remember(key, kept);
      if (isLasting) await store.write(pathOf(key), Buffer.from(JSON.stringify({ v: VERSION, ...kept })));
    },
  };
}

/** How long a question without a value is not asked again, and whether that outlives this process. */
function holdOf(query: PinQuery, reason: string): { readonly holdsMs: number; readonly isLasting: boolean } {
  // A new tag is pushed minutes after somebody wrote it down; a new package takes longer to appear.
  if (reason === "not-found")
    return {
      holdsMs: query.kind === "os" || query.kind === "language" ? 60 * MINUTE_MS : 10 * MINUTE_MS,
      isLasting: true,
    };
  return { holdsMs: reason === "refused" ? MINUTE_MS : 0, isLasting: false };
}

function isFresh({ answer, freshUntil }: Kept, now: number, since: number | undefined): boolean {
  const at = Date.parse(answer.evidence.at);
  // An answer of the future: the clock was set back, and nothing is known of its age.
  if (!(at <= now + MINUTE_MS) || (since !== undefined && at < since)) return false;
  return freshUntil === null || freshUntil > now;
}

/** Nobody was asked this time; who was, and when, stays said. */
function fromCache(answer: PinAnswer): PinAnswer {
  const asked = answer.evidence.asked.map((asking) => ({ ...asking, via: "cache" as const }));
  return { ...answer, evidence: { ...answer.evidence, asked } };
}

function pathOf(key: string): string {
  return `answers/${key.slice(0, 2)}/${key}`;
}

function readKept(bytes: Uint8Array | undefined): Kept | undefined {
  if (bytes === undefined) return undefined;
  const value = parseJson(bytes);
  if (valueAt(value, "v") !== VERSION) return undefined;
  const answer = readAnswer(valueAt(value, "answer"));
  const freshUntil = valueAt(value, "freshUntil");
  if (answer === undefined || (typeof freshUntil !== "number" && freshUntil !== null)) return undefined;
  return { answer, freshUntil };
}
