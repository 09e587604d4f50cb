import { parseDockerfile } from "../syntax/parse.ts";
import type { BuildModel, ImageUse } from "./build-model.ts";
import { type ModelCache, newModelCache } from "./cache.ts";
import { imageUse } from "./images.ts";
import type { ModelOptions } from "./options.ts";
import { factsOf, gapsOf, type ReadFile, readStages } from "./read-stages.ts";
import { stagesOf } from "./stages.ts";
import { suppressionsOf } from "./suppressions.ts";

const NO_OPTIONS: ModelOptions = {};

/** Reads a Dockerfile into the facts that rules work on. Total; with the cache of an earlier version only what changed is read again. */
export function buildModel(
  text: string,
  options: ModelOptions = NO_OPTIONS,
  cache: ModelCache = newModelCache(),
): BuildModel {
  const dockerfile = parseDockerfile(text, cache.last?.file.dockerfile);
  const read = readStages(dockerfile, options, cache);
  const { stages, standing } = stagesOf(read, cache.last?.stages ?? []);
  const syntaxImage = imageOfSyntax(read, cache.last?.syntaxImage);
  cache.facts.turn(() => factsOf(read));
  cache.last = { file: read, stages, syntaxImage };
  return {
    text,
    dockerfile,
    stages,
    globals: read.globals,
    syntaxImage,
    suppressions: suppressionsOf(dockerfile),
    gaps: [...dockerfile.problems, ...gapsOf(read)],
    standing,
    declaredNames: read.names.all,
  };
}

/** The image of `# syntax=`; `before` is that of the version before, which mostly stays. */
function imageOfSyntax({ dockerfile }: ReadFile, before: ImageUse | undefined): ImageUse | undefined {
  const directive = dockerfile.directives.find(({ name }) => name === "syntax");
  if (directive === undefined) return undefined;
  const { value, valueSpan } = directive;
  if (before?.value === value && before.span.start === valueSpan.start) return before;
  const names = { stageOf: () => undefined, buildContexts: new Set<string>() };
  return imageUse({ instr: "syntax", span: valueSpan, raw: value, expanded: value, platform: undefined }, names);
}
