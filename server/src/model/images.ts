import { parseReference, splitReference, UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { tagShape } from "../knowledge/versions/tag-shape.ts";
import type { Span } from "../text/span.ts";
import type { ImageClass, ImageUse } from "./build-model.ts";

/** A reference as an instruction writes it. */
export interface WrittenReference {
  readonly instr: ImageUse["instr"];
  /** The word, quotes included. */
  readonly span: Span;
  /** As written, quotes included. */
  readonly raw: string;
  /** Quotes removed, known variables put in, UNKNOWN_PART where one is not known. */
  readonly expanded: string;
  readonly platform: string | undefined;
}

/** What a name in a reference may stand for besides an image. */
export interface NamesInFile {
  /** Index of the stage of this name, or number, that can be referred to here. */
  stageOf(name: string): number | undefined;
  readonly buildContexts: ReadonlySet<string>;
}

/** Classifies a reference by the first class that applies: unknown, scratch, stage, digest, latest, untagged, exact, floating. */
export function imageUse(written: WrittenReference, names: NamesInFile): ImageUse {
  const { instr, span, raw, expanded, platform } = written;
  const isKnown = !expanded.includes(UNKNOWN_PART) && !holdsPlaceholder(expanded);
  const stage = isKnown ? names.stageOf(expanded.toLowerCase()) : undefined;
  const reference = isKnown && stage === undefined ? parseReference(expanded) : undefined;
  return {
    span,
    instr,
    value: raw,
    resolved: isKnown ? expanded : undefined,
    expanded,
    class: stage === undefined ? classOf(expanded, isKnown && reference === undefined) : "stage-ref",
    reference,
    tagSpan: tagSpanOf(written),
    stage,
    platform,
    namedContext: isKnown && names.buildContexts.has(expanded),
  };
}

/** What Docker takes for no reference (`REPLACE-ME`, `<registry>/app`) is a placeholder of somebody's own templates. */
function classOf(expanded: string, isNone: boolean): ImageClass {
  const { name, tag, digest } = splitReference(expanded.replace(CONFIGURED, UNKNOWN_PART));
  const isNameUnknown = isUnknown(name);
  if (digest?.includes(":")) return isUnknown(digest) ? "arg-unresolvable" : "digest-pinned";
  if (isNone || digest !== undefined) return "arg-unresolvable";
  if (tag === undefined) return isNameUnknown ? "arg-unresolvable" : name === "scratch" ? "scratch" : "untagged";
  if (isUnknown(tag) || tag === "") return "arg-unresolvable";
  return tag === "latest" ? "latest" : tagShape(tag);
}

function isUnknown(part: string): boolean {
  return part.includes(UNKNOWN_PART) || holdsPlaceholder(part);
}

/** `@TAG@`: what autoconf and CMake put a value in for. */
const CONFIGURED = /@[A-Za-z_]\w*@/g;

/** Marks of templates that something fills in before Docker reads the file: `{{ x }}`, `@@X@@`, `%%X%%`, `<% x %>`, `@X@`. */
export function holdsPlaceholder(text: string): boolean {
  const isMarked = text.includes("{{") || text.includes("@@") || text.includes("%%") || text.includes("<%");
  return isMarked || text.search(CONFIGURED) >= 0;
}

/** The tag where it stands literally in the word, else the whole word. */
function tagSpanOf({ span, raw }: WrittenReference): Span {
  const { tag, tagStart } = splitReference(raw);
  // `node:${TAG:-latest}`: the last colon belongs to the expansion.
  if (tag === undefined || /[$}]/.test(tag) || /["'\\`]/.test(raw) || raw.length !== span.end - span.start) return span;
  return { start: span.start + tagStart, end: span.start + tagStart + tag.length };
}
