import type { GitQuery } from "../../pin/query.ts";
import { gitUrl } from "../git/git-url.ts";
import { candidatesOf, referencesOf } from "../git/references.ts";
import { NOT_MINE, refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { hasGoodName, resolutionOf } from "./git.ts";

/** The commit of a branch or tag, asked by git itself: ssh, `git://`, and what needs a login. */
export const gitTool: Resolver = {
  plan(query) {
    if (query.kind !== "git" || !hasGoodName(query) || gitUrl(query.url) === undefined) return undefined;
    return { needs: "tool", argv: ["git", ...argumentsFor(query)] };
  },
  async resolve(query, world) {
    return query.kind === "git" ? await resolveByTool(query, world) : NOT_MINE;
  },
};

/** `--` in front of the address: nothing behind it is an option. The peeled name gives the commit of an annotated tag. */
function argumentsFor({ url, ref }: GitQuery): readonly string[] {
  const names = candidatesOf(ref).flatMap((name) => (name === "HEAD" ? [name] : [name, `${name}^{}`]));
  return ["ls-remote", "--exit-code", "--", url, ...names];
}

/** No question to a person, no helper that runs programs, no login of another host. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ALLOW_PROTOCOL: "https:ssh:git",
  GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
  LC_ALL: "C",
};

const NO_MATCH = 2;
const NO_GIT = "git is not installed here.";

async function resolveByTool(query: GitQuery, world: LookupWorld): Promise<Resolution> {
  const ran = await world.run.run({
    program: "git",
    args: argumentsFor(query),
    environment: ENVIRONMENT,
    timeoutMs: 60_000,
    maxBytes: 8 * 1024 * 1024,
    signal: world.signal,
  });
  // Who cannot answer does not hide what the server said.
  if (!ran.ok) return ran.reason === "not-found" ? refusal("unsupported", NO_GIT, true) : refusalOf(ran);
  const { status, output, errors } = ran.value;
  if (status === 0 || status === NO_MATCH) return resolutionOf(referencesOf(output.split("\n")), query);
  const host = gitUrl(query.url)?.host ?? "the server";
  const isRefused = /denied|authentication|could not read username|not found|permission/i.test(errors);
  const said = reasonIn(errors) ?? `it ended with status ${status}`;
  return refusal(isRefused ? "refused" : "unreachable", `git could not ask ${host}: ${said}`);
}

/** Git says first what went wrong, and what that means for it behind; ssh may warn in front, and servers draw lines. */
function reasonIn(errors: string): string | undefined {
  const lines = errors.split("\n").map((line) => line.trim());
  return lines.find((line) => /\w/.test(line.replace(/^remote:/, "")) && !/^warning:/i.test(line))?.slice(0, 200);
}
