import type { ManagerId } from "../../knowledge/managers/manager.ts";

/** Managers whose plain names hold no slash outside of a scope: `user/repository` is one of GitHub. */
const SHORT_FORMS: ReadonlySet<ManagerId> = new Set(["npm", "yarn", "pnpm", "bun", "R"]);

/** True when a package word names the repository or the address that it comes from, and no package of an index. */
export function isRepository(spec: string, manager: ManagerId): boolean {
  if (spec.includes("://") || /(?:^|@)(?:git[+:]|git@[^:@]{1,255}:|github:|gitlab:|bitbucket:|gist:)/.test(spec))
    return true;
  // Behind the name that it is to have, too; the `@` of a scope divides nothing.
  return SHORT_FORMS.has(manager) && /(?:^|[^:]@)[^@/:]+\//.test(spec);
}
