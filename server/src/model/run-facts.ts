import { fetchesIn, type RunFetch } from "../knowledge/downloads/fetches.ts";
import { type InsecureSwitch, insecureSwitches } from "../knowledge/insecure.ts";
import type { Installation, PackageRuleId } from "../knowledge/managers/manager.ts";
import { managerOf } from "../knowledge/managers/managers.ts";
import type { Script } from "../syntax/shell/script.ts";
import { type Evaluation, evaluate, type Surroundings } from "./evaluate/evaluate.ts";
import { addsSource, usesSnapshot } from "./package-sources.ts";

/** An install command with the rule that its packages belong to. */
export interface RunInstall extends Installation {
  readonly rule: PackageRuleId | undefined;
}

/** What one RUN depends on. Spans are relative to its instruction, so the same text in the same environment gives the same facts. */
export interface RunFacts extends Evaluation {
  readonly installs: readonly RunInstall[];
  readonly fetches: readonly RunFetch[];
  readonly insecure: readonly InsecureSwitch[];
  readonly usesSnapshot: boolean;
  readonly addsSource: boolean;
}

/** Reads the facts of one script. */
export function runFacts(script: Script, surroundings: Surroundings): RunFacts {
  const { calls, variables } = evaluate(script, surroundings);
  const installs: RunInstall[] = [];
  const insecure: InsecureSwitch[] = [];
  for (const call of calls) {
    const manager = managerOf(call.program);
    const installation = manager?.installs(call);
    if (installation !== undefined) installs.push({ ...installation, rule: manager?.rule });
    insecure.push(...insecureSwitches(call));
  }
  const { source } = surroundings;
  return {
    calls,
    variables,
    installs,
    fetches: fetchesIn(calls),
    insecure,
    usesSnapshot: usesSnapshot(source),
    addsSource: addsSource(source),
  };
}
