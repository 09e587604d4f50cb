import { isFilledIn, placeIn, textOfInline } from "../compose/inline-dockerfile.ts";
import type { InlineDockerfile } from "../compose/read-compose.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { Gap } from "../model/build-model.ts";

interface Found {
  readonly findings: readonly RuledFinding[];
  readonly gaps: readonly Gap[];
}

/**
 * What the rules say of a Dockerfile in a Compose file, at its places there. A fix would have to be written with the indentation and the
 * dollars of YAML: none is offered but those that look a value of an image up. Loaded with the first such file.
 */
export function checkInline(inline: InlineDockerfile, check: (text: string) => Found): Found {
  const { findings, gaps } = check(textOfInline(inline));
  return {
    findings: findings.flatMap((finding) => placed(finding, inline)),
    gaps: [...gaps.map((gap) => placedGap(gap, inline)), ...filledLines(inline)],
  };
}

function placed(finding: RuledFinding, inline: InlineDockerfile): readonly RuledFinding[] {
  const span = placeIn(inline, finding.span);
  const group = finding.group && placeIn(inline, finding.group);
  if (span === undefined) return [];
  return [{ ...finding, span, group, otherCommands: undefined, stage: undefined, fixes: [] }];
}

/** Where its own place is not certain a gap is one of the whole Dockerfile. */
function placedGap({ span, message }: Gap, inline: InlineDockerfile): Gap {
  return { span: placeIn(inline, span) ?? startOf(inline), message };
}

/** What stands in such lines depends on who runs Compose. */
function filledLines(inline: InlineDockerfile): readonly Gap[] {
  if (!inline.lines.some(isFilledIn)) return [];
  const message =
    "lines of this Dockerfile with variables of Compose are not checked: $$ gives a variable to the build";
  return [{ span: startOf(inline), message }];
}

function startOf({ span: { start } }: InlineDockerfile): Gap["span"] {
  return { start, end: start + 1 };
}
