import { lineEndOf } from "../../fix/line-style.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Files } from "../../outside/outside.ts";
import type { Bill, BillFinding } from "../../scan/bill.ts";
import { grouped } from "../../scan/formats/words.ts";
import { type Choice, choiceProblem } from "../../scan/triage/choice.ts";
import { type DecisionScope, decide, type Signature, withdraw } from "../../scan/triage/decide.ts";
import { honouredBy } from "../../scan/triage/honoured.ts";
import { VEX_FOR_ALL, vexFileName } from "../../scan/triage/image-names.ts";
import { importDecisions, readDecisions } from "../../scan/triage/imports/import-decisions.ts";
import { readOpenVex, type VexDocument, type VexStatement } from "../../scan/triage/openvex.ts";
import { productKey, writeOpenVex } from "../../scan/triage/write-openvex.ts";
import { suggestion } from "../../text/nearest-name.ts";
import { joinPath, nameOf } from "../path.ts";

/** A file of the repository that is to have another text. Undefined: it is not there, or is to go. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Gives a file another text, with the line ends that it has. */
export function changeOf(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, before, after: after?.replace(/\r?\n/g, lineEndOf(before ?? "")) };
}

/** Changes that nobody has made yet, and what whoever makes them should know. */
export interface PlannedChange {
  readonly changes: readonly FileChange[];
  /** Sentences without their ends. */
  readonly notes: readonly string[];
}

/** Where decisions are kept, and who decides when. */
export interface DecisionPlace {
  /** Absolute. */
  readonly folder: string;
  readonly files: Files;
  readonly signature: Signature;
}

/** What somebody decides about findings of a scan. */
export interface DecisionWish {
  /** Ids of vulnerabilities, or aliases. */
  readonly ids: readonly string[];
  /** Names or purls of packages; empty: every package that has the vulnerability. */
  readonly packages: readonly string[];
  readonly choice: Choice | { readonly kind: "open" };
  readonly isThisVersion: boolean;
  readonly isForAllImages: boolean;
}

/** Plans a decision; `open` takes earlier ones back. What is not found in the image is a failure: nothing is decided in advance. */
export async function planDecision(
  bill: Bill,
  wish: DecisionWish,
  place: DecisionPlace,
): Promise<Outcome<PlannedChange>> {
  const { choice, ids } = wish;
  const problem = choice.kind === "open" ? undefined : choiceProblem(choice);
  if (problem !== undefined) return failure("malformed", "The decision", `is not whole. ${problem}`);
  const found: (readonly BillFinding[])[] = [];
  for (const id of ids) {
    const same = findingsOf(bill, id, wish.packages);
    if (same.length === 0) return notFound(bill, id, wish.packages);
    found.push(same);
  }
  return choice.kind === "open" ? taken(found.flat(), place) : await decided(found, { bill, wish, choice }, place);
}

function findingsOf({ findings }: Bill, id: string, packages: readonly string[]): readonly BillFinding[] {
  return findings.filter(({ vulnerability, package: { name }, purl }) => {
    const isIt = vulnerability.id === id || vulnerability.aliases.includes(id);
    return isIt && (packages.length === 0 || packages.some((each) => each === name || each === purl));
  });
}

function notFound(bill: Bill, id: string, packages: readonly string[]): Outcome<never> {
  const where = packages.length === 0 ? "" : ` in ${packages.join(", ")}`;
  const elsewhere = [...new Set(findingsOf(bill, id, []).map(({ package: { name } }) => name))];
  const known = new Set(bill.findings.flatMap(({ vulnerability }) => [vulnerability.id, ...vulnerability.aliases]));
  const hint = elsewhere.length === 0 ? suggestion(id, [...known]) : `: it is in ${elsewhere.join(", ")}`;
  return failure("not-found", id, `is not found${where} in ${bill.report.image.name}${hint}`);
}

interface Deciding {
  readonly bill: Bill;
  readonly wish: DecisionWish;
  readonly choice: Choice;
}

