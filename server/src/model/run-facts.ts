import type { Call, ShellVariable } from "../knowledge/call.ts";
import { type CallGraph, callGraph } from "../knowledge/downloads/call-graph.ts";
import { fetchesIn, type RunFetch } from "../knowledge/downloads/fetches.ts";
import { type InsecureSwitch, insecureSwitches, mayBeInsecure } from "../knowledge/insecure.ts";
import { lockFolder } from "../knowledge/managers/lock-use.ts";
import type { Installation, PackageRuleId } from "../knowledge/managers/manager.ts";
import { managerOf } from "../knowledge/managers/managers.ts";
import type { Script, ScriptGap } from "../syntax/shell/script.ts";
import { isSameTraced } from "../text/traced.ts";
import type { InstallUse } from "./build-model.ts";
import { evaluate, type Surroundings } from "./evaluate/evaluate.ts";
import type { OuterScope, Values } from "./evaluate/variables.ts";
import { addsSource, usesSnapshot } from "./package-sources.ts";
import type { RunScript } from "./run-script.ts";
import type { DraftRun } from "./stage-draft.ts";
import type { Check } from "./verification/check.ts";
import type { CheckedOut } from "./verification/checked-out.ts";
import { checksIn } from "./verification/checks.ts";
import { withoutExcludedRefs } from "./verification/excluded-refs.ts";
import type { Verification } from "./verification/verify.ts";
import { isWithoutLock, LOCK_SIGNS, type LockSign } from "./without-lock.ts";

/** An install command with the rule that its packages belong to. */
export interface RunInstall extends Installation {
  readonly rule: PackageRuleId | undefined;
  /** How its manager writes a version. */
  readonly pin: string;
}

/**
 * What one RUN depends on. Spans are relative to its instruction, so the same text in the same environment gives the same
 * facts. What few files need is made on first use.
 */
export class RunFacts {
  readonly calls: readonly Call[];
  /** Those that the script sets, where it fetches something. */
  readonly variables: readonly ShellVariable[];
  readonly installs: readonly RunInstall[];
  readonly fetches: readonly RunFetch[];
  readonly insecure: readonly InsecureSwitch[];
  readonly gaps: readonly ScriptGap[];
  readonly #graph: CallGraph;
  /** The instruction as written. */
  readonly source: string;
  #checks: readonly Check[] | undefined;
  #usesSnapshot: boolean | undefined;
  #addsSource: boolean | undefined;

  constructor(script: Script, calls: readonly Call[], source: string, variables = NO_VARIABLES) {
    this.calls = calls;
    this.gaps = script.gaps;
    this.#graph = callGraph(calls);
    this.installs = installsIn(this.#graph);
    this.fetches = withoutExcludedRefs(fetchesIn(this.#graph, source), this.#graph);
    this.insecure = mayBeInsecure(source) ? calls.flatMap((call) => insecureSwitches(call, source)) : NO_SWITCHES;
    this.variables = this.fetches.length > 0 ? variables : NO_VARIABLES;
    this.source = source;
  }

  /** Checks of files, whether or not this RUN fetches them. */
  get checks(): readonly Check[] {
    this.#checks ??= checksIn(this.#graph, this.variables);
    return this.#checks;
  }

  get usesSnapshot(): boolean {
    this.#usesSnapshot ??= usesSnapshot(this.source);
    return this.#usesSnapshot;
  }

  get addsSource(): boolean {
    this.#addsSource ??= addsSource(this.source);
    return this.#addsSource;
  }
}

const NO_VARIABLES: readonly ShellVariable[] = [];
const NO_SWITCHES: readonly InsecureSwitch[] = [];

function installsIn(graph: CallGraph): readonly RunInstall[] {
  const installs: RunInstall[] = [];
  const signs: LockSign[] = [];
  for (const call of graph.calls) {
    if (LOCK_SIGNS.has(call.program)) signs.push({ call });
    const manager = managerOf(call.program);
    const installation = manager?.installs(call, graph);
    if (manager === undefined || installation === undefined) continue;
    const { lock } = installation;
    if (lock?.enforced === true) signs.push({ call, manager: installation.manager });
    // They are of this call alone, and a copy costs more than the reading of a short command.
    const install = Object.assign(installation, { rule: manager.rule, pin: manager.pin });
    if (lock?.enforced === false)
      Object.assign(install, {
        lock: isWithoutLock(call, install, signs)
          ? undefined
          : { ...lock, folder: lockFolder(call, graph.folderOf(call)) },
      });
    installs.push(install);
  }
  return installs;
}

/** Facts with the values of the outer variables that they were made with; they hold as long as those values do. */
export interface KnownFacts {
  readonly run: RunScript;
  readonly facts: RunFacts;
  readonly reads: ReadonlyMap<string, Values>;
  /** The install commands as they were last placed in the file. */
  placed: { readonly offset: number; readonly installs: readonly InstallUse[] } | undefined;
  /** Of the first RUN of a stage that fetches or checks: what was last said of all its fetches, when it had these RUNs and no ADD. */
  judged: { readonly runs: readonly DraftRun[]; readonly judgements: readonly Judgement[] } | undefined;
}

/** What the checks of a stage say of one fetch. */
export interface Judgement {
  readonly verification: Verification;
  /** Of a clone. */
  readonly checkedOut: CheckedOut | undefined;
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
  const facts = new RunFacts(script, calls, surroundings.source, variables);
  return { run, facts, reads, placed: undefined, judged: undefined };
}

/** True when every variable that the facts were made with still has its value, at the same distance. */
export function stillHold({ reads }: KnownFacts, outer: OuterScope): boolean {
  for (const [name, values] of reads) if (!sameValues(values, outer.lookup(name))) return false;
  return true;
}

function sameValues(before: Values, now: Values): boolean {
  if (before === undefined || now === undefined) return before === now;
  return before.length === now.length && before.every((value, index) => isSameTraced(value, now[index]));
}
