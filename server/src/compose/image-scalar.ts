import type { Scalar } from "yaml";
import { interpolate } from "./interpolate.ts";
import type { ComposeImage } from "./read-compose.ts";

/** The id of an image that is here, not a name with a tag. */
const IMAGE_ID = /^sha256:[0-9a-f]{64}$/;

/** An image whose variables Compose may refuse: it is expanded to nothing then. */
interface WrittenImage extends Pick<ComposeImage, "span" | "value"> {
  readonly expanded: string | undefined;
}

/** The image that the value of `image:` names; undefined: none. */
export function imageOf(text: string, scalar: Scalar): WrittenImage | undefined {
  if (typeof scalar.value !== "string" || !scalar.range) return undefined;
  const value = scalar.value.trim();
  if (IMAGE_ID.test(value)) return undefined;
  const expanded = interpolate(value);
  const [start, end] = scalar.range;
  // A comment between the lines of a block would be its text: it is marked where it begins, and its text stands for no place.
  if (scalar.type?.startsWith("BLOCK")) return { span: { start, end: start + 1 }, value, expanded };
  const edge = scalar.type?.startsWith("QUOTE") ? 1 : 0;
  const at = text.slice(start, end).indexOf(value);
  const span =
    at < 0 ? { start: start + edge, end: end - edge } : { start: start + at, end: start + at + value.length };
  return { span, value: text.slice(span.start, span.end), expanded };
}

const IMAGE_CONTEXT = "docker-image://";

/** The image of `name: docker-image://image`, or of `name=docker-image://image`; none where it names none, or not literally. */
export function contextImageOf(text: string, scalar: Scalar): readonly ComposeImage[] {
  if (typeof scalar.value !== "string" || !scalar.range) return [];
  const [start, end] = scalar.range;
  const at = scalar.value.indexOf(IMAGE_CONTEXT);
  if (at < 0 || (at > 0 && scalar.value[at - 1] !== "=")) return [];
  const value = scalar.value.slice(at + IMAGE_CONTEXT.length).trim();
  const found = text.slice(start, end).indexOf(IMAGE_CONTEXT + value);
  const expanded = interpolate(value);
  if (value === "" || expanded === undefined || found < 0) return [];
  const from = start + found + IMAGE_CONTEXT.length;
  return [{ span: { start: from, end: from + value.length }, value, expanded }];
}
