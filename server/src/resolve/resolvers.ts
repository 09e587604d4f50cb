import type { Resolver } from "./resolver.ts";

/** Every resolver, in the order in which they are tried. */
export const RESOLVERS: readonly Resolver[] = [];
