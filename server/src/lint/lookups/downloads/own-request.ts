import type { Request } from "../../../knowledge/downloads/downloader.ts";
import { downloaderOf } from "../../../knowledge/downloads/downloaders.ts";
import { hasOption, readOptions, valuesOf } from "../../../knowledge/managers/options.ts";

/** Options by which an address gives something else, or by which more is saved. Sources: curl(1), wget(1), aria2c(1), Invoke-WebRequest. */
const OTHERWISE = [
  "--range",
  "--get",
  "--cookie",
  "--load-cookies",
  "--start-pos",
  "--include",
  "-i",
  "--save-headers",
  "-headers",
  "-websession",
];

/** Headers that choose among what a server has at one address. Source: RFC 9110, "Content Negotiation" and "Range". */
const CHOOSING = /^(?:accept(?:-\w+)?|cookie|range)\s*:/i;

/** Whether a command gets something else than whoever asks for its address alone. */
export function asksInItsOwnWay({ call }: Request): boolean {
  const downloader = downloaderOf(call.program);
  if (downloader === undefined) return false;
  const read = readOptions(call.args, downloader.options);
  return hasOption(read, ...OTHERWISE) || valuesOf(read, "--header").some(({ text }) => CHOOSING.test(text));
}