async function decided(
  found: readonly (readonly BillFinding[])[],
  { bill, wish, choice }: Deciding,
  place: DecisionPlace,
): Promise<Outcome<PlannedChange>> {
  const image: DecisionScope["image"] = wish.isForAllImages ? "all" : bill.report.image;
  const file = decisionFile(image === "all" ? VEX_FOR_ALL : vexFileName(image), place);
  if (!file.ok) return file;
  const { path, text, document } = file.value;
  let after = document;
  // An advisory that is named may be about several.
  const each = found.flatMap((same) => [...grouped(same, ({ vulnerability }) => vulnerability.id).values()]);
  for (const same of each) {
    const [first] = same;
    if (first === undefined) continue;
    const { id, aliases } = first.vulnerability;
    const scope = {
      vulnerability: { id, aliases },
      purls: [...new Set(same.map(({ purl }) => purl))],
      isThisVersion: wish.isThisVersion,
      image,
    };
    after = await decide(after, scope, choice, place.signature);
  }
  if (after === undefined) return success({ changes: [], notes: [] });
  const statement = after.statements.find((each) => !(document?.statements ?? []).includes(each));
  return success({
    changes: [changeOf(path, text, writeOpenVex(asOneChange(after, document)))],
    notes: statement === undefined ? [] : honouredNotes(statement),
  });
}

/** One edit is one new version, however many decisions it brings. */
function asOneChange(after: VexDocument, before: VexDocument | undefined): VexDocument {
  return { ...after, version: before === undefined ? 1 : before.version + 1 };
}

/** Which other scanners honour a statement as it is written. */
function honouredNotes(statement: VexStatement): readonly string[] {
  return honouredBy(statement).map(({ scanner, isHonoured, how }) =>
    isHonoured ? `${scanner} honours it (${how})` : `${scanner} does not honour it: ${how}`,
  );
}

function taken(findings: readonly BillFinding[], place: DecisionPlace): Outcome<PlannedChange> {
  const decisions = findings.flatMap(({ standing: { decision } }) => decision ?? []);
  const changes: FileChange[] = [];
  for (const path of new Set(decisions.map((decision) => decision.path))) {
    const file = readDecisionFile(path, place.files);
    if (!file.ok) return file;
    const { text, document } = file.value;
    const wanted = decisions.filter((decision) => decision.path === path).map(({ statement }) => statement);
    let after = document;
    for (const each of document?.statements ?? []) {
      if (after !== undefined && wanted.some((one) => isSame(one, each)))
        after = withdraw(after, each, place.signature.now);
    }
    if (after !== document) changes.push(changeOf(path, text, after && writeOpenVex(asOneChange(after, document))));
  }
  if (changes.length === 0) {
    const ids = [...new Set(findings.map(({ vulnerability }) => vulnerability.id))];
    return failure("not-found", ids.join(", "), "has no decision in this repository that could be taken back");
  }
  return success({ changes, notes: [] });
}

function isSame(a: VexStatement, b: VexStatement): boolean {
  return (
    a.vulnerability.name === b.vulnerability.name && a.timestamp === b.timestamp && productKey(a) === productKey(b)
  );
}

/** Plans to take what another tool's file says of findings of an image. */
export async function planImport(
  bill: Bill,
  { path: from, text: given }: { readonly path: string; readonly text: string },
  place: DecisionPlace,
): Promise<Outcome<PlannedChange & { readonly count: number }>> {
  const foreign = await readDecisions(given, from);
  if (!foreign.ok) return foreign;
  const file = decisionFile(vexFileName(bill.report.image), place);
  if (!file.ok) return file;
  const { path, text, document } = file.value;
  const imported = await importDecisions(document, foreign.value, bill, place.signature);
  const notes = imported.refused.map(({ what, why }) => `${nameOf(from)}: ${what} is not taken: ${why}`);
  const { count } = imported;
  const after = imported.document === undefined || count === 0 ? text : writeOpenVex(imported.document);
  return success({ changes: after === text ? [] : [changeOf(path, text, after)], notes, count });
}

/** The text of a file of decisions and what it says; both undefined where there is none. */
interface DecisionFile {
  readonly path: string;
  readonly text: string | undefined;
  readonly document: VexDocument | undefined;
}

function decisionFile(name: string, { folder, files }: DecisionPlace): Outcome<DecisionFile> {
  return readDecisionFile(joinPath(folder, name), files);
}

/** A broken one is a failure: nothing is written over it. */
function readDecisionFile(path: string, files: Files): Outcome<DecisionFile> {
  if (files.kindOf(path) === undefined) return success({ path, text: undefined, document: undefined });
  const text = files.readText(path);
  if (!text.ok) return text;
  const document = readOpenVex(text.value, path);
  return document.ok ? success({ path, text: text.value, document: document.value }) : document;
}
