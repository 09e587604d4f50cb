import { unquoted } from "../../../fix/quote.ts";
import { parseReference, splitReference } from "../../../knowledge/image-reference.ts";
import type { BuildModel, ImageUse, VariableUse } from "../../../model/build-model.ts";
import type { Span } from "../../../text/span.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { imagesOf } from "../../image-uses.ts";
import { usesOf } from "../variable-uses.ts";

/** Where the tag and digest of a reference can be written. */
export interface ImagePlace {
  /** What is written anew; empty where a tag is added. */
  readonly span: Span;
  /** Of the tag, what stands in front of the span and behind it: `${VERSION}-slim`. */
  readonly before: string;
  readonly after: string;
  /** `:` or `@` where the span does not hold it. */
  readonly separator: string;
  /** False: only a part of the tag is written here, and a digest would hold for whatever that part becomes. */
  readonly takesDigest: boolean;
  /** The variable that a part of the name in front is, so that the builder may name another repository; undefined: none is. */
  readonly namedBy?: string;
}

/**
 * The place of a reference's tag: in the reference itself, or in the default of the one ARG that holds it. Undefined: it is made
 * of more, or the ARG means different images in different places, so that one value would be wrong for some.
 */
export function imagePlace(image: ImageUse, model: BuildModel): ImagePlace | undefined {
  const inner = innerOf(model.text, image.span, image.value);
  return inner && (placeBehindName(inner) ?? variablePlace(image, inner, model));
}

/** The edits that write `22.11.0@sha256:…` or `22.11.0`; none where the place cannot hold it. */
export function tagEdits(
  { span, before, after, separator, takesDigest }: ImagePlace,
  text: string,
): readonly TextEdit[] {
  const at = text.indexOf("@");
  const tag = at < 0 ? text : text.slice(0, at);
  if (at >= 0 && !takesDigest) return [];
  if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length) return [];
  const middle = tag.slice(before.length, tag.length - after.length);
  return [{ span, newText: separator + middle + (at < 0 ? "" : text.slice(at)) }];
}

interface Inner {
  readonly text: string;
  readonly start: number;
}

