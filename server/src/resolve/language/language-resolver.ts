import { NOT_MINE } from "../refusal.ts";
import type { Resolver } from "../resolver.ts";
import { stepsOf } from "./steps.ts";

/**
 * The step at one position of the way to a language package: which step that is, the settings decide. The first asks first, and
 * its open failures lead on to the next.
 */
export function languageResolver(position: number): Resolver {
  return {
    plan: (query, settings) => (query.kind === "language" ? stepsOf(query, settings)[position]?.plan : undefined),
    async resolve(query, world) {
      const step = query.kind === "language" ? stepsOf(query, world.settings)[position] : undefined;
      return step === undefined ? NOT_MINE : await step.resolve(world);
    },
  };
}

/** As many steps as any question may have: an index, two tools of the user and in a container, a third party. */
export const MAX_STEPS = 6;
