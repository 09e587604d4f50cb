import type { BuildModel } from "../../model/build-model.ts";
import { attributeLayers } from "../../scan/attribution/attribute.ts";
import { type Bill, type BillFacts, type BillFinding, billOfHealth } from "../../scan/bill.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { VexFile } from "../../scan/triage/standing.ts";
import { lineIndex } from "../../text/line-index.ts";
import { type PlacedInstruction, placeInstructions, type WrittenInstruction } from "./place-instructions.ts";

/** The bill of an image with what the editor knows besides: its file at the time of the scan, and what was found before. */
export interface StoredScan {
  /** URI of the Dockerfile, else the id of the image. */
  readonly key: string;
  readonly uri: string | undefined;
  /** ISO time. */
  readonly at: string;
  readonly bill: Bill;
  readonly dockerfile: ScannedFile | undefined;
  readonly earlier: EarlierScan | undefined;
}

/** The file that an image was built from, as it was when the image was scanned. */
export interface ScannedFile {
  readonly facts: NonNullable<BillFacts["dockerfile"]>;
  readonly instructions: readonly ScannedInstruction[];
}

/** An instruction as it was when the image was scanned. */
export interface ScannedInstruction extends WrittenInstruction {
  /** First line, from 1. */
  readonly line: number;
}

/** What is kept of a scan to compare the next one with. */
export interface EarlierScan {
  /** ISO time. */
  readonly at: string;
  readonly found: readonly FoundKey[];
}

/** What makes a finding the same one in the next scan. */
export interface FoundKey {
  readonly id: string;
  readonly type: string;
  readonly package: string;
}

/** The file as a scan of the image that was built from it keeps it. */
export function scannedFile({ image }: ScanReport, path: string, model: BuildModel): ScannedFile {
  const { history, diffIds } = image;
  const attribution = attributeLayers({ history, layerCount: diffIds.length }, model);
  return { facts: { path, model, attribution }, instructions: scannedInstructions(model) };
}

/** The same for the image of a FROM line, nothing of which was built from the file. `line`: of that FROM, from 0. */
export function fileOfBase({ image }: ScanReport, path: string, model: BuildModel, line: number): ScannedFile {
  const lines = lineIndex(model.text);
  const stage = model.stages.find(({ base }) => lines.positionAt(base.span.start).line === line);
  const attribution =
    stage === undefined
      ? ({ ok: false, why: "the FROM line is not in the file any more" } as const)
      : {
          ok: true as const,
          layers: image.diffIds.map(() => ({ kind: "base" as const, stage, confidence: "certain" as const })),
        };
  return { facts: { path, model, attribution }, instructions: scannedInstructions(model) };
}

/** Every instruction of a file as it is written, and where. */
function scannedInstructions({ text, dockerfile }: BuildModel): readonly ScannedInstruction[] {
  const lines = lineIndex(text);
  return dockerfile.instructions.map(({ keyword, span }) => ({
    keyword,
    text: text.slice(span.start, span.end),
    line: lines.positionAt(span.start).line + 1,
  }));
}

/** Where the instructions of a scan stand now, by their index when it was scanned. */
export interface Places {
  readonly placed: readonly (PlacedInstruction | undefined)[];
  /** Zero-based line of the present instruction with this index. */
  lineOf(index: number): number | undefined;
}

/** Those of a document; undefined: the image was not built from a file. */
export function placesIn(
  { model }: { readonly model: BuildModel },
  { dockerfile }: Pick<StoredScan, "dockerfile">,
): Places | undefined {
  if (dockerfile === undefined) return undefined;
  const now = scannedInstructions(model);
  return {
    placed: placeInstructions(dockerfile.instructions, now),
    lineOf(index) {
      const instruction = now[index];
      return instruction && instruction.line - 1;
    },
  };
}

/** The same scan with other decisions. */
export async function withDecisions(scan: StoredScan, vex: readonly VexFile[], now: Date): Promise<StoredScan> {
  const { bill, dockerfile } = scan;
  const facts = dockerfile === undefined ? {} : { dockerfile: dockerfile.facts };
  return { ...scan, bill: await billOfHealth(bill.report, { ...facts, vex, now }) };
}

/** Index of the instruction that a finding comes from, when it was scanned; undefined: not known. */
export function instructionOf({ origin }: BillFinding, { dockerfile }: StoredScan): number | undefined {
  const index = dockerfile?.instructions.findIndex(({ line }) => line === origin?.line) ?? -1;
  return index < 0 ? undefined : index;
}

/** What is compared with the next scan. The version is not part of it: a new one with the same hole is the same finding. */
export function foundKeys({ findings }: Bill): readonly FoundKey[] {
  return findings.map(keyOf);
}

/** The key of a finding. */
export function keyOf({ vulnerability, package: { type, name } }: BillFinding): FoundKey {
  return { id: vulnerability.id, type, package: name };
}

/** A key as a text, to look it up by. */
export function keyText({ id, type, package: name }: FoundKey): string {
  return `${id} ${type} ${name}`;
}
