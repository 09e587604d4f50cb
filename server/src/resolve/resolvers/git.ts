import type { GitQuery } from "../../pin/query.ts";
import { gitUrl } from "../git/git-url.ts";
import { askForReferences } from "../git/ls-refs.ts";
import { commitAmong, type FoundCommit, isReferenceName, type Reference } from "../git/references.ts";
import { NOT_MINE, refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";

/** The commit of a branch or tag, asked of the git server itself over http. */
export const git: Resolver = {
  plan(query) {
    if (query.kind !== "git" || !hasGoodName(query)) return undefined;
    const address = gitUrl(query.url);
    return address?.kind === "http" && !address.hasLogin ? { needs: "network", hosts: [address.host] } : undefined;
  },
  async resolve(query, world) {
    return query.kind === "git" ? await resolveGit(query, world) : NOT_MINE;
  },
};

/** Names that cannot be a branch or tag are sent to nobody. */
export function hasGoodName({ ref }: GitQuery): boolean {
  return ref === undefined || isReferenceName(ref);
}

async function resolveGit(query: GitQuery, world: LookupWorld): Promise<Resolution> {
  const answer = await askForReferences(query.url, query.ref, world);
  if (answer.ok) return resolutionOf(answer.value, query);
  // Git itself may hold a login for what is not shown to everybody.
  const isOpen = answer.reason === "refused";
  return refusalOf(isOpen ? { ...answer, detail: `${answer.detail}; git itself may have one` } : answer, isOpen);
}

/** Branches move, and so may tags. */
const FRESH_MS = 10 * 60 * 1000;

/** The answer that a repository's references give. */
export function resolutionOf(references: readonly Reference[], { url, ref, isOfCheckout }: GitQuery): Resolution {
  const found = commitAmong(references, ref);
  const host = gitUrl(url)?.host ?? url;
  if (found === undefined) {
    const name = ref === undefined ? "default branch" : `branch or tag ${ref}`;
    return refusal("not-found", `${host} has no ${name} in this repository.`);
  }
  if (found.isDoubled && isOfCheckout === true) {
    const message = `${host} has a branch and a tag ${ref}: write origin/${ref} or refs/tags/${ref} for the one that is meant.`;
    return refusal("ambiguous", message);
  }
  return {
    ok: true,
    pins: [
      {
        style: "commit",
        text: found.commit,
        lasts: "while-archived",
        recommended: true,
        note: found.what,
      },
    ],
    checks: /^https:/i.test(url) ? ["tls-only"] : [],
    caveats: caveatsOf(found, ref),
    freshMs: FRESH_MS,
  };
}

function caveatsOf({ isDoubled }: FoundCommit, ref: string | undefined): readonly string[] {
  return isDoubled ? [`There are a branch and a tag ${ref}; this is the branch, as git itself takes it.`] : [];
}
