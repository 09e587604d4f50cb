import type { Scalar } from "yaml";
import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { buildModel } from "../model/build.ts";
import type { BuildModel, Gap, ImageUse } from "../model/build-model.ts";
import { interpolate } from "./interpolate.ts";
import type { ComposeImage } from "./read-compose.ts";

/** What is read of a Dockerfile that stands in a Compose file. */
export interface InlineDockerfile {
  readonly images: readonly ComposeImage[];
  /** What is not. */
  readonly gap: Gap;
}

/** A line of the Dockerfile, and where the file has it. */
interface Line {
  readonly start: number;
  /** As Docker reads it. */
  readonly text: string;
  /** Compose put nothing in: its columns are those of the file. */
  readonly isLiteral: boolean;
}

/** The images of a Dockerfile that is written as a block (`|`), in those of its lines that stand in the file as Docker reads them. */
export function readInline(text: string, scalar: Scalar, contexts: readonly string[]): InlineDockerfile {
  const start = scalar.range?.[0] ?? 0;
  const lines = scalar.type === "BLOCK_LITERAL" ? linesOf(text, scalar) : undefined;
  const message =
    lines === undefined
      ? "this Dockerfile is not read: it has to be a block (|) with variables that Compose takes"
      : "of this Dockerfile only the images are checked: in a file of its own all of it would be";
  const model = lines && buildModel(lines.map((line) => line.text).join("\n"), { buildContexts: contexts });
  return {
    images:
      lines === undefined || model === undefined ? [] : imagesIn(model).flatMap((use) => placed(text, use, lines)),
    gap: { span: { start, end: start + 1 }, message },
  };
}

/** Undefined where the lines are not those of the file without their indentation. */
function linesOf(text: string, { range, value }: Scalar): readonly Line[] | undefined {
  if (!range || typeof value !== "string") return undefined;
  const written = value.split("\n");
  const first = written.findIndex((line) => line !== "");
  let start = text.indexOf("\n", range[0]) + 1;
  const lines: { start: number; text: string }[] = [];
  for (let index = 0; index < written.length; index += 1) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 || newline > range[1] ? range[1] : newline;
    lines.push({ start, text: text.slice(start, text[end - 1] === "\r" ? end - 1 : end) });
    start = Math.min(end + 1, range[1]);
  }
  const indent = (lines[first]?.text.length ?? 0) - (written[first]?.length ?? 0);
  const found: Line[] = [];
  for (const [index, line] of written.entries()) {
    const source = lines[index];
    const put = interpolate(line, UNKNOWN_PART);
    if (source === undefined || put === undefined || source.text.slice(indent) !== line) return undefined;
    found.push({ start: source.start + indent, text: put, isLiteral: put === line && !line.includes("$") });
  }
  return found;
}

/** Those of stages that are built; a name alone behind `--from` may be a context that somebody else gives. */
function imagesIn({ stages }: BuildModel): readonly ImageUse[] {
  return stages
    .filter(({ used }) => used)
    .flatMap(({ images }) => images)
    .filter((image) => {
      const mayBeContext = image.instr !== "FROM" && /^[\w-]+$/.test(image.value);
      return image.class !== "stage-ref" && image.class !== "scratch" && !image.namedContext && !mayBeContext;
    });
}

/** The image where the file has it; none where that is not certain. */
function placed(text: string, { span, value, expanded }: ImageUse, lines: readonly Line[]): readonly ComposeImage[] {
  let offset = 0;
  for (const line of lines) {
    const end = offset + line.text.length;
    if (span.start <= end) {
      const start = line.start + span.start - offset;
      const isHere = line.isLiteral && span.end <= end && text.startsWith(value, start);
      return isHere ? [{ span: { start, end: start + value.length }, value, expanded }] : [];
    }
    offset = end + 1;
  }
  return [];
}
