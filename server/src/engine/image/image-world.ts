import type { Platform } from "../../knowledge/platform.ts";
import type { ByteFiles, Environment, Files, Http, HttpRequest, Reach } from "../../outside/outside.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { ImageReader } from "../../scan/embedded/read-image.ts";

/** What work on images needs of the world, on behalf of one gesture of the user. */
export interface ImageWorld {
  readonly reach: Reach;
  readonly files: Files;
  readonly largeFiles: ByteFiles;
  readonly reader: ImageReader;
  readonly settings: LookupSettings;
  readonly environment: Environment;
  /** What is chosen of an image of several platforms. */
  readonly platform: Platform;
  /** The user named it: an image of another one is not taken for it. */
  readonly isPlatformNamed?: boolean;
  /** Of this program: what it read of an image is kept for this version alone. */
  readonly version: string;
  now(): Date;
  progress(message: string): void;
  readonly signal: AbortSignal;
}

/** The network, which tells of each request before it is made. */
export function telling(http: Http, tell: (request: HttpRequest) => void): Http {
  return {
    fetch(request) {
      tell(request);
      return http.fetch(request);
    },
    stream(request, take) {
      tell(request);
      return http.stream(request, take);
    },
  };
}
