import { joinPath } from "../../engine/path.ts";
import { gitAuthor } from "../../engine/project/git-author.ts";
import type { DecideParams, DecisionResult } from "../../protocol/scan.ts";
import type { BillFinding } from "../../scan/bill.ts";
import { type Choice, choiceProblem } from "../../scan/triage/choice.ts";
import { type DecisionScope, decide, withdraw } from "../../scan/triage/decide.ts";
import { honouredBy } from "../../scan/triage/honoured.ts";
import { VEX_FOR_ALL, vexFileName } from "../../scan/triage/image-names.ts";
import type { VexDocument, VexStatement } from "../../scan/triage/openvex.ts";
import { productKey, writeOpenVex } from "../../scan/triage/write-openvex.ts";
import type { ServerContext } from "../server-context.ts";
import { uriOfPath } from "../uri.ts";
import { readDecideParams } from "./decide-params.ts";
import { decisionFolder, readDecisionFile } from "./decision-files.ts";
import { type FileChange, fileEdit } from "./file-edit.ts";
import { imageScope } from "./image-world.ts";
import { UNTRUSTED } from "./scan-document.ts";
import type { StoredScan } from "./stored-scan.ts";

export const NO_SCAN: DecisionResult = {
  kind: "refused",
  message: "That finding is not known any more: scan the image again.",
};

/** `seaworthy/decide`: one edit of the file with the decisions about the image. Nothing is written before the client makes it. */
export async function decideForUser(value: unknown, context: ServerContext): Promise<DecisionResult> {
  const params = readDecideParams(value);
  const scan = params && context.scans.get(params.key)?.scan;
  const finding = scan?.bill.findings.find(({ index }) => index === params?.finding);
  if (params === undefined || scan === undefined || finding === undefined) return NO_SCAN;
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const { choice } = params;
  if (choice.kind === "withdrawn") return await withdrawn(finding, context);
  const problem = choiceProblem(choice);
  if (problem !== undefined) return { kind: "refused", message: problem };
  return await decided(scan, finding, { params, choice }, context);
}

interface Wish {
  readonly params: DecideParams;
  readonly choice: Choice;
}

async function decided(
  scan: StoredScan,
  finding: BillFinding,
  { params, choice }: Wish,
  context: ServerContext,
): Promise<DecisionResult> {
  const scope = scopeOf(scan, finding, params);
  const place = await imageScope(scan.uri, context);
  const name = scope.image === "all" ? VEX_FOR_ALL : vexFileName(scope.image);
  const path = joinPath(decisionFolder(place, context), name);
  const file = readDecisionFile(path, context);
  if (!file.ok) return { kind: "refused", message: `${file.asked} ${file.detail}.` };
  const { text, document } = file.value;
  const author = gitAuthor(place.path, context.outside.files, process.env);
  const after = await decide(document, scope, choice, { author, now: context.outside.now() });
  const statement = after.statements.find((each) => !(document?.statements ?? []).includes(each));
  return changed({ path, before: text, after: writeOpenVex(after) }, messageOf(statement), context);
}

function scopeOf({ bill }: StoredScan, { vulnerability, purl }: BillFinding, params: DecideParams): DecisionScope {
  const { packages, isThisVersion, isForAllImages } = params;
  const { id, aliases } = vulnerability;
  const same = bill.findings.filter((each) => each.vulnerability.id === id).map((each) => each.purl);
  return {
    vulnerability: { id, aliases },
    purls: packages === "all" ? same : [purl],
    isThisVersion,
    image: isForAllImages ? "all" : bill.report.image,
  };
}

async function withdrawn({ standing }: BillFinding, context: ServerContext): Promise<DecisionResult> {
  const { decision } = standing;
  if (decision === undefined) return { kind: "refused", message: "Nobody has decided about it." };
  const { path } = decision;
  const file = readDecisionFile(path, context);
  if (!file.ok) return { kind: "refused", message: `${file.asked} ${file.detail}.` };
  const { text, document } = file.value;
  const statement = document && sameStatement(document, decision.statement);
  if (document === undefined || statement === undefined) {
    return { kind: "refused", message: `${path} does not hold that decision any more.` };
  }
  const after = withdraw(document, statement, context.outside.now());
  return changed(
    { path, before: text, after: after && writeOpenVex(after) },
    "The decision is taken back: the finding is open again.",
    context,
  );
}

function sameStatement(document: VexDocument, wanted: VexStatement): VexStatement | undefined {
  const isSame = (each: VexStatement) =>
    each.vulnerability.name === wanted.vulnerability.name &&
    each.timestamp === wanted.timestamp &&
    productKey(each) === productKey(wanted);
  return document.statements.find(isSame);
}

/** Which other scanners honour it as it is written. */
function messageOf(statement: VexStatement | undefined): string {
  const others = statement === undefined ? [] : honouredBy(statement);
  const words = others.map(({ scanner, isHonoured, how }) =>
    isHonoured ? `${scanner} honours it (${how})` : `${scanner} does not honour it: ${how}`,
  );
  return ["The decision is written.", ...words.map((each) => `${each}.`)].join(" ");
}

/** The result of a change; a client that cannot make it is told so. */
export function changed(change: FileChange, message: string, { abilities }: ServerContext): DecisionResult {
  const edit = fileEdit(change, abilities);
  const file = uriOfPath(change.path);
  if (edit === undefined && change.before !== change.after) {
    return { kind: "refused", message: "This editor cannot make an edit of a file that is not open." };
  }
  return { kind: "done", message, edit, file };
}
