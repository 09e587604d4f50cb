import type { NetworkOptions } from "../../../server/src/protocol/lookups.ts";

/** Reads a setting of VS Code; undefined where it has another type. */
export type ReadSetting = (key: string) => unknown;

/** The way out as VS Code knows it. Where it says nothing, the environment of the server counts. */
export function networkOptions(http: ReadSetting, cacheFolder: string): NetworkOptions {
  if (http("proxySupport") === "off") return { proxy: "", cacheFolder };
  const proxy = http("proxy");
  const noProxy = http("noProxy");
  return {
    cacheFolder,
    ...(typeof proxy === "string" && proxy !== "" ? { proxy } : {}),
    ...(Array.isArray(noProxy) && noProxy.length > 0
      ? { noProxy: noProxy.filter((host) => typeof host === "string") }
      : {}),
  };
}
