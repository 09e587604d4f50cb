import { isRecord, textsOf } from "../../json/fields.ts";
import type { ReachWishes } from "../../outside/outside.ts";

/** `NetworkOptions` of the protocol as they came over the wire; what has another type is left out. */
export function reachWishes(network: unknown): ReachWishes {
  if (!isRecord(network)) return {};
  const { proxy, noProxy, cacheFolder } = network;
  const hosts = textsOf(noProxy);
  const wanted: Record<string, string> = {
    ...(typeof proxy === "string"
      ? { http_proxy: proxy, https_proxy: proxy, ...(proxy === "" ? { all_proxy: "" } : {}) }
      : {}),
    ...(hosts.length > 0 ? { no_proxy: hosts.join(",") } : {}),
  };
  // We and curl read small letters first, docker and whatever else is written in Go capitals.
  const environment = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => [
      [name, value],
      [name.toUpperCase(), value],
    ]),
  );
  return {
    environment,
    ...(typeof cacheFolder === "string" && cacheFolder !== "" ? { cacheFolder } : {}),
  };
}
