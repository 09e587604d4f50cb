import type { Fix } from "../../fix/fix.ts";
import type { OnlineOptions, OnlineRule, PinQuestion } from "../../lint/online-rule.ts";
import { onlineRules } from "../../lint/online-rules.ts";
import type { PackageUse } from "../../model/build-model.ts";
import { copiedFrom } from "../../scan/attribution/copied-from.ts";
import { namesPackage } from "../../scan/attribution/named-package.ts";
import { grouped } from "../../scan/formats/words.ts";
import { osvQuery } from "../../scan/osv/ecosystem.ts";
import { versionOrder } from "../../scan/osv/orders.ts";
import type { Package } from "../../scan/package.ts";
import { isSameSpan, type Span, touches } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import { setupOf } from "../lookups/lookup-fixes.ts";
import type { ServerContext } from "../server-context.ts";
import { type ScannedPlace, scannedPlaces } from "./scanned-places.ts";
import type { StoredScan } from "./stored-scan.ts";

/** A pin that brought something which a newer value may fix. What that is, is looked up when somebody chooses it. */
export interface Raise {
  readonly title: string;
  /** Of the keyword of the instruction that it is offered at: the pin may stand in another stage. */
  readonly span: Span;
  readonly questions: readonly PinQuestion[];
  /** The edits for a value, or why it does not help. */
  judge(current: string, fixes: readonly Fix[]): readonly Fix[] | string;
  /** What is said when the pin is the newest already. */
  readonly nothing: string;
}

/** What can be raised in the instructions that a span touches, in the order of the file. Nobody is asked. */
export async function raisesAt(
  scan: StoredScan,
  document: CheckedDocument,
  span: Span,
  { lookups }: ServerContext,
): Promise<readonly Raise[]> {
  const places = scannedPlaces(scan, document).filter(({ instruction }) => touches(instruction.span, span));
  if (places.length === 0) return [];
  // The age that a version must have is for what is new; a known hole is worse.
  const setup = { ...(await setupOf(document, lookups)), minimumReleaseAgeDays: 0 };
  const options = { ...setup, lint: document.settings.lint };
  const raises: Raise[] = [];
  for (const place of places) {
    if (!place.isBase) raises.push(...(await packageRaises(place, scan, document, options)));
  }
  return raises;
}

async function packageRaises(
  { findings, instruction, span }: ScannedPlace,
  { bill }: StoredScan,
  document: CheckedDocument,
  options: OnlineOptions,
): Promise<readonly Raise[]> {
  const raises: Raise[] = [];
  const wordOf = pinnedWords(instruction, document);
  for (const found of grouped(findings, ({ purl }) => purl).values()) {
    const [first] = found;
    const word = first && wordOf(first.package);
    const questions =
      word === undefined ? [] : questionsAt(word.span, ["package-gone", "package-outdated"], document, options);
    const query = first && osvQuery(first.package, bill.report.os);
    if (word === undefined || questions.length === 0 || query?.ok !== true) continue;
    const order = await versionOrder(query.query.ecosystem);
    const needed = found.flatMap(({ vulnerability }) => vulnerability.fixedIn ?? []);
    const last = needed.sort((a, b) => order?.(a, b) ?? 0).at(-1);
    const { name, version = "" } = word;
    // A line that was edited since the scan may have the fix already.
    if (last === undefined || (order?.(version, last) ?? -1) >= 0) continue;
    const small = questions.flatMap((question) => withinMajor(question, last));
    raises.push({
      title: `Raise ${name} to a version with the fix: ${last} or newer`,
      span,
      questions: [...small, ...questions],
      judge: (current, fixes) =>
        (order?.(current, last) ?? 0) < 0
          ? `The newest ${name} that can be had here is ${current}: ${last}, which has the fix, is not there yet.`
          : fixes,
      nothing: `${name} is the newest that can be had here: ${last}, which has the fix, is not there yet.`,
    });
  }
  return raises;
}

/** The same question for the releases of a language's package that have the fix and break nothing since; none for other managers. */
function withinMajor(question: PinQuestion, fixed: string): readonly PinQuestion[] {
  const { query } = question;
  if (query.kind !== "language") return [];
  const range = RANGES[query.manager]?.(fixed);
  return range === undefined ? [] : [{ ...question, query: { ...query, range } }];
}

const caret = (fixed: string) => `^${fixed}`;
const below = (fixed: string) => `>=${fixed},<${Number.parseInt(fixed, 10) + 1}`;

/** By id of the manager, in its own words. Source: node-semver, "Caret Ranges"; PEP 440, "Version specifiers". */
const RANGES: Readonly<Record<string, (fixed: string) => string>> = {
  ...{ npm: caret, yarn: caret, pnpm: caret, bun: caret, cargo: caret },
  ...{ pip: below, pipx: below, uv: below },
};

/** The pinned word that brought a package: in the instruction itself, or in the stage that it copies from. */
function pinnedWords(
  instruction: ScannedPlace["instruction"],
  { model }: CheckedDocument,
): (found: Package) => PackageUse | undefined {
  const words = model.stages
    .flatMap(({ packages }) => packages)
    .filter((use) => use.pinned === "yes" && touches(instruction.span, use.span));
  const copied = copiedFrom(instruction, model);
  return (found) => {
    const word = words.find((use) => namesPackage(use, found)) ?? copied(found)?.use;
    return word?.pinned === "yes" ? word : undefined;
  };
}

function questionsAt(
  span: Span,
  ids: readonly OnlineRule["id"][],
  { model }: CheckedDocument,
  options: OnlineOptions,
): readonly PinQuestion[] {
  return onlineRules
    .filter(({ id }) => ids.includes(id))
    .flatMap((rule) => [...rule.ask(model, options)])
    .filter((question) => isSameSpan(question.span, span));
}