/** A word without its quotes, where it stands; undefined when it does not stand literally in the file. */
function innerOf(text: string, span: Span, raw: string): Inner | undefined {
  if (text.slice(span.start, span.end) !== raw) return undefined;
  const quote = raw.charAt(0);
  if (quote !== '"' && quote !== "'") return /["'\\`]/.test(raw) ? undefined : { text: raw, start: span.start };
  const inner = unquoted(raw, quote);
  return inner === undefined || /[\\`]/.test(inner) ? undefined : { text: inner, start: span.start + 1 };
}

/** The colons of `${NAME:-default}` divide nothing. */
function withoutColons(text: string): string {
  const parts = text.split("}");
  const last = parts.pop() ?? "";
  const even = parts.map((part) => {
    const at = part.indexOf("${");
    return at < 0 ? part : part.slice(0, at) + part.slice(at).replace(/[:/@]/g, "_");
  });
  return [...even, last].join("}");
}

function endsInVariable(name: string): boolean {
  if (!name.endsWith("}")) return /\$\w+$/.test(name);
  return name.includes("${", name.lastIndexOf("}", name.length - 2) + 1);
}

/** Everything behind the name is written anew, where it is literal. */
function placeBehindName({ text, start }: Inner): ImagePlace | undefined {
  const { length } = splitReference(withoutColons(text)).name;
  const name = text.slice(0, length);
  const tail = text.slice(length);
  if (tail.includes("$")) return undefined;
  const span = { start: start + length, end: start + text.length };
  const place = { span, before: "", after: "", separator: ":", takesDigest: true };
  const namedBy = /\$\{?(\w+)/.exec(name)?.[1];
  if (namedBy === undefined) return place;
  // Behind a whole variable (`${IMAGE}`) nothing is added: what it holds is written where it is set.
  return tail !== "" || !endsInVariable(name) ? { ...place, namedBy } : undefined;
}

/** One variable in a word: `before${NAME}after`, with the default that may stand in it. */
const ONE_VARIABLE = /^([^$]*)\$(?:\{([A-Za-z_]\w*)(?::?-([^}$]*))?\}|([A-Za-z_]\w*)(?!\w))([^$]*)$/;

function variablePlace(image: ImageUse, { text, start }: Inner, model: BuildModel): ImagePlace | undefined {
  const parts = ONE_VARIABLE.exec(text);
  if (parts === null) return undefined;
  const [, before = "", braced, standard, plain, after = ""] = parts;
  const name = braced ?? plain ?? "";
  const set = definitionOf(name, image, model);
  const held = set && valueOf(set, model.text);
  const value = held ?? ownDefault(text, start, standard);
  if (value === undefined || before + expanded(value, model) + after !== image.resolved) return undefined;
  if (held !== undefined && !meansOneImage(name, image, model)) return undefined;
  return placeInValue(value, before, after);
}

/** The default inside of `${NAME:-default}`. */
function ownDefault(text: string, start: number, standard: string | undefined): Inner | undefined {
  if (standard === undefined) return undefined;
  return { text: standard, start: start + text.lastIndexOf(standard, text.lastIndexOf("}")) };
}

/** Where the tag stands in a value that has `before` and `after` around it in the reference. */
function placeInValue(value: Inner, before: string, after: string): ImagePlace | undefined {
  const outer = splitReference(before);
  if (outer.tagStart < 0) {
    // The value holds the name, or its end, and the tag: `ARG IMAGE=node:22`.
    return after === "" && !before.includes("@") ? placeBehindName(value) : undefined;
  }
  if (/[@:]/.test(after) || value.text.includes("$")) return undefined;
  const prefix = outer.tag ?? "";
  const span = { start: value.start, end: value.start + value.text.length };
  return { span, before: prefix, after, separator: "", takesDigest: prefix === "" && after === "" };
}

/** The ARG or ENV with a value that the reference sees. */
function definitionOf(name: string, image: ImageUse, { stages, globals }: BuildModel): VariableUse | undefined {
  const isMeant = (variable: VariableUse) => variable.name === name && variable.span.start < image.span.start;
  if (image.instr === "FROM") return globals.findLast(isMeant);
  const stage = stages.find(({ images }) => images.includes(image));
  const own = stage?.variables.findLast(isMeant);
  const isInherited = own?.kind === "ARG" && !own.instruction.body.text.includes(`${name}=`);
  return isInherited ? globals.findLast(isMeant) : own;
}

/** What a value means, where it is made of ARGs from before the first FROM. */
function expanded({ text, start }: Inner, { globals }: BuildModel): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced, plain = braced) => {
    const set = globals.findLast(({ name, span }) => name === plain && span.start < start);
    return set?.value ?? written;
  });
}

/** The value of a definition as it is written, at its place. */
function valueOf({ name, span }: VariableUse, text: string): Inner | undefined {
  const raw = text.slice(span.start, span.end);
  if (!raw.startsWith(`${name}=`)) return undefined;
  const start = span.start + name.length + 1;
  return innerOf(text, { start, end: span.end }, raw.slice(name.length + 1));
}

/** Every reference that the variable stands in is this very image, and it stands in nothing else, where a digest would be in the way. */
function meansOneImage(name: string, image: ImageUse, model: BuildModel): boolean {
  if (usesOf(name, model) > 0) return false;
  const isIn = new RegExp(`\\$(?:\\{${name}[^\\w]|${name}(?!\\w))`);
  for (const { image: other } of imagesOf(model)) {
    if (isIn.test(other.value) && other.resolved !== image.resolved) return false;
  }
  return parseReference(image.resolved ?? "") !== undefined;
}
