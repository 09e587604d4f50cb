import type { BuildModel } from "../../model/build-model.ts";

/** FROM is looked at as an image, and a LABEL takes any value. */
const PASSED_OVER: ReadonlySet<string> = new Set(["FROM", "LABEL"]);

/**
 * How often a variable stands in the instructions of a file, but for FROM, LABEL and flags: `$NAME`, `${NAME…}`, and as PowerShell
 * and cmd write it, and where something that is no word of its own is added (`NAME+=x`). Scopes are not told apart: rather one
 * more is counted than one less.
 */
export function usesOf(name: string, { dockerfile, text }: BuildModel): number {
  const use = new RegExp(`\\$(?:env:|\\{(?:env:)?)?${name}(?!\\w)|%${name}%|(?<!\\w)${name}\\+=(?!\\(|["']?\\s)`, "g");
  const bodies = dockerfile.instructions
    .filter(({ keyword }) => !PASSED_OVER.has(keyword))
    .flatMap(({ body, heredocs }) => [
      body.text,
      ...heredocs.map(({ bodySpan }) => text.slice(bodySpan.start, bodySpan.end)),
    ]);
  return bodies.reduce((count, each) => count + [...each.matchAll(use)].length, 0);
}
