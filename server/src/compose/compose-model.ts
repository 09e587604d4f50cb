import type { BuildModel, ImageUse } from "../model/build-model.ts";
import { imageUse } from "../model/images.ts";
import { suppressionsOf } from "../model/suppressions.ts";
import type { Span } from "../text/span.ts";
import type { ComposeFile, ComposeImage } from "./read-compose.ts";

/** The images of a Compose file as a model, so that the image rules and their suppression comments work on it. */
export function composeModel(text: string, { images, gaps }: ComposeFile): BuildModel {
  const dockerfile = {
    text,
    escape: "\\" as const,
    directives: [],
    comments: commentLines(text).map((span) => ({ span })),
    instructions: [],
    problems: [],
  };
  return {
    text,
    dockerfile,
    stages: [],
    otherImages: images.map(useOf),
    syntaxImage: undefined,
    suppressions: suppressionsOf(dockerfile),
    globals: [],
    declaredNames: new Map(),
    gaps,
  };
}

function useOf({ span, value, expanded }: ComposeImage): ImageUse {
  const names = { stageOf: () => undefined, buildContexts: new Set<string>() };
  return imageUse({ instr: "compose", span, raw: value, expanded, platform: undefined }, names);
}

function commentLines(text: string): readonly Span[] {
  const found: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    let first = start;
    while (first < end && (text[first] === " " || text[first] === "\t")) first += 1;
    if (text[first] === "#") found.push({ start: first, end: text[end - 1] === "\r" ? end - 1 : end });
    start = end + 1;
  }
  return found;
}
