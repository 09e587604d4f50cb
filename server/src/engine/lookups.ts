import type { LookupFix } from "../fix/fix.ts";
import type { Platform } from "../knowledge/platform.ts";
import type { PinSetup } from "../lint/lookups/pin-setup.ts";
import { type Failure, failure, type Reason, success } from "../outcome/outcome.ts";
import type { Pin } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import type { Asking, Broker } from "../resolve/broker.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** Who answers questions, and on whose behalf they are asked. */
export interface Lookups {
  readonly broker: Broker;
  readonly asking: Asking;
  /** What images are built for where the file does not say it. */
  readonly platform: Platform;
}

/** A value that could not be had. */
export interface LookupFailure {
  readonly rule: string;
  /** Place of the finding. */
  readonly span: Span;
  /** Title of the fix, or the question in words. */
  readonly title: string;
  readonly reason: Reason;
  /** A sentence for people, with the cure. */
  readonly message: string;
  /** True: no answer helps here. Nobody can be asked, or no edit can write what they would say. */
  readonly isUnwritable?: boolean;
}

/** What questions need to know besides the file. */
export function pinSetup({ asking, platform }: Lookups): PinSetup {
  return { ...asking.settings, platform };
}

/** The edits of a fix, or why there are none. The failure's `detail` is a sentence for people. */
export type Looked =
  | { readonly ok: true; readonly value: readonly TextEdit[] }
  | (Failure & Pick<LookupFailure, "isUnwritable">);

/** Asks for the value of a fix. */
export async function resolveLookup(fix: LookupFix, lookups: Lookups): Promise<Looked> {
  const query = fix.query();
  const asked = subjectOf(query);
  const answer = await lookups.broker.resolve(query, lookups.asking);
  if (lookups.asking.signal.aborted) return failure("cancelled", asked, "The look-up was cancelled.");
  if (!answer.ok) {
    const { reason, message, retryAt } = answer;
    const failed = { ok: false, reason, asked, detail: message } as const;
    return retryAt === undefined ? failed : { ...failed, retryAt };
  }
  const pin = chosenPin(answer.pins, fix.style);
  if (pin === undefined) return failure("not-found", asked, `There is no such value for ${asked} today.`);
  const edits = fix.edits(pin);
  if (edits.length > 0) return success(edits);
  const detail = `${pin.text} was found for ${asked}, but it cannot be written here.`;
  return { ok: false, reason: "unsupported", asked, detail, isUnwritable: true };
}

/** The pin of an answer that a fix writes: that of its style, else the recommended one. */
export function chosenPin(pins: readonly Pin[], style: Pin["style"] | undefined): Pin | undefined {
  if (style !== undefined) return pins.find((pin) => pin.style === style);
  return pins.find((pin) => pin.recommended) ?? pins[0];
}

/** What a question is about, in a word: `docker.io/library/node:22`, `curl`, a URL. */
export function subjectOf(query: PinQuery): string {
  switch (query.kind) {
    case "image": {
      const { registry, repository, tag } = query.reference;
      return `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}`;
    }
    case "os":
    case "language":
      return query.name;
    case "download":
    case "git":
      return query.url;
  }
}
