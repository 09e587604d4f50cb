import { allOf, failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Files } from "../../outside/outside.ts";
import type { ImageIdentity } from "../../scan/report.ts";
import { VEX_FOR_ALL, vexFileName } from "../../scan/triage/image-names.ts";
import { accepted, brokenAcceptance } from "../../scan/triage/notes.ts";
import { readOpenVex } from "../../scan/triage/openvex.ts";
import type { VexFile } from "../../scan/triage/standing.ts";
import { joinPath } from "../path.ts";

/** The decisions about an image that its repository keeps: those about it, and those about all images. A broken file is a failure. */
export function decisionsIn(folder: string, image: ImageIdentity, files: Files): Outcome<readonly VexFile[]> {
  const names = [vexFileName(image), VEX_FOR_ALL].filter((name) => files.kindOf(joinPath(folder, name)) === "file");
  return allOf(names.map((name) => readDecisions(joinPath(folder, name), files, name === VEX_FOR_ALL)));
}

/** Decisions in a file that the user names for this image. */
export function namedDecisions(paths: readonly string[], files: Pick<Files, "readText">): Outcome<readonly VexFile[]> {
  return allOf(paths.map((path) => readDecisions(path, files, true)));
}

const MAX_NOTE_LENGTH = 80;

function readDecisions(path: string, files: Pick<Files, "readText">, isForAll: boolean): Outcome<VexFile> {
  const text = files.readText(path);
  if (!text.ok) return text;
  const document = readOpenVex(text.value, path);
  if (!document.ok) return document;
  for (const [index, statement] of document.value.statements.entries()) {
    const note = brokenAcceptance(statement)?.slice(0, MAX_NOTE_LENGTH);
    if (note === undefined) continue;
    const cure = `which accepts nothing: write "${accepted("2027-01-31")}"`;
    return failure("malformed", path, `statement ${index + 1} has the note "${note}", ${cure}`);
  }
  return success({ path, isForAll, document: document.value });
}
