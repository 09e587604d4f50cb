import { type Platform, readPlatform } from "../../knowledge/platform.ts";
import type { ImageUse, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { Base } from "../../pin/query.ts";
import { once } from "../once.ts";
import type { PinSetup } from "./pin-setup.ts";

/** The image from outside that a stage is built on, stages of the file followed; undefined: none, or it is not known. */
export const baseOf = once((stage: Stage, setup: PinSetup): Base | undefined => {
  const image = lineage(stage).at(-1)?.base;
  if (image?.reference === undefined || image.namedContext || image.class === "scratch") return undefined;
  return { reference: image.reference, platform: platformOf(image, setup) };
});

/** What an image is pulled for: a known `--platform`, which may be a processor alone, else what is standard. */
export function platformOf({ platform = "" }: ImageUse, { platform: standard }: PinSetup): Platform {
  return readPlatform(platform, standard.os) ?? standard;
}
