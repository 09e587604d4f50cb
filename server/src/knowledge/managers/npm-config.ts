import { insecureOption } from "./installation.ts";
import type { Installation } from "./manager.ts";
import { type ReadArguments, valuesOf } from "./options.ts";

/** Options of npm's kin that say whether TLS certificates are checked; `--no-…` are flags of their own spelling. */
export const STRICT_SSL = "--strict-ssl --config.strict-ssl";

/** What the options of npm's kin say of places and checks: `--registry X`, `--strict-ssl=false`, `--no-strict-ssl`. */
export function placesAndChecks(read: ReadArguments): Pick<Installation, "insecure" | "sources"> {
  return {
    insecure: read.options
      .filter(({ name, value }) => name === "--no-strict-ssl" || (name === "--strict-ssl" && value?.text === "false"))
      .map((option) => insecureOption(option)),
    sources: valuesOf(read, "--registry").map(({ written }) => written),
  };
}
