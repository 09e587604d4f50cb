import { variablesIn } from "../../knowledge/downloads/call-graph.ts";
import type { BuildModel } from "../../model/build-model.ts";
import { once } from "../once.ts";

/**
 * Names of ARGs that mean something else than what a label says: an image, a package, a download or a commit of git is named by them, or
 * they have a default of their own. Wherever that stands: what the build is given goes to every ARG of the name, and a stage takes over
 * the ARGs of the one that it is built from, defaults included. Source: BuildKit, dockerfile2llb, `dispatchArg`.
 */
export const takenArguments = once((model: BuildModel): ReadonlySet<string> => {
  const { globals, stages, text } = model;
  const elsewhere = new Set([...textsElsewhere(model)].flatMap(variablesIn));
  const declared = [...globals, ...stages.flatMap(({ variables }) => variables)];
  const taken = declared.filter(({ kind, name, span }) => {
    const [, value = ""] = /=(.*)/s.exec(text.slice(span.start, span.end)) ?? [];
    return kind === "ARG" && (elsewhere.has(name.toLowerCase()) || !STANDS_FOR_NONE.test(value));
  });
  return new Set(taken.map(({ name }) => name));
});

/** Texts that say which image, package, file or commit of somebody else is taken. */
function* textsElsewhere({ dockerfile, stages, text }: BuildModel): Iterable<string> {
  for (const { keyword, span, flags } of dockerfile.instructions) {
    if (keyword === "FROM") yield text.slice(span.start, span.end);
    if (keyword === "RUN") for (const [command] of text.slice(span.start, span.end).matchAll(GIT)) yield command;
    for (const { name, value } of flags) if (name === "from" || name === "mount") yield value;
  }
  for (const { installs, downloads } of stages) {
    for (const { packages } of installs) for (const { span } of packages) yield text.slice(span.start, span.end);
    for (const { url, expanded } of downloads) yield `${url} ${expanded}`;
  }
}

const GIT = /\bgit [^&|;\n]*/g;

/** Defaults that say that the build gave nothing. */
const STANDS_FOR_NONE = /^(["']?)(?:|unknown|none|unset|undefined|n\/a|dev|development|local)\1$/i;
