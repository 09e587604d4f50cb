import type { EditFix } from "../fix/fix.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { PinAnswer } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import type { Span } from "../text/span.ts";
import type { PinSetup } from "./lookups/pin-setup.ts";
import type { Finding, LintOptions, RuledFinding, RuleFacts } from "./rule.ts";

/** An answer with a value. */
export type KnownAnswer = PinAnswer & { readonly ok: true };

/** A rule about what is pinned already: it asks, and judges what is answered. It runs when the user checks the pins, never while typing. */
export interface OnlineRule extends RuleFacts {
  ask(model: BuildModel, options: OnlineOptions): Iterable<PinQuestion>;
}

export interface OnlineOptions extends PinSetup {
  readonly lint: LintOptions;
}

/** One question about one place. Rules that ask the same are answered once. */
export interface PinQuestion {
  readonly query: PinQuery;
  /** Place of the pin. */
  readonly span: Span;
  /** As the file has it: `7.88.1-10`, `12.11@sha256:…`. */
  readonly written: string;
  /** What the answer comes to; undefined: the pin is fine, or the answer does not say. */
  judge(answer: KnownAnswer): JudgedPin | undefined;
}

/** A finding with what the pin would be today. */
export interface JudgedPin extends Finding {
  readonly fixes: readonly EditFix[];
  readonly current: string;
  /** What is newer closes known holes: it comes first. */
  readonly isSecurity?: boolean;
}

/** A finding about a pin, with who said so. Shape: docs/json.md. */
export interface PinFinding extends RuledFinding {
  readonly fixes: readonly EditFix[];
  readonly isSecurity?: boolean;
  readonly pin: {
    readonly written: string;
    readonly current: string;
    /** Hosts. */
    readonly asked: readonly string[];
    /** ISO time of the answer. */
    readonly at: string;
  };
}
