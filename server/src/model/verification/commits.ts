import type { Call } from "../../knowledge/call.ts";
import type { CallGraph } from "../../knowledge/downloads/call-graph.ts";
import { gitCommit, gitFolder, gitSubcommand } from "../../knowledge/downloads/git.ts";
import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { FoundCheck } from "./check.ts";

/**
 * Git checks out a full commit, or verifies the signature of a tag or commit. The names are those of the folder it does so in
 * and of the folders around it, the innermost first: the first of them that is a clone is meant.
 */
export function commitCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  if (call.program !== "git") return undefined;
  const kind = gitCommit(call) ? "commit" : verifiesSignature(call) ? "gpg" : undefined;
  if (kind === undefined) return undefined;
  const folder = pathIn(graph.folderOf(call), gitFolder(call) ?? ".");
  const names = (folder ?? gitFolder(call) ?? "").split("/").reverse().filter(isName);
  return {
    kind,
    names: new Set(names),
    lists: [],
    filters: [],
    hasUnknownName: names.length === 0,
    trust: kind === "gpg" ? "signed" : "inline",
    sources: [],
    failsOnMismatch: true,
    ofClone: true,
  };
}

function isName(part: string): boolean {
  return part !== "" && part !== ".";
}

function verifiesSignature(call: Call): boolean {
  const [subcommand, option] = gitSubcommand(call);
  if (subcommand === "verify-tag" || subcommand === "verify-commit") return true;
  return subcommand === "tag" && (option === "-v" || option === "--verify");
}
