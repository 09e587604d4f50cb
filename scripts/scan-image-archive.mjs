// Where the archive of the large image is kept.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const SCAN_IMAGE_FOLDER = join("..", "shared", "data", "scan-image");
const KEY_LENGTH = 16;

/** Path of the archive, whether it is there or not; undefined: the Dockerfile is not here. */
export function scanImageArchive() {
  const dockerfile = join(SCAN_IMAGE_FOLDER, "Dockerfile");
  if (!existsSync(dockerfile)) return undefined;
  const key = createHash("sha256").update(readFileSync(dockerfile)).digest("hex").slice(0, KEY_LENGTH);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  return join(cache, "seaworthy", `scan-image-${key}.tar`);
}
