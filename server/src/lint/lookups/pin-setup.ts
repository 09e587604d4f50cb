import type { Platform } from "../../knowledge/platform.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";

/** What questions and the titles of their fixes need to know besides the file. */
export interface PinSetup
  extends Pick<
    LookupSettings,
    "pinStyle" | "freezesStages" | "minimumReleaseAgeDays" | "platforms" | "mirrors" | "build" | "contextText"
  > {
  /** What images are built for where the file does not say it: linux and the processor of this machine. */
  readonly platform: Platform;
}
