import { editIn, isFilledIn, offsetIn, placeIn, textOfInline } from "../compose/inline-dockerfile.ts";
import type { InlineDockerfile } from "../compose/read-compose.ts";
import type { EditFix, Fix, LookupFix } from "../fix/fix.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { BuildModel, Gap } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { Checked } from "./check.ts";

/** A Dockerfile that stands in a Compose file. */
export interface InnerDockerfile {
  /** Its block in the file. */
  readonly span: Span;
  readonly model: BuildModel;
  /** At their places in the file, as the gaps are. */
  readonly findings: readonly RuledFinding[];
  readonly gaps: readonly Gap[];
  /** Where the file has what stands in the Dockerfile; undefined: not certain. */
  placeOf(span: Span): Span | undefined;
  /** What place of the Dockerfile one of the file is; undefined: of none, or not certain. */
  offsetOf(offset: number): number | undefined;
  /** A finding of the Dockerfile at its place in the file, with fixes written as YAML has them. */
  placed<F extends RuledFinding>(finding: F): F | undefined;
}

/** Checks a Dockerfile that stands in a Compose file. Loaded with the first such file. */
export function checkInline(inline: InlineDockerfile, check: (text: string) => Checked): InnerDockerfile {
  const { model, findings, gaps } = check(textOfInline(inline));
  const placed = <F extends RuledFinding>(finding: F) => placedFinding(finding, model, inline);
  return {
    span: inline.span,
    model,
    findings: findings.flatMap((finding) => placed(finding) ?? []),
    gaps: [...gaps.map((gap) => placedGap(gap, inline)), ...filledLines(inline)],
    placeOf: (span) => placeIn(inline, span),
    offsetOf: (offset) => offsetIn(inline, offset),
    placed,
  };
}

function placedFinding<F extends RuledFinding>(finding: F, model: BuildModel, inline: InlineDockerfile): F | undefined {
  const span = placeIn(inline, finding.span);
  const group = finding.group && placeIn(inline, finding.group);
  if (span === undefined) return undefined;
  const fixes = finding.fixes.flatMap((fix) => placedFix(fix, inline) ?? []);
  const inner = { finding, model, placed: (fix: LookupFix) => placedLookup(fix, inline) };
  return { ...finding, span, group, otherCommands: undefined, stage: undefined, fixes, inner };
}

function placedFix(fix: Fix, inline: InlineDockerfile): Fix | undefined {
  if (fix.kind === "edit") return placedEdit(fix, inline);
  if (fix.kind === "lookup") return placedLookup(fix, inline);
  return {
    ...fix,
    known: (facts) => {
      const known = fix.known(facts);
      return known && placedEdit(known, inline);
    },
  };
}

function placedEdit(fix: EditFix, inline: InlineDockerfile): EditFix | undefined {
  const edits = placedEdits(fix.edits, inline);
  return edits.length > 0 ? { ...fix, edits } : undefined;
}

function placedLookup(fix: LookupFix, inline: InlineDockerfile): LookupFix {
  return { ...fix, query: () => fix.query(), edits: (pin) => placedEdits(fix.edits(pin), inline) };
}

/** All of them, or none where the place of one is not certain. */
function placedEdits(edits: readonly TextEdit[], inline: InlineDockerfile): readonly TextEdit[] {
  const found = edits.flatMap((edit) => editIn(inline, edit) ?? []);
  return found.length === edits.length ? found : [];
}

/** Where its own place is not certain a gap is one of the whole Dockerfile. */
function placedGap(gap: Gap, inline: InlineDockerfile): Gap {
  return { ...gap, span: placeIn(inline, gap.span) ?? startOf(inline) };
}

/** What stands in such lines depends on who runs Compose: said once, at the first of them. */
function filledLines({ span, lines }: InlineDockerfile): readonly Gap[] {
  const [first, ...others] = lines.filter(isFilledIn);
  if (first === undefined) return [];
  const start = span.start + first.start;
  const more = others.length === 0 ? "" : ` and ${others.length} more of this Dockerfile`;
  const message = `Compose puts a variable into this line${more}: not checked; write $$ for a variable of the build`;
  return [{ span: { start, end: start + first.source.length }, message, isNote: true }];
}

function startOf({ span: { start } }: InlineDockerfile): Gap["span"] {
  return { start, end: start + 1 };
}
