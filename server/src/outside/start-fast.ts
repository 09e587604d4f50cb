import * as nodeModule from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { loadKept } from "./kept-code.ts";
import { setOptimising } from "./optimising.ts";
import { cacheFolder } from "./user-folders.ts";

/** By process, its files that are worth the trouble: put in by the build. */
declare const SEAWORTHY_STARTS: Readonly<Record<string, readonly string[]>>;

/** A process: the part of the program that it is, `parts/NAME.cjs` in a folder, and whether it ends when its work is done. */
export interface Start {
  readonly name: string;
  readonly folder: string;
  readonly isShortRun: boolean;
}

/**
 * V8 forgets code that did not run for a while: what is kept at the end would have holes. And it compiles an expression twice, since
 * most are used once: ours are used for every word.
 */
const FLAGS = ["--no-flush-bytecode", "--no-regexp-tier-up"];

/**
 * Loads a part of the program and makes that cheap: what V8 makes of the text is kept in the user's cache folder, by Node itself from
 * 22.1 on; it does without when it may not write there.
 */
export function startFast(
  { name, folder, isShortRun }: Start,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const optimising = isShortRun ? "late" : "start";
  for (const flag of FLAGS) setFlagsFromString(flag);
  setOptimising(optimising);
  // V8 takes code only with the flags that it was made with: those of the start.
  process.once("exit", () => setOptimising(optimising));
  const kept = join(cacheFolder(environment), "code");
  const enable: unknown = Reflect.get(nodeModule, "enableCompileCache");
  if (typeof enable === "function") enable(kept);
  else for (const file of SEAWORTHY_STARTS[name] ?? []) loadAndKeep(join(folder, "parts", `${file}.cjs`), kept);
  nodeModule.createRequire(join(folder, "parts", "/"))(`./${name}.cjs`);
}

/** At its end a process knows what such a process needs. */
function loadAndKeep(path: string, folder: string): void {
  const keep = loadKept(path, folder);
  process.once("exit", () => keep(process.uptime() * 1000));
}
