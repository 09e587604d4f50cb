import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { PinQuery } from "../pin/query.ts";
import type { Asking } from "./broker.ts";
import type { Budget } from "./budget.ts";
import type { Permission, Plan, Resolver } from "./resolver.ts";

/** A resolver that may know the answer, and what it would do. */
export interface Planned {
  readonly resolver: Resolver;
  readonly plan: Plan;
}

/** Who may know, in the order in which they are tried. */
export function plannedFor(
  resolvers: readonly Resolver[],
  query: PinQuery,
  settings: LookupSettings,
): readonly Planned[] {
  return resolvers.flatMap((resolver): readonly Planned[] => {
    const plan = resolver.plan(query, settings);
    return plan === undefined ? [] : [{ resolver, plan }];
  });
}

/** Whether this may be done now; the user is asked once in a gesture for each tool, image and build. The gesture itself agrees to the network, but not to asking somebody whom the build would not ask. */
export function isAllowed(plan: Permission, asking: Asking, { consents }: Budget): Promise<boolean> {
  if (plan.needs === "network") return Promise.resolve(plan.thirdParty !== true || asking.settings.thirdParty);
  const subject = plan.needs === "tool" ? plan.argv[0] : plan.needs === "container" ? plan.image : plan.argv.join(" ");
  const key = `${plan.needs} ${subject}`;
  const consent = consents.get(key) ?? asking.may(plan);
  consents.set(key, consent);
  return consent;
}

/** Who would know the answer and how that is allowed, a sentence for each kind; tools that do the same stand in one. */
export function howToAllow(plans: readonly Plan[], asking: Asking): string {
  const tools = new Set(plans.flatMap((plan) => (plan.needs === "tool" ? (plan.argv[0] ?? []) : [])));
  const sentences = plans.map((plan) => sentenceFor(plan, [...tools].join(" or "), asking));
  return [...new Set(sentences)].join(" ");
}

function sentenceFor(plan: Plan, tools: string, { gesture }: Asking): string {
  const allow = (flag: string) =>
    gesture === "cli-flag" ? `allow it with ${flag}` : "agree when you are asked for it";
  switch (plan.needs) {
    case "network":
      return `${plan.hosts.join(", ")} may know: switch on seaworthy.lookup.thirdParty.`;
    case "tool":
      return `${tools} may know: ${allow("--tools")}.`;
    case "container":
      return `A container of ${plan.image} may know: ${allow("--containers")}.`;
    case "build":
      return `Building the Dockerfile up to this instruction may tell: ${allow("--allow-build")}.`;
  }
}
