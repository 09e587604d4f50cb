import type { InstallUse, Stage } from "../model/build-model.ts";
import { lineage } from "./stage-labels.ts";

/**
 * True when ENV or ARG sets one of the variables for an install command, here or by an ENV of a stage below, to something
 * that switches it on: neither nothing, `0` nor `false`. A value that is not known counts as such.
 */
export function isSwitchedOn(names: readonly string[], { command }: InstallUse, stage: Stage): boolean {
  return names.some((name) => {
    for (const each of lineage(stage)) {
      const last = each.variables.findLast(
        (variable) =>
          variable.name === name &&
          variable.span.start < command.start &&
          (each === stage || variable.kind === "ENV") &&
          (variable.kind === "ENV" || variable.value !== undefined),
      );
      if (last !== undefined) return last.value === undefined || isOn(last.value);
    }
    return false;
  });
}

function isOn(value: string): boolean {
  return value !== "" && value !== "0" && value !== "false";
}

/** True when a constraint file decides the versions of an install command: by an option of it, or by the environment. Source: pip's and uv's manuals. */
export function isConstrained(install: InstallUse, stage: Stage): boolean {
  if (install.constrained) return true;
  return install.rule === "pip-unpinned" && isSwitchedOn(CONSTRAINTS, install, stage);
}

const CONSTRAINTS = ["PIP_CONSTRAINT", "UV_CONSTRAINT"];
