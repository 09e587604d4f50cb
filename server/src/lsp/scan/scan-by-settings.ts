import type { WantedImage } from "../../engine/image/find-image.ts";
import { type DockerfileAtHand, scanImage } from "../../engine/image/scan-image.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { mistakeIn } from "../../pin/lookup-settings.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { Course } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { advisoriesAt } from "./advisories-at.ts";
import { agreedScanner } from "./choose-scanner.ts";
import { type ImageScope, imageWorld } from "./image-world.ts";

/** Whose gesture a scan belongs to. */
export interface ImageScan {
  readonly context: ServerContext;
  readonly course: Course;
  /** The file that the image may be built from, as it is on the disk. */
  readonly dockerfile?: DockerfileAtHand | undefined;
}

/** Scans an image as the settings of a place say: by their scanner, once the user agreed to it, with their advisories. */
export async function scanBySettings(
  image: WantedImage,
  scope: ImageScope,
  { context, course, dockerfile }: ImageScan,
): Promise<Outcome<ScanReport>> {
  const advisories = advisoriesAt(scope.settings.machine.osvEndpoint);
  if (!advisories.ok) return advisories;
  const scanner = await agreedScanner(scope, await context.lookups.session());
  if (!scanner.ok) return scanner;
  const { chosen, programs } = scanner.value;
  const world = await imageWorld(scope, context, course, programs);
  const mistake = mistakeIn(world.settings);
  if (mistake !== undefined) return mistake;
  const request = { image, advisories: advisories.value, dockerfile, scanner: chosen };
  const scanned = await scanImage(request, world);
  return scanned.ok ? { ok: true, value: scanned.value.report } : scanned;
}
