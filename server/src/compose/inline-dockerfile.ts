import type { Scalar } from "yaml";
import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { buildModel } from "../model/build.ts";
import type { BuildModel, ImageUse } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { interpolate } from "./interpolate.ts";
import type { ComposeImage, InlineDockerfile, InlineLine } from "./read-compose.ts";

/** A Dockerfile that is written as a block (`|`); undefined where its lines are not those of the file without their indentation. */
export function readInline(text: string, scalar: Scalar, contexts: readonly string[]): InlineDockerfile | undefined {
  const { range, value, type } = scalar;
  if (type !== "BLOCK_LITERAL" || !range || typeof value !== "string") return undefined;
  const span = { start: range[0], end: range[1] };
  const written = value.split("\n");
  const first = written.findIndex((line) => line !== "");
  const sources = linesIn(text, span, written.length);
  const indent = (sources[first]?.source.length ?? 0) - (written[first]?.length ?? 0);
  const indentation = sources[first]?.source.slice(0, indent) ?? "";
  const lineEnd = text[text.indexOf("\n", span.start) - 1] === "\r" ? "\r\n" : "\n";
  const lines: InlineLine[] = [];
  for (const [index, line] of written.entries()) {
    const { source = "", start = 0 } = sources[index] ?? {};
    const put = interpolate(line);
    if (put === undefined || source.slice(indent) !== line) return undefined;
    // The file may end without the line end that YAML reads there.
    const lead = (text[start - 1] === "\n" ? "" : lineEnd) + indentation.slice(source.length);
    lines.push({ start: start + Math.min(indent, source.length) - span.start, lead, source: line, text: put });
  }
  return { span, contexts, lines, indentation, lineEnd };
}

function linesIn(text: string, { start: from, end }: Span, count: number) {
  const lines: { readonly start: number; readonly source: string }[] = [];
  for (let start = text.indexOf("\n", from) + 1; lines.length < count; ) {
    const newline = text.indexOf("\n", start);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    lines.push({ start, source: text.slice(start, text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd) });
    start = Math.min(lineEnd + 1, end);
  }
  return lines;
}

/** The Dockerfile as Docker reads it, UNKNOWN_PART for what only the environment of Compose knows. */
export function textOfInline({ lines }: InlineDockerfile): string {
  return lines.map(({ text }) => text).join("\n");
}

/** Where the file has what stands in the Dockerfile; undefined for a place in a line that Compose puts something into. */
export function placeIn({ span: block, lines }: InlineDockerfile, { start, end }: Span): Span | undefined {
  const from = pointIn(lines, start);
  const to = pointIn(lines, end);
  return from && to && { start: block.start + from.at, end: block.start + to.at };
}

/** What place of the Dockerfile one of the file is; undefined where `placeIn` gives none. */
export function offsetIn({ span, lines }: InlineDockerfile, offset: number): number | undefined {
  let lineStart = 0;
  for (const line of lines) {
    const column = offset - span.start - line.start;
    if (column >= 0 && column <= line.source.length)
      return isFilledIn(line) ? undefined : lineStart + line.source.slice(0, column).replaceAll("$$", "$").length;
    lineStart += line.text.length + 1;
  }
  return undefined;
}

/**
 * An edit of the Dockerfile as one of the file: indented, with two dollars for each one and the line ends of the file. Undefined where
 * Compose puts something into a line that it touches.
 */
export function editIn(inline: InlineDockerfile, { span, newText }: TextEdit): TextEdit | undefined {
  const { span: block, lines, indentation, lineEnd } = inline;
  const from = pointIn(lines, span.start);
  const to = pointIn(lines, span.end);
  if (from === undefined || to === undefined || newText.includes(UNKNOWN_PART)) return undefined;
  if (lines.slice(from.index, to.index + 1).some(isFilledIn)) return undefined;
  const [first = "", ...others] = newText.replaceAll("$", "$$$$").split("\n");
  const goesOn = to.lead === "";
  const isIndented = (line: string, isLast: boolean) => line !== "" || (isLast && goesOn);
  const head = isIndented(first, others.length === 0) ? from.lead + first : "";
  const rest = others.map((line, index) => (isIndented(line, index === others.length - 1) ? indentation + line : ""));
  return { span: { start: block.start + from.at, end: block.start + to.at }, newText: [head, ...rest].join(lineEnd) };
}

interface Point {
  /** Of its line. */
  readonly index: number;
  /** From the start of the block. */
  readonly at: number;
  /** Empty but at the start of an empty line. */
  readonly lead: string;
}

function pointIn(lines: readonly InlineLine[], offset: number): Point | undefined {
  let lineStart = 0;
  for (const [index, line] of lines.entries()) {
    const column = offset - lineStart;
    if (column <= line.text.length) {
      const at = columnIn(line, column);
      return at === undefined ? undefined : { index, at: line.start + at, lead: line.lead };
    }
    lineStart += line.text.length + 1;
  }
  return undefined;
}

/** True for a line that Compose puts something into: of `$$` it only makes one dollar. */
export function isFilledIn({ source, text }: InlineLine): boolean {
  return source.replaceAll("$$", "$") !== text;
}

function columnIn(line: InlineLine, column: number): number | undefined {
  const { source, text } = line;
  if (source === text) return column;
  if (isFilledIn(line)) return undefined;
  let at = 0;
  for (let index = 0; index < column; index += 1) at += source.startsWith("$$", at) ? 2 : 1;
  return at;
}

/** The images of its stages that are built, as images of the file. */
export function imagesOfInline(inline: InlineDockerfile): readonly ComposeImage[] {
  const model = buildModel(textOfInline(inline), { buildContexts: inline.contexts });
  return imagesIn(model).flatMap(({ span, value, expanded }) => {
    const place = placeIn(inline, span);
    return place === undefined || place.end - place.start !== value.length ? [] : [{ span: place, value, expanded }];
  });
}

/** A name alone behind `--from` may be a context that somebody else gives. */
function imagesIn({ stages }: BuildModel): readonly ImageUse[] {
  return stages
    .filter(({ used }) => used)
    .flatMap(({ images }) => images)
    .filter((image) => {
      const mayBeContext = image.instr !== "FROM" && /^[\w-]+$/.test(image.value);
      return image.class !== "stage-ref" && image.class !== "scratch" && !image.namedContext && !mayBeContext;
    });
}
