import type { PinAnswer } from "../pin/pin.ts";
import type { ImageQuery, PinQuery } from "../pin/query.ts";
import { isDigest } from "./oci/digest.ts";

/** The question for the digest of the base image, where a question stands on an image that is only known by its tag. */
export function digestQuestion(query: PinQuery): ImageQuery | undefined {
  if (query.kind !== "os" && query.kind !== "language") return undefined;
  if (query.base === undefined || query.base.reference.digest !== undefined || query.base.onlyHere === true)
    return undefined;
  const { reference, platform } = query.base;
  return { kind: "image", reference, platform, want: "digest" };
}

/** The question on the image with the digest that an answer to `digestQuestion` gives; undefined when it gives none. */
export function withDigest(query: PinQuery, answer: PinAnswer): PinQuery | undefined {
  if ((query.kind !== "os" && query.kind !== "language") || query.base === undefined || !answer.ok) return undefined;
  const written = answer.pins.find(({ recommended }) => recommended)?.text ?? "";
  const digest = written.slice(written.indexOf("@") + 1);
  if (!isDigest(digest)) return undefined;
  return { ...query, base: { ...query.base, reference: { ...query.base.reference, digest } } };
}
