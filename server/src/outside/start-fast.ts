import * as nodeModule from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { cacheFolder } from "./user-folders.ts";

/**
 * Makes a process cheap that is about to load the program: code is optimised later than V8 would do it, and what V8 makes of the
 * modules is kept in the user's cache folder where Node can do that (22.1 and newer); it does without when it may not write there.
 */
export function startFast(environment: Readonly<Record<string, string | undefined>>): void {
  const flag = optimiseLater(process.versions.v8);
  if (flag !== undefined) setFlagsFromString(flag);
  const enable: unknown = Reflect.get(nodeModule, "enableCompileCache");
  if (typeof enable === "function") enable(join(cacheFolder(environment), "code"));
}

/**
 * By its own measure V8 spends half of a short run, and of what goes on while somebody types, on optimising code that then hardly
 * runs. With eight times its measure long runs are still optimised. The flag has another name from V8 12 on; an unknown one would
 * be complained of.
 */
function optimiseLater(version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major === 11) return "--interrupt-budget=500000";
  return major >= 12 && major <= 14 ? "--invocation-count-for-turbofan=24000" : undefined;
}
