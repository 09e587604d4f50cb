import type { EditFix } from "../../../fix/fix.ts";
import type { BuildModel, ImageUse } from "../../../model/build-model.ts";
import type { ImageState, Pin } from "../../../pin/pin.ts";
import type { ImageQuery } from "../../../pin/query.ts";
import { imagesOf, nameOf, type PlacedImage } from "../../image-uses.ts";
import type { KnownAnswer, OnlineOptions, PinQuestion } from "../../online-rule.ts";
import type { Finding } from "../../rule.ts";
import { platformOf } from "../base-of.ts";
import { imagePlace, tagEdits } from "./image-place.ts";

/** What a rule makes of the state of an image: its message, or undefined where there is nothing to say. */
type Judge = (image: ImageUse, state: ImageState) => string | undefined;

/** One question for each reference with a tag or a digest: what has become of them. */
export function* imageQuestions(model: BuildModel, options: OnlineOptions, judge: Judge): Iterable<PinQuestion> {
  for (const placed of everyImage(model)) {
    const { image } = placed;
    const { reference } = image;
    if (reference === undefined || image.class === "stage-ref" || image.class === "scratch") continue;
    if (reference.tag === undefined && reference.digest === undefined) continue;
    const query: ImageQuery = { kind: "image", reference, platform: platformOf(image, options), want: "state" };
    yield {
      query,
      span: image.span,
      written: writtenPin(image),
      judge: (answer) => {
        if (answer.state?.kind !== "image") return undefined;
        const message = judge(image, answer.state);
        if (message === undefined) return undefined;
        const current = pinOf(answer)?.text ?? answer.state.tagDigest ?? "";
        return { ...findingAt(placed, message), fixes: refresh(image, answer, model), current };
      },
    };
  }
}

function* everyImage(model: BuildModel): Iterable<PlacedImage> {
  yield* imagesOf(model);
  if (model.syntaxImage !== undefined) yield { image: model.syntaxImage, place: {} };
}

function findingAt({ image, place }: PlacedImage, message: string): Omit<Finding, "fixes"> {
  return { span: image.span, message: `${nameOf(image)} ${message}`, ...place };
}

/** `12.11@sha256:…`, `12.11`, `sha256:…`. */
function writtenPin({ reference }: ImageUse): string {
  return [reference?.tag, reference?.digest].filter((part) => part !== undefined).join("@");
}

function pinOf({ pins }: KnownAnswer): Pin | undefined {
  return pins.find((pin) => pin.recommended) ?? pins[0];
}

function refresh(image: ImageUse, answer: KnownAnswer, model: BuildModel): readonly EditFix[] {
  const pin = pinOf(answer);
  const place = imagePlace(image, model);
  if (pin === undefined || place === undefined) return [];
  const edits = tagEdits(place, pin.text);
  const title = `Write ${shortPin(pin.text)}`;
  return edits.length === 0 ? [] : [{ kind: "edit", title, safety: "safe", edits }];
}

/** A digest as people can take it in: `12.11@sha256:0a1b2c3d4e5f…`. */
export function shortPin(text: string): string {
  return text.replace(/(sha(?:256|512):[0-9a-f]{12})[0-9a-f]+/, "$1…");
}
