import { skipSpace, trimEnd } from "./blanks.ts";
import type { Directive, Problem } from "./dockerfile.ts";

/** The directives at the top of a file, the escape character that holds below, and where the rest begins. */
export interface ReadDirectives {
  readonly directives: readonly Directive[];
  readonly escape: "\\" | "`";
  readonly end: number;
}

const NAMES: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Reads `# name=value` lines until one is none. A first line `#!…` may stand in front of `syntax`.
 * Source: BuildKit's DirectiveParser and DetectSyntax.
 */
export function readDirectives(text: string, limit: number, problems: Problem[]): ReadDirectives {
  const directives: Directive[] = [];
  let escape: "\\" | "`" = "\\";
  let offset = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (offset < limit) {
    const found = text.indexOf("\n", offset);
    const lineEnd = found < 0 || found > limit ? limit : found;
    const directive = directiveOn(text, offset, lineEnd);
    if (directive === undefined) break;
    if (directives.some(({ name }) => name === directive.name)) {
      problems.push({ span: directive.span, message: `The directive ${directive.name} stands here a second time.` });
    } else if (directive.name === "escape" && directive.value !== "\\" && directive.value !== "`") {
      problems.push({ span: directive.valueSpan, message: "The escape character is either \\ or `." });
    } else {
      directives.push(directive);
      if (directive.name === "escape") escape = directive.value === "`" ? "`" : "\\";
    }
    offset = lineEnd + 1;
  }
  return { directives, escape, end: offset };
}

function directiveOn(text: string, start: number, lineEnd: number): Directive | undefined {
  const first = skipSpace(text, start, lineEnd);
  if (text.charCodeAt(first) !== 35) return undefined;
  const line = text.slice(first, trimEnd(text, first, lineEnd));
  const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(?=\S)/.exec(line);
  const name = match?.[1]?.toLowerCase();
  if (match === null || name === undefined || !NAMES.has(name)) return undefined;
  const valueStart = first + match[0].length;
  const end = first + line.length;
  return {
    name,
    value: text.slice(valueStart, end),
    span: { start: first, end },
    valueSpan: { start: valueStart, end },
  };
}
