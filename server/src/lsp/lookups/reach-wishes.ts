import { isRecord, textsOf } from "../../json/fields.ts";
import type { ReachWishes } from "../../outside/outside.ts";

/** `NetworkOptions` of the protocol as they came over the wire; what has another type is left out. */
export function reachWishes(network: unknown): ReachWishes {
  if (!isRecord(network)) return {};
  const { proxy, noProxy, cacheFolder } = network;
  const hosts = textsOf(noProxy);
  const environment: Record<string, string> = {
    // Lower case is read first, by us and by the tools that are started.
    ...(typeof proxy === "string"
      ? { http_proxy: proxy, https_proxy: proxy, ...(proxy === "" ? { all_proxy: "" } : {}) }
      : {}),
    ...(hosts.length > 0 ? { no_proxy: hosts.join(",") } : {}),
  };
  return {
    environment,
    ...(typeof cacheFolder === "string" && cacheFolder !== "" ? { cacheFolder } : {}),
  };
}
