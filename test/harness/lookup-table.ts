import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resolveLookup } from "../../server/src/engine/lookups.ts";
import type { Safety } from "../../server/src/fix/fix.ts";
import { lookupFixes, whyNoLookup } from "../../server/src/lint/lookups/lookup-fixes.ts";
import type { PinSetup } from "../../server/src/lint/lookups/pin-setup.ts";
import type { LintOptions } from "../../server/src/lint/rule.ts";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { ModelOptions } from "../../server/src/model/options.ts";
import type { Pin } from "../../server/src/pin/pin.ts";
import type { PinQuery } from "../../server/src/pin/query.ts";
import { applyEdits } from "../../server/src/text/apply-edits.ts";
import { found, madeUpLookups } from "./made-up-broker.ts";
import { STANDARD_OPTIONS } from "./rule-table.ts";

/** One behaviour of the fixes that look a value up, for the first finding of a rule in a file. */
export interface LookupRow {
  /** A Dockerfile; the first line end is dropped. */
  readonly text: string;
  readonly rule: string;
  /** Titles of all such fixes. Empty: none is offered. */
  readonly titles?: readonly string[];
  /** Of the chosen one. */
  readonly safety?: Safety;
  /** Why there is none, a part of the sentence. */
  readonly why?: RegExp;
  /** Which of them is chosen; 0 unless given. */
  readonly choose?: number;
  /** What the answer holds. */
  readonly pins?: readonly Omit<Pin, "lasts" | "recommended">[];
  /** What is asked, as far as it is given here. */
  readonly asks?: Readonly<Record<string, unknown>>;
  /** The whole text after the fix; undefined: not looked at; null: the value cannot be written. */
  readonly fixed?: string | null;
  readonly setup?: Partial<PinSetup>;
  readonly build?: ModelOptions;
  readonly lint?: Partial<LintOptions>;
}

export const SETUP: PinSetup = {
  platform: { os: "linux", arch: "amd64" },
  pinStyle: "exact",
  freezesStages: false,
  minimumReleaseAgeDays: 3,
  platforms: ["linux/amd64", "linux/arm64"],
  mirrors: new Map(),
};

/** One test a row. */
export function lookupTable(title: string, rows: Readonly<Record<string, LookupRow>>): void {
  describe(title, () => {
    for (const [name, row] of Object.entries(rows)) it(name, () => runRow(row));
  });
}

async function runRow(row: LookupRow): Promise<void> {
  const text = row.text.replace(/^\n/, "");
  const model = buildModel(text, row.build);
  const finding = check(model, { ...STANDARD_OPTIONS, ...row.lint }).findings.find(({ rule }) => rule === row.rule);
  assert.ok(finding !== undefined, `${row.rule} finds nothing`);
  const setup = { ...SETUP, ...row.setup };
  const fixes = lookupFixes(finding, model, setup);
  const { titles, why, choose = 0, pins, asks, fixed } = row;
  if (why !== undefined) {
    assert.deepEqual(fixes, []);
    assert.match(whyNoLookup(finding, model, setup) ?? "nothing is said", why);
  }
  const offered = fixes.map((fix) => fix.title);
  if (titles !== undefined) assert.deepEqual(offered, titles);
  const fix = fixes[choose];
  if (row.safety !== undefined) assert.equal(fix?.safety, row.safety);
  if (pins === undefined && asks === undefined) return;
  assert.ok(fix !== undefined, "no such fix");
  const lookups = madeUpLookups(() => found(pins ?? []));
  const outcome = await resolveLookup(fix, lookups);
  if (asks !== undefined) assert.deepEqual(partOf(lookups.queries[0], asks), asks);
  if (fixed === undefined) return;
  assert.equal(outcome.ok ? applyEdits(text, outcome.value) : null, fixed?.replace(/^\n/, "") ?? null);
}

function partOf(query: PinQuery | undefined, asks: Readonly<Record<string, unknown>>): unknown {
  const known = new Map<string, unknown>(Object.entries(query ?? {}));
  return Object.fromEntries(Object.keys(asks).map((key) => [key, known.get(key)]));
}
