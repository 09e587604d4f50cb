import type { LookupFix } from "../../../fix/fix.ts";
import { type ImageReference, parseReference, splitReference } from "../../../knowledge/image-reference.ts";
import { finestTag } from "../../../knowledge/versions/finest-tag.ts";
import type { BuildModel, ImageUse } from "../../../model/build-model.ts";
import { imageMirror } from "../../../pin/mirror.ts";
import type { PinStyle } from "../../../pin/pin.ts";
import type { ImageQuery } from "../../../pin/query.ts";
import { imagesOf, mayBeContext } from "../../image-uses.ts";
import type { RuledFinding } from "../../rule.ts";
import { platformOf } from "../base-of.ts";
import type { Offer } from "../offer.ts";
import type { PinSetup } from "../pin-setup.ts";
import { type ImagePlace, imagePlace, tagEdits } from "./image-place.ts";

/** The pins of the image that a finding is about: version and digest, the version alone, the digest alone; the same at a mirror. */
export function imagePins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const image = imageAt(finding, model);
  if (image === undefined) return [];
  const at = imagePlace(image, model);
  if (image.reference === undefined)
    return "The image is not known before the build: a variable without a default names it.";
  if (at === undefined)
    return "The reference is put together from several parts of the file, or a variable in it means other images elsewhere.";
  const place = { ...at, doubt: doubtOf(image, at) };
  const query = queryFor(image.reference, image, setup);
  const tag = tagOf(image.reference);
  const version = `Pin to the version that ${tag} is today`;
  const both = pin(`${version}, with its digest`, "tag-digest", query("pin"), place);
  const alone = pin(`${version}, without digest`, "tag", query("pin"), place);
  const digest = pin(`Keep ${tag} and add its digest of today`, "tag-digest", query("digest"), place);
  if (!place.takesDigest) return keepsTag(image.reference, image) ? PART_OF_TAG : [alone];
  const mirrored = mirrorOfImage(image, model, setup);
  if (keepsTag(image.reference, image)) return [digest, ...mirrored];
  return image.class === "floating" ? [both, alone, digest, ...mirrored] : [both, alone, ...mirrored];
}

/** The mirror of an image that a finding is about, written in its place. */
export function mirrorPins(finding: RuledFinding, model: BuildModel, setup: PinSetup): Offer {
  const image = imageAt(finding, model);
  return image === undefined ? [] : mirrorOfImage(image, model, setup);
}

/**
 * Only where the whole reference stands there: what it is put together from may mean other images elsewhere. A written digest stays, for
 * it names the same bytes everywhere; the mirror is asked whether it has them.
 */
function mirrorOfImage(image: ImageUse, model: BuildModel, setup: PinSetup): readonly LookupFix[] {
  const { reference, span, value } = image;
  const mirror = reference && imageMirror(reference, setup.mirrors);
  if (reference === undefined || mirror === undefined) return [];
  // Of a host without a dot a reference would be one of Docker Hub.
  if (parseReference(mirror)?.registry !== mirror.split("/", 1)[0]) return [];
  if (!/^[\w./:@-]+$/.test(value) || model.text.slice(span.start, span.end) !== value) return [];
  const fix = { kind: "lookup", safety: "review", style: "tag-digest" } as const;
  const title = `Take it from ${mirror}, with`;
  const query = queryFor(reference, image, setup);
  if (reference.digest !== undefined) {
    const newText = mirror + value.slice(splitReference(value).name.length);
    return [{ ...fix, title: `${title} the same digest`, query: query("digest"), edits: () => [{ span, newText }] }];
  }
  const edits: LookupFix["edits"] = ({ text }) => [{ span, newText: `${mirror}:${text}` }];
  if (keepsTag(reference, image))
    return [{ ...fix, title: `${title} its digest of today`, query: query("digest"), edits }];
  const version = `the version that ${tagOf(reference)} is today and its digest`;
  return [{ ...fix, title: `${title} ${version}`, query: query("pin"), edits }];
}

function queryFor(reference: ImageReference, image: ImageUse, setup: PinSetup) {
  const platform = platformOf(image, setup);
  return (want: ImageQuery["want"]) => (): ImageQuery => ({ kind: "image", reference, platform, want });
}

/** True where no tag says more than the written one: only a digest can be added. */
function keepsTag(reference: ImageReference, image: ImageUse): boolean {
  return image.class === "exact" || finestTag(reference) === "none";
}

function tagOf({ tag = "latest" }: ImageReference): string {
  return tag;
}

const PART_OF_TAG = "Only a part of the tag is written here: a digest would hold for whatever the other parts become.";

/** Why a pin may be wrong for some builds; undefined: it is right for all. */
function doubtOf(image: ImageUse, { namedBy }: ImagePlace): string | undefined {
  if (namedBy !== undefined) return `${namedBy} may name a repository that lacks it`;
  return mayBeContext(image) ? `${image.value} may be a build context` : undefined;
}

type DoubtedPlace = ImagePlace & { readonly doubt: string | undefined };

function pin(title: string, style: PinStyle, query: () => ImageQuery, place: DoubtedPlace): LookupFix {
  const edits: LookupFix["edits"] = ({ text }) => tagEdits(place, text);
  const { doubt } = place;
  if (doubt === undefined) return { kind: "lookup", title, safety: "safe", style, query, edits };
  return { kind: "lookup", title: `${title} (${doubt})`, safety: "review", style, query, edits };
}

/** The image whose reference or tag a finding marks. */
export function imageAt({ span }: RuledFinding, model: BuildModel): ImageUse | undefined {
  const { syntaxImage } = model;
  const stands = (image: ImageUse) =>
    [image.span, image.tagSpan].some(({ start, end }) => start === span.start && end === span.end);
  if (syntaxImage !== undefined && stands(syntaxImage)) return syntaxImage;
  return imagesOf(model).find(({ image }) => stands(image))?.image;
}
