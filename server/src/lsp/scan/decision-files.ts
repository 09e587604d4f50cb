import { decisionsIn } from "../../engine/image/decisions.ts";
import { folderOf, joinPath } from "../../engine/path.ts";
import { repositoryRoot } from "../../engine/repository.ts";
import type { ImageIdentity } from "../../scan/report.ts";
import type { VexFile } from "../../scan/triage/standing.ts";
import type { ServerContext } from "../server-context.ts";
import type { ImageScope } from "./image-world.ts";

/** Absolute folder of the decisions that count for a file: in its repository. */
export function decisionFolder({ path, settings }: ImageScope, { outside }: ServerContext): string {
  return joinPath(repositoryRoot(folderOf(path), outside.files), settings.scan.vexPath);
}

/** The decisions about an image. Those of a broken file do not count, which is said: what they hid is in sight then. */
export function readDecisions(scope: ImageScope, image: ImageIdentity, context: ServerContext): readonly VexFile[] {
  const read = decisionsIn(decisionFolder(scope, context), image, context.outside.files);
  if (read.ok) return read.value;
  context.tell(`The decisions about this image do not count: ${read.asked} ${read.detail}.`);
  return [];
}
