import type { BuildModel } from "../model/build-model.ts";
import { once } from "./once.ts";

/**
 * Names of ARGs that mean more than what a label says: something else than a LABEL names them, or they have a default of their own.
 * Wherever it stands: what the build is given goes to every ARG of the name, and a stage takes over the ARGs of the one that it is
 * built from, defaults included. Source: BuildKit, dockerfile2llb, `dispatchArg`.
 */
export const takenArguments = once((model: BuildModel): ReadonlySet<string> => {
  const named = new Set<string>();
  for (const { keyword, span } of model.dockerfile.instructions) {
    if (keyword === "LABEL") continue;
    // A script also reads a variable without a `$`; where ARG writes none, it declares the name.
    const names = keyword === "ARG" ? /(?<=\$\{?)\w+/g : /\w+/g;
    for (const [name] of model.text.slice(span.start, span.end).matchAll(names)) named.add(name);
  }
  const declared = [...model.globals, ...model.stages.flatMap(({ variables }) => variables)];
  const taken = declared.filter(({ kind, name, span }) => {
    const [, value = ""] = /=(.*)/s.exec(model.text.slice(span.start, span.end)) ?? [];
    return kind === "ARG" && (named.has(name) || !STANDS_FOR_NONE.test(value));
  });
  return new Set(taken.map(({ name }) => name));
});

/** Defaults that say that the build gave nothing. */
const STANDS_FOR_NONE = /^(["']?)(?:|unknown|none|unset|undefined|n\/a|dev|development|local)\1$/i;
