import type { Outcome } from "../outcome/outcome.ts";

/** Values that several questions need, made once: package indexes. */
export interface SharedValues {
  /**
   * The value of `key`, made now if there is none that is fresh, or none since `since` (ms). Who comes while it is made waits for the
   * same; when the maker's asker leaves the next one makes it. Failures are not kept.
   */
  get<T>(key: string, wanted: Wanted<T>): Promise<Outcome<T>>;
  /** Forgets all of them; what is being made is still given to those who wait for it. */
  clear(): void;
}

/** What is wanted, by whom. */
export interface Wanted<T> {
  readonly freshMs: number;
  readonly since: number | undefined;
  readonly signal: AbortSignal;
  make(): Promise<Outcome<T>>;
}

interface Entry {
  readonly value: Promise<Outcome<unknown>>;
  /** When it was begun, ms. */
  readonly at: number;
  /** Until when it is good, ms; undefined: it is being made. */
  until: number | undefined;
}

/** Indexes are large: few are kept. */
const MAX_KEPT = 24;

/** Shared values of one process, by the given clock. */
export function sharedValues(now: () => number): SharedValues {
  const entries = new Map<string, Entry>();

  const isUsable = ({ at, until }: Entry, since: number | undefined): boolean => {
    if (until === undefined) return true;
    return until > now() && at <= now() && (since === undefined || at >= since);
  };
  const add = (key: string, { make, freshMs }: Wanted<unknown>): Entry => {
    const entry: Entry = { value: make(), at: now(), until: undefined };
    entries.set(key, entry);
    const drop = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entry.value.then((outcome) => {
      entry.until = now() + freshMs;
      if (!outcome.ok || freshMs <= 0) drop();
      for (const [old, { until = Number.POSITIVE_INFINITY }] of entries) if (until <= now()) entries.delete(old);
      for (const [old] of entries) if (entries.size > MAX_KEPT && old !== key) entries.delete(old);
    }, drop);
    return entry;
  };
  return {
    clear: () => entries.clear(),
    async get<T>(key: string, wanted: Wanted<T>): Promise<Outcome<T>> {
      for (;;) {
        const known = entries.get(key);
        const isKnown = known !== undefined && isUsable(known, wanted.since);
        const outcome = await (isKnown ? known : add(key, wanted)).value;
        const isEndOfAnother = isKnown && !outcome.ok && outcome.reason === "cancelled" && !wanted.signal.aborted;
        // A key stands for one kind of value: whoever asks for it makes it in the same way.
        if (!isEndOfAnother) return outcome as Outcome<T>;
      }
    },
  };
}
