import type { ImageReference } from "../image-reference.ts";
import { official } from "./releases.ts";

/**
 * The minor version of Go 1 in an official image of it; `Infinity` where the tag is always that of the newest. Undefined: another
 * image, or a tag that tells nothing (`stretch` stays what it was).
 */
export function goMinorIn(image: ImageReference): number | undefined {
  const { registry, repository } = official(image);
  if (registry !== "docker.io" || repository !== "library/golang") return undefined;
  const { tag = image.digest === undefined ? "latest" : "" } = image;
  if (/^(?:latest|1|(?:1-)?(?:alpine|bookworm|trixie))$/.test(tag)) return Number.POSITIVE_INFINITY;
  const minor = /^1\.(\d+)/.exec(tag)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
