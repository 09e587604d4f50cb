import type { BuildModel } from "../../model/build-model.ts";
import type { Span } from "../../text/span.ts";
import { once } from "../once.ts";

/** FROM is looked at as an image, and a LABEL takes any value. */
const PASSED_OVER: ReadonlySet<string> = new Set(["FROM", "LABEL"]);

/** The percent sign behind a name may be the one in front of the next. */
const USE = /\$(?:env:|\{(?:env:)?)?(\w+)|%(\w+)(?=%)|(?<!\w)(\w+)\+=(?!\(|["']?\s)/gi;

/**
 * How often a variable stands in the instructions of a file, but for FROM, LABEL and flags: `$NAME`, `${NAME…}`, and as PowerShell
 * and cmd write it, and where something that is no word of its own is added (`NAME+=x`). Scopes are not told apart: rather one
 * more is counted than one less.
 */
export function usesOf(name: string, model: BuildModel): number {
  return usesByName(model).get(name) ?? 0;
}

const usesByName = once(({ dockerfile, text }: BuildModel): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const { keyword, body, heredocs } of dockerfile.instructions) {
    if (PASSED_OVER.has(keyword)) continue;
    for (const each of [body.text, ...heredocs.map(({ bodySpan }) => text.slice(bodySpan.start, bodySpan.end))])
      for (const [, plain, percent, added] of each.matchAll(USE)) {
        const name = plain ?? percent ?? added ?? "";
        uses.set(name, (uses.get(name) ?? 0) + 1);
      }
  }
  return uses;
});

/** The variable in whose definition a place is, of the file or of a script. */
export function holderOf({ start }: Span, { stages, globals, text }: BuildModel): string | undefined {
  const isAround = ({ span }: { readonly span: Span }) => span.start <= start && start < span.end;
  const stage = stages.find(isAround);
  const variable = stage === undefined ? globals.find(isAround) : stage.variables.find(isAround);
  if (variable !== undefined) return variable.name;
  const run = stage?.instructions.find(isAround);
  const before = text.slice(run?.span.start ?? start, start);
  const assignment = [...before.matchAll(/(?<![\w$])([A-Za-z_]\w*)\+?=/g)].at(-1);
  const isOpen = assignment !== undefined && !/[;&|]/.test(before.slice(assignment.index));
  return isOpen ? assignment[1] : undefined;
}
