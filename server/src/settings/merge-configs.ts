import type { Config } from "./config.ts";

/**
 * `upper` over `lower`: single values and map entries of `upper` win, lists are joined, those that replace each other replaced. What `upper`
 * says of all files wins over what `lower` says of some.
 */
export function mergeConfigs(upper: Config, lower: Config): Config {
  const said = Object.entries(upper).filter(([, value]) => value !== undefined);
  const below = lower.overrides.map(({ paths, profile, rules }) => ({
    paths,
    profile: upper.profile === undefined ? profile : undefined,
    rules: new Map([...rules].filter(([id]) => !upper.rules.has(id))),
  }));
  return {
    ...lower,
    ...Object.fromEntries(said),
    rules: new Map([...lower.rules, ...upper.rules]),
    extends: [],
    overrides: [...below, ...upper.overrides],
    locked: [...lower.locked, ...upper.locked],
    buildArgs: new Map([...lower.buildArgs, ...upper.buildArgs]),
    buildContexts: [...lower.buildContexts, ...upper.buildContexts],
    exclude: [...lower.exclude, ...upper.exclude],
  };
}
