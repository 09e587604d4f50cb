import { gitCheckout } from "../../knowledge/downloads/git-checkouts.ts";
import type { DownloadUse, Stage } from "../../model/build-model.ts";
import { isCommitId } from "../../text/commit-id.ts";
import { downloadsOf, fileOf, isCovered } from "../download-uses.ts";
import type { Rule } from "../rule.ts";
import { variableAt } from "../run-environment.ts";

/** Repositories that are cloned at a branch or tag instead of a commit. */
export const rule: Rule = {
  id: "git-unpinned",
  severity: "warning",
  summary: "A git repository is fetched without a full commit.",
  why: "A branch moves with every push, and a tag can be moved. Only a full commit id names the content, and git itself verifies it: clone, then `git checkout` the commit, or write it behind `#` in ADD.",
  examples: [
    {
      bad: "FROM debian:12.11\nRUN git clone --branch v1.4.0 https://git.example/team/tool.git\n",
      good: "FROM debian:12.11\nRUN git clone https://git.example/team/tool.git \\\n && git -C tool checkout 0123456789abcdef0123456789abcdef01234567\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const { download, stage } of downloadsOf(model)) {
      if (download.kind !== "git" || isCovered(download) || isLeftToBuild(download, stage)) continue;
      yield {
        span: download.span,
        message: stateOf(download),
        fixes: [],
        stage: stage.index,
      };
    }
  },
};

/**
 * Whoever builds may give a commit: the ARG that is checked out, or that stands behind `#`, has no default, and is called neither a branch
 * nor a tag.
 */
function isLeftToBuild({ tool, ref, checkout, run, span }: DownloadUse, stage: Stage): boolean {
  const words = tool === "ADD" ? [ref] : checkout === "uncertain" && ref === undefined ? checkedOutBehind(run) : [];
  return words.some((word) => {
    const name = /^\$(?:(\w+)|\{(\w+)\})$/
      .exec(word ?? "")
      ?.slice(1)
      .find(Boolean);
    if (name === undefined || /branch|tag/i.test(name)) return false;
    const set = variableAt(name, stage, span.start);
    return set?.kind === "ARG" && set.value === undefined;
  });
}

/** The refs that git is told in the same RUN behind the clone. */
function checkedOutBehind(run: DownloadUse["run"]): readonly string[] {
  const calls = run?.calls.slice(run.call + 1) ?? [];
  return calls.flatMap((call) => gitCheckout(call)?.refs ?? []).map(({ text }) => text);
}

function stateOf(download: DownloadUse): string {
  const { tool, ref, checkout, verified, isSkipped } = download;
  const name = fileOf(download);
  if (tool === "ADD")
    return ref === undefined
      ? `${name} is added without a full commit: name one`
      : `${name} is added at ${ref}, which can move: name a full commit`;
  if (verified === "commit" && isSkipped)
    return `${name} is cloned, and its commit is checked out only when a build argument is set: give that a default`;
  if (verified === "commit") {
    const cure = isOfPowershell(download) ? "test $LASTEXITCODE behind it" : "join the commands by &&";
    return `${name} is cloned, and the build goes on where its commit cannot be checked out: ${cure}`;
  }
  if (checkout === undefined && isCommitId(ref ?? ""))
    return `${name} is cloned with a commit where --branch takes the name of a branch or tag alone: check the commit out`;
  return ref === undefined || checkout === "uncertain"
    ? `${name} is cloned, but no full commit is checked out: name one`
    : `${name} is cloned at ${ref}, which can move: check out a full commit`;
}

/** Windows PowerShell has no `&&`. */
function isOfPowershell({ run }: DownloadUse): boolean {
  return run?.calls[run.call]?.language === "powershell";
}
