import { forPlatform, platformName } from "../../knowledge/platform.ts";
import { type Failure, failure } from "../../outcome/outcome.ts";
import type { ImageJob, ReadImage } from "../../scan/embedded/read-image.ts";
import { namedPlatform } from "../host-platform.ts";
import type { ImageWorld } from "./image-world.ts";

/** Which image of several is meant. */
export function choiceOf({ platform, isPlatformNamed = false }: ImageWorld, name?: string): ImageJob["choice"] {
  return { platform, isPlatformNamed, name };
}

/** That an image is of another platform than the one that the user named: an engine has one of each name, and an archive may hold one. */
export function otherPlatform(
  name: string,
  { platform: told }: Pick<ReadImage["identity"], "platform">,
  { platform: wanted, isPlatformNamed }: ImageWorld,
): Failure | undefined {
  const platform = told && namedPlatform(told);
  if (isPlatformNamed !== true || !platform || forPlatform([{ platform }], wanted) !== undefined) return undefined;
  return failure("ambiguous", name, `is an image for ${told}, not for ${platformName(wanted)}`);
}
