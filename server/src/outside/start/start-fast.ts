import * as nodeModule from "node:module";
import { join } from "node:path";
import type { Environment } from "../outside.ts";
import { cacheFolder } from "../user-folders.ts";
import { setCodeFlags } from "./code-flags.ts";
import { keptLoader } from "./kept-code.ts";

/** A process: the part of the program that it is, `parts/NAME.cjs` in a folder, and whether it ends when its work is done. */
export interface Start {
  readonly name: string;
  readonly folder: string;
  readonly isShortRun: boolean;
}

/**
 * Loads a part of the program and makes that cheap: what V8 makes of the text is kept in the user's cache folder, by Node itself from
 * 22.1 on; it does without when it may not write there.
 */
export function startFast({ name, folder, isShortRun }: Start, environment: Environment): void {
  const optimising = isShortRun ? "late" : "start";
  setCodeFlags(optimising);
  // Those of a server that has run for a while are others.
  process.once("exit", () => setCodeFlags(optimising));
  const kept = join(cacheFolder(environment), "code");
  const path = join(folder, "parts", `${name}.cjs`);
  const enable: unknown = Reflect.get(nodeModule, "enableCompileCache");
  if (typeof enable === "function") {
    enable(kept);
    nodeModule.createRequire(path)(path);
    return;
  }
  const { load, keep } = keptLoader(kept);
  // At its end a process knows what such a process needs.
  process.once("exit", () => keep(busyMs()));
  load(path);
}

/** For how many ms this thread did not wait for others. */
function busyMs(): number {
  return process.uptime() * 1000 - performance.eventLoopUtilization().idle;
}
