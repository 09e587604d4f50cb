import type { Gap } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import { isDeeplyNested } from "../yaml/nesting.ts";

/** What a Compose file says of images: those that it takes from elsewhere, and how it builds others. */
export interface ComposeFile {
  readonly images: readonly ComposeImage[];
  readonly builds: readonly ComposeBuild[];
  /** Dockerfiles that stand in the file and can be read. */
  readonly dockerfiles: readonly InlineDockerfile[];
  /** Services whose Dockerfile stands in the file: none of `builds`. */
  readonly inline: readonly string[];
  readonly gaps: readonly Gap[];
}

/** The `image:` of a service that does not build it, or what a build takes: a context, an image of a Dockerfile in the file. */
export interface ComposeImage {
  /** The value, without quotes of YAML; of a block (`>-`) its first character. */
  readonly span: Span;
  /** As written in `span`; the text of a block. */
  readonly value: string;
  /** Variables put in; UNKNOWN_PART stands for what only the environment knows. */
  readonly expanded: string;
}

/** A Dockerfile that stands in a Compose file, as a block. */
export interface InlineDockerfile {
  /** The block. */
  readonly span: Span;
  /** Names of the contexts that its builds are given. */
  readonly contexts: readonly string[];
  readonly lines: readonly InlineLine[];
  /** What each line that is not empty stands behind. */
  readonly indentation: string;
  readonly lineEnd: "\n" | "\r\n";
}

export interface InlineLine {
  /** Where it begins, behind its indentation, from the start of the block. */
  readonly start: number;
  /** What a text that is put there must stand behind: the indentation that an empty line lacks. */
  readonly lead: string;
  /** As the file has it. */
  readonly source: string;
  /** As Docker reads it, with what Compose puts in. */
  readonly text: string;
}

/** The `build:` of a service. Paths as written, relative to the folder of the Compose file. */
export interface ComposeBuild {
  readonly service: string;
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  /** The stage that is built; undefined: the last one, unless it is `unknown`. */
  readonly target: string | undefined;
  /** Names that the image gets; those that only the environment knows are left out. */
  readonly names: readonly string[];
  /** Undefined: set, but only the environment knows to what. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** Names of `additional_contexts`. */
  readonly contexts: readonly string[];
  /** What the file sets, but only the environment knows to what: the stage, some of the names. */
  readonly unknown: readonly ("target" | "names")[];
}

/** A Compose file is small; a larger one is not read, and a gap says so. */
const MAX_COMPOSE_LENGTH = 256 * 1024;

/** One text for Compose files that are read together: documents of one file are to Compose what such files are. */
export function inOneText(texts: readonly string[]): string {
  return texts.join("\n...\n");
}

/**
 * Reads a Compose file; any text has a result. `inFront` is the text of the file that it overrides: what is told is about `text`
 * alone. The YAML reader is loaded on first use. Source: Compose specification.
 */
export async function readCompose(text: string, inFront?: string): Promise<ComposeFile> {
  if (text.length > MAX_COMPOSE_LENGTH)
    return nothing(`Compose files over ${MAX_COMPOSE_LENGTH / 1024} KB are not read`);
  if (isDeeplyNested(text)) return nothing("this file is nested too deeply to be read");
  const { isYaml, readServices } = await import("./services.ts");
  const front = inFront === undefined ? "" : inOneText([inFront, ""]);
  const isRead = front.length + text.length <= MAX_COMPOSE_LENGTH && !isDeeplyNested(front);
  // What is broken in front could go on behind it.
  const both = front === "" || !isRead || !isYaml(front) ? undefined : readServices(front + text);
  // A gap without a place is that not all of both was read.
  const isWhole = both?.gaps.every(({ span }) => span.end > 0) === true;
  return both === undefined || !isWhole ? readServices(text) : behind(both, front.length);
}

function behind({ images, builds, dockerfiles, inline, gaps }: ComposeFile, offset: number): ComposeFile {
  const moved = <T extends { readonly span: Span }>(places: readonly T[]): readonly T[] =>
    places.flatMap((place) => {
      const { start, end } = place.span;
      return start < offset ? [] : [{ ...place, span: { start: start - offset, end: end - offset } }];
    });
  return { images: moved(images), builds, dockerfiles: moved(dockerfiles), inline, gaps: moved(gaps) };
}

function nothing(message: string): ComposeFile {
  return { images: [], builds: [], dockerfiles: [], inline: [], gaps: [{ span: { start: 0, end: 0 }, message }] };
}
