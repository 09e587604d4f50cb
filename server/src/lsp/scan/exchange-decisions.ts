import { folderOf, joinPath, nameOf } from "../../engine/path.ts";
import { gitAuthor } from "../../engine/project/git-author.ts";
import { newSurroundings } from "../../engine/surroundings.ts";
import type { DecisionResult, ScanView } from "../../protocol/scan.ts";
import { grypeYaml } from "../../scan/triage/exports/grype-yaml.ts";
import { trivyIgnoreYaml } from "../../scan/triage/exports/trivy-ignore-yaml.ts";
import { vexFileName } from "../../scan/triage/image-names.ts";
import { importDecisions, readDecisions as readForeign } from "../../scan/triage/imports/import-decisions.ts";
import type { VexDocument } from "../../scan/triage/openvex.ts";
import { writeOpenVex } from "../../scan/triage/write-openvex.ts";
import { isRecord } from "../client-abilities.ts";
import type { ServerContext } from "../server-context.ts";
import { changed, NO_SCAN } from "./decide.ts";
import { decisionFolder, readDecisionFile, readDecisions } from "./decision-files.ts";
import { imageScope } from "./image-world.ts";
import { showScan, UNTRUSTED } from "./scan-document.ts";
import { scanIn } from "./scan-requests.ts";
import { withDecisions } from "./stored-scan.ts";

/** `seaworthy/importDecisions`: what another tool's file says of findings of this image, in one edit that is shown before it is made. */
export async function importForUser(params: unknown, context: ServerContext): Promise<DecisionResult> {
  const scan = scanIn(params, context);
  const path = isRecord(params) && typeof params.path === "string" ? params.path.replaceAll("\\", "/") : "";
  if (scan === undefined) return NO_SCAN;
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const { files, now } = context.outside;
  const text = files.readText(path);
  const foreign = text.ok ? await readForeign(text.value, path) : text;
  if (!foreign.ok) return { kind: "refused", message: `${foreign.asked} ${foreign.detail}.` };
  const place = await imageScope(scan.uri, context);
  const { report, purls } = scan.bill;
  const target = joinPath(decisionFolder(place, context), vexFileName(report.image));
  const file = readDecisionFile(target, context);
  if (!file.ok) return { kind: "refused", message: `${file.asked} ${file.detail}.` };
  const signature = { author: gitAuthor(place.path, files, process.env), now: now() };
  const imported = await importDecisions(file.value.document, foreign.value, { report, purls }, signature);
  const { document, count, refused } = imported;
  const left = refused.map(({ what, why }) => `${what}: ${why}`);
  for (const line of left) context.log.warn(`${nameOf(path)}: ${line}`);
  const message = `${count} decisions taken from ${nameOf(path)}${left.length === 0 ? "." : `; ${left.length} were not: the log says why.`}`;
  const after = document === undefined || count === 0 ? file.value.text : writeOpenVex(document);
  return changed(
    { path: target, before: file.value.text, after, review: `Decisions from ${nameOf(path)}` },
    message,
    context,
  );
}

/** What the decisions are written for: the name of its file at the root of the repository, and how it is written. */
const EXPORTS = {
  trivy: { name: ".trivyignore.yaml", write: trivyIgnoreYaml },
  grype: { name: ".grype.yaml", write: grypeYaml },
} as const;

/** `seaworthy/exportDecisions`: the decisions about an image in the file of another scanner, in one edit that is shown before it is made. */
export async function exportForUser(params: unknown, context: ServerContext): Promise<DecisionResult> {
  const scan = scanIn(params, context);
  const scanner = isRecord(params) && params.scanner === "grype" ? "grype" : "trivy";
  if (scan === undefined) return NO_SCAN;
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const place = await imageScope(scan.uri, context);
  const { files } = context.outside;
  const documents = readDecisions(place, scan.bill.report.image, context).map(({ document }) => document);
  const [first] = documents;
  if (first === undefined) return { kind: "refused", message: "There are no decisions about this image yet." };
  const all: VexDocument = { ...first, statements: documents.flatMap(({ statements }) => statements) };
  const { name, write } = EXPORTS[scanner];
  const path = joinPath(newSurroundings(files, undefined)(folderOf(place.path)).root, name);
  const present = files.kindOf(path) === undefined ? undefined : files.readText(path);
  if (present?.ok === false) return { kind: "refused", message: `${present.asked} ${present.detail}.` };
  const written = await write(all, present?.value ?? "");
  if (written === undefined) return { kind: "refused", message: `${path} is no YAML: nothing is written over it.` };
  const { text, refused } = written;
  for (const { what, why } of refused) context.log.warn(`${name}: ${what}: ${why}`);
  const left = refused.length === 0 ? "" : `; it cannot hold ${refused.length} of them: the log says why`;
  return changed(
    { path, before: present?.value, after: text, review: `Decisions for ${scanner}` },
    `${name} holds the decisions${left}.`,
    context,
  );
}

/** `seaworthy/refreshDecisions`: the scan with the decisions that are on the disk now. */
export async function refreshDecisions(params: unknown, context: ServerContext): Promise<ScanView | null> {
  const scan = scanIn(params, context);
  if (scan === undefined) return null;
  const place = await imageScope(scan.uri, context);
  const vex = readDecisions(place, scan.bill.report.image, context);
  return await showScan(await withDecisions(scan, vex, context.outside.now()), context);
}
