import type { InstallUse, Stage, VariableUse } from "../model/build-model.ts";
import { lineage } from "../model/lineage.ts";
import { addTo } from "../text/lists.ts";

/** What ENV and ARG of a stage and of those below tell the commands of the stage; looked up once a stage. */
export interface RunEnvironment {
  /**
   * True when one of the variables is set at an offset to something that switches it on: neither nothing, `0` nor `false`. A
   * value that is not known counts as such.
   */
  isSwitchedOn(names: readonly string[], offset: number): boolean;
}

/** The environment of the commands of a stage. */
export function runEnvironment(stage: Stage): RunEnvironment {
  let settings: ReadonlyMap<string, readonly VariableUse[]> | undefined;
  return {
    isSwitchedOn(names, offset) {
      settings ??= settingsByName(stage);
      for (const name of names) {
        const last = settings.get(name)?.findLast(({ span }) => span.start < offset);
        if (last !== undefined && (last.value === undefined || isOn(last.value))) return true;
      }
      return false;
    },
  };
}

/** In the order of the file. An ARG without a value sets nothing. */
function settingsByName(stage: Stage): ReadonlyMap<string, readonly VariableUse[]> {
  const settings = new Map<string, VariableUse[]>();
  for (const each of [...lineage(stage)].reverse()) {
    for (const variable of each.variables) {
      if (variable.kind === "ARG" && variable.value === undefined) continue;
      addTo(settings, variable.name, variable);
    }
  }
  return settings;
}

function isOn(value: string): boolean {
  return value !== "" && value !== "0" && value !== "false";
}

/** True when a constraint file decides the versions of an install command: by an option of it, or by the environment. Source: pip's and uv's manuals. */
export function isConstrained(install: InstallUse, environment: RunEnvironment): boolean {
  if (install.constrained) return true;
  return install.rule === "pip-unpinned" && environment.isSwitchedOn(CONSTRAINTS, install.command.start);
}

const CONSTRAINTS = ["PIP_CONSTRAINT", "UV_CONSTRAINT"];

/** The ENV or ARG, of a stage or of one that it is built from, that sets a variable in front of an offset. */
export function variableAt(name: string, stage: Stage, offset: number): VariableUse | undefined {
  for (const { variables } of lineage(stage)) {
    const set = variables.findLast((variable) => variable.name === name && variable.span.start < offset);
    if (set !== undefined) return set;
  }
  return undefined;
}
