// Where the archive of the large image is kept.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KEPT_FOLDER } from "./kept-folder.mjs";

export const SCAN_IMAGE_FOLDER = join("..", "shared", "data", "scan-image");
const KEY_LENGTH = 16;

/** Path of the archive, whether it is there or not; undefined: the Dockerfile is not here. */
export function scanImageArchive() {
  const dockerfile = join(SCAN_IMAGE_FOLDER, "Dockerfile");
  if (!existsSync(dockerfile)) return undefined;
  const key = createHash("sha256").update(readFileSync(dockerfile)).digest("hex").slice(0, KEY_LENGTH);
  return join(KEPT_FOLDER, `scan-image-${key}.tar`);
}
