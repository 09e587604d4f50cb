import { decisionsIn } from "../../engine/image/decisions.ts";
import { folderOf, joinPath } from "../../engine/path.ts";
import { newSurroundings } from "../../engine/surroundings.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ImageIdentity } from "../../scan/report.ts";
import { readOpenVex, type VexDocument } from "../../scan/triage/openvex.ts";
import type { VexFile } from "../../scan/triage/standing.ts";
import type { ServerContext } from "../server-context.ts";
import type { ImageScope } from "./image-world.ts";

/** Absolute folder of the decisions that count for a file: in its repository. */
export function decisionFolder({ path, settings }: ImageScope, { outside }: ServerContext): string {
  const { root } = newSurroundings(outside.files, undefined)(folderOf(path));
  return joinPath(root, settings.scan.vexPath);
}

/** The decisions about an image. Those of a broken file do not count, which is said: what they hid is in sight then. */
export function readDecisions(scope: ImageScope, image: ImageIdentity, context: ServerContext): readonly VexFile[] {
  const read = decisionsIn(decisionFolder(scope, context), image, context.outside.files);
  if (read.ok) return read.value;
  context.tell(`The decisions about this image do not count: ${read.asked} ${read.detail}.`);
  return [];
}

/** The text of a file of decisions and what it says; both undefined where there is none. */
export interface DecisionFile {
  readonly text: string | undefined;
  readonly document: VexDocument | undefined;
}

/** Reads one file of decisions. A broken one is a failure: nothing is written over it. */
export function readDecisionFile(path: string, { outside: { files } }: ServerContext): Outcome<DecisionFile> {
  if (files.kindOf(path) === undefined) return success({ text: undefined, document: undefined });
  const text = files.readText(path);
  if (!text.ok) return text;
  const document = readOpenVex(text.value, path);
  return document.ok ? success({ text: text.value, document: document.value }) : document;
}
