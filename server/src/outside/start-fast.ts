import * as nodeModule from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { loadKept } from "./kept-code.ts";
import { cacheFolder } from "./user-folders.ts";

/** By process, its files that are worth the trouble: put in by the build. */
declare const SEAWORTHY_STARTS: Readonly<Record<string, readonly string[]>>;

/**
 * Loads a part of the program, `parts/NAME.cjs` in a folder, and makes that cheap: code is optimised later than V8 would do it, and what
 * V8 makes of the text is kept in the user's cache folder, by Node itself from 22.1 on; it does without when it may not write there.
 */
export function startFast(
  name: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  for (const flag of flagsFor(process.versions.v8)) setFlagsFromString(flag);
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

/**
 * By its own measure V8 spends half of a short run, and of what goes on while somebody types, on optimising code that then hardly
 * runs. With eight times its measure long runs are still optimised. The flag has another name from V8 12 on; an unknown one would
 * be complained of. V8 forgets code that did not run for a while: what is kept at the end would have holes. And it compiles an
 * expression twice, since most are used once: ours are used for every word.
 */
function flagsFor(version: string): readonly string[] {
  const major = Number.parseInt(version, 10);
  const flags = ["--no-flush-bytecode", "--no-regexp-tier-up"];
  if (major === 11) return ["--interrupt-budget=500000", ...flags];
  return major >= 12 && major <= 14 ? ["--invocation-count-for-turbofan=24000", ...flags] : [];
}
