import { type DecisionPlace, type PlannedChange, planDecision } from "../../engine/image/decide-findings.ts";
import { gitAuthor } from "../../engine/project/git-author.ts";
import type { DecisionResult } from "../../protocol/scan.ts";
import { choiceProblem } from "../../scan/triage/choice.ts";
import type { ServerContext } from "../server-context.ts";
import { uriOfPath } from "../uri.ts";
import { readDecideParams } from "./decide-params.ts";
import { decisionFolder } from "./decision-files.ts";
import { fileEdit } from "./file-edit.ts";
import { imageScope } from "./image-world.ts";
import { refused } from "./refused.ts";
import type { StoredScan } from "./stored-scan.ts";

const NO_FINDING: DecisionResult = {
  kind: "refused",
  message: "That finding is not known any more: scan the image again.",
};

/** `seaworthy/decide`: one edit of the file with the decisions about the image. Nothing is written before the client makes it. */
export async function decideForUser(value: unknown, context: ServerContext): Promise<DecisionResult> {
  const params = readDecideParams(value);
  const scan = params && context.scans.get(params.key)?.scan;
  const finding = scan?.bill.findings.find(({ index }) => index === params?.finding);
  if (params === undefined || scan === undefined || finding === undefined) return NO_FINDING;
  const { choice, packages, isThisVersion, isForAllImages } = params;
  const isWithdrawn = choice.kind === "withdrawn";
  if (isWithdrawn && finding.standing.decision === undefined)
    return { kind: "refused", message: "Nobody has decided about it." };
  const problem = isWithdrawn ? undefined : choiceProblem(choice);
  if (problem !== undefined) return { kind: "refused", message: problem };
  const wish = {
    ids: [finding.vulnerability.id],
    packages: packages === "all" ? [] : [finding.purl],
    choice: isWithdrawn ? ({ kind: "open" } as const) : choice,
    isThisVersion,
    isForAllImages,
  };
  const planned = await planDecision(scan.bill, wish, await decisionPlace(scan, context));
  if (!planned.ok) return refused(planned);
  const said = isWithdrawn ? "The decision is taken back: the finding is open again." : "The decision is written.";
  const message = [said, ...planned.value.notes.map((note) => `${note}.`)].join(" ");
  return changed(planned.value, { message }, context);
}

/** Where the decisions about a scanned image are kept, and who decides. */
export async function decisionPlace({ uri }: StoredScan, context: ServerContext): Promise<DecisionPlace> {
  const scope = await imageScope(uri, context);
  const { files, now } = context.outside;
  const signature = { author: gitAuthor(scope.path, files, process.env), now: now() };
  return { folder: decisionFolder(scope, context), files, signature };
}

/** What a change is told by. `review`: it is shown before it is made, under these words. */
interface ChangeWords {
  readonly message: string;
  readonly review?: string;
}

/** The result of a change of one file; a client that cannot make it is told so. */
export function changed(
  { changes: [change] }: PlannedChange,
  { message, review }: ChangeWords,
  { abilities }: ServerContext,
): DecisionResult {
  if (change === undefined) return { kind: "refused", message };
  const edit = fileEdit({ ...change, ...(review === undefined ? {} : { review }) }, abilities);
  if (edit === undefined)
    return { kind: "refused", message: "This editor cannot make an edit of a file that is not open." };
  return { kind: "done", message, edit, file: uriOfPath(change.path) };
}
