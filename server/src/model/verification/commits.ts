import type { Call } from "../../knowledge/call.ts";
import { gitCommit, gitFolder, gitSubcommand } from "../../knowledge/downloads/git.ts";
import type { FoundCheck } from "./check.ts";

/** Git checks out a full commit, or verifies the signature of a tag or commit; a name is the folder it does so in. */
export function commitCheck(call: Call): FoundCheck | undefined {
  if (call.program !== "git") return undefined;
  const kind = gitCommit(call) ? "commit" : verifiesSignature(call) ? "gpg" : undefined;
  if (kind === undefined) return undefined;
  const folder = gitFolder(call);
  return {
    kind,
    names: new Set(folder === undefined ? [] : [folder]),
    lists: [],
    filters: [],
    hasUnknownName: folder === undefined,
    trust: kind === "gpg" ? "signed" : "inline",
    sources: [],
    failsOnMismatch: true,
  };
}

function verifiesSignature(call: Call): boolean {
  const [subcommand, option] = gitSubcommand(call);
  if (subcommand === "verify-tag" || subcommand === "verify-commit") return true;
  return subcommand === "tag" && (option === "-v" || option === "--verify");
}
