import { fetchesIn, type RunFetch } from "../knowledge/downloads/fetches.ts";
import { type InsecureSwitch, insecureSwitches } from "../knowledge/insecure.ts";
import type { Installation, PackageRuleId } from "../knowledge/managers/manager.ts";
import { managerOf } from "../knowledge/managers/managers.ts";
import type { ScriptGap } from "../syntax/shell/script.ts";
import type { InstallUse } from "./build-model.ts";
import { type Evaluation, evaluate, type Surroundings } from "./evaluate/evaluate.ts";
import type { OuterScope, Values } from "./evaluate/variables.ts";
import { addsSource, usesSnapshot } from "./package-sources.ts";
import type { RunScript } from "./run-script.ts";
import type { Check } from "./verification/check.ts";
import { checksIn } from "./verification/checks.ts";

/** An install command with the rule that its packages belong to. */
export interface RunInstall extends Installation {
  readonly rule: PackageRuleId | undefined;
}

/** What one RUN depends on. Spans are relative to its instruction, so the same text in the same environment gives the same facts. */
export interface RunFacts extends Evaluation {
  readonly installs: readonly RunInstall[];
  readonly fetches: readonly RunFetch[];
  readonly checks: readonly Check[];
  readonly insecure: readonly InsecureSwitch[];
  readonly gaps: readonly ScriptGap[];
  readonly usesSnapshot: boolean;
  readonly addsSource: boolean;
}

/** Facts with the values of the outer variables that they were made with; they hold as long as those values do. */
export interface KnownFacts {
  readonly run: RunScript;
  readonly facts: RunFacts;
  readonly reads: ReadonlyMap<string, Values>;
  /** The install commands as they were last placed in the file. */
  placed: { readonly offset: number; readonly stage: number; readonly installs: readonly InstallUse[] } | undefined;
}

/** Reads the facts of one script. */
export function readRunFacts(run: RunScript, surroundings: Surroundings): KnownFacts {
  const { script } = run;
  const reads = new Map<string, Values>();
  const outer: OuterScope = {
    lookup(name) {
      const values = surroundings.outer.lookup(name);
      reads.set(name, values);
      return values;
    },
  };
  const { calls, variables } = evaluate(script, { ...surroundings, outer });
  const installs: RunInstall[] = [];
  const insecure: InsecureSwitch[] = [];
  for (const call of calls) {
    const manager = managerOf(call.program);
    const installation = manager?.installs(call);
    if (installation !== undefined) installs.push({ ...installation, rule: manager?.rule });
    insecure.push(...insecureSwitches(call));
  }
  const { source } = surroundings;
  const facts: RunFacts = {
    calls,
    variables,
    installs,
    fetches: fetchesIn(calls),
    checks: checksIn(calls),
    insecure,
    gaps: script.gaps,
    usesSnapshot: usesSnapshot(source),
    addsSource: addsSource(source),
  };
  return { run, facts, reads, placed: undefined };
}

/** True when every variable that the facts were made with still has its value, at the same distance. */
export function stillHold({ reads }: KnownFacts, outer: OuterScope): boolean {
  for (const [name, values] of reads) if (!sameValues(values, outer.lookup(name))) return false;
  return true;
}

function sameValues(before: Values, now: Values): boolean {
  if (before === undefined || now === undefined) return before === now;
  return (
    before.length === now.length &&
    before.every((value, index) => {
      const other = now[index];
      return (
        other !== undefined &&
        value.text === other.text &&
        value.unknown.length === other.unknown.length &&
        value.from.length === other.from.length &&
        value.from.every((offset, piece) => offset === other.from[piece])
      );
    })
  );
}
