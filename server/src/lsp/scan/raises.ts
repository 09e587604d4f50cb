import { hostPlatform } from "../../engine/host-platform.ts";
import type { Fix } from "../../fix/fix.ts";
import { packagesOf } from "../../lint/lookups/package-at.ts";
import type { OnlineOptions, OnlineRule, PinQuestion } from "../../lint/online-rule.ts";
import { onlineRules } from "../../lint/online-rules.ts";
import type { PackageUse } from "../../model/build-model.ts";
import type { BillFinding } from "../../scan/bill.ts";
import { grouped } from "../../scan/formats/words.ts";
import { osvQuery } from "../../scan/osv/ecosystem.ts";
import { versionOrder } from "../../scan/osv/orders.ts";
import type { PackageType } from "../../scan/package.ts";
import type { Span } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { ServerContext } from "../server-context.ts";
import { type ScannedPlace, scannedPlaces } from "./scan-lines.ts";
import type { StoredScan } from "./stored-scan.ts";

/** A pin that brought something which a newer value may fix. What that is, is looked up when somebody chooses it. */
export interface Raise {
  readonly title: string;
  /** Of the pin. */
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
  const places = scannedPlaces(scan, document).filter(({ instruction }) => touches(instruction, span));
  if (places.length === 0) return [];
  // The age that a version must have is for what is new; a known hole is worse.
  const settings = { ...(await lookups.settings(document)), minimumReleaseAgeDays: 0 };
  const options = { ...settings, platform: hostPlatform(process.arch), lint: document.settings.lint };
  const raises: Raise[] = [];
  for (const place of places) {
    if (place.isBase) raises.push(...baseRaises(place, document, options));
    else raises.push(...(await packageRaises(place, scan, document, options)));
  }
  return raises;
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

async function packageRaises(
  { findings, instruction }: ScannedPlace,
  { bill }: StoredScan,
  document: CheckedDocument,
  options: OnlineOptions,
): Promise<readonly Raise[]> {
  const raises: Raise[] = [];
  const words = [...packagesOf(document.model)].map(({ use }) => use).filter((use) => touches(instruction, use.span));
  for (const found of grouped(findings, ({ purl }) => purl).values()) {
    const [first] = found;
    const word = words.find((use) => first !== undefined && use.pinned === "yes" && isWordOf(use, first));
    const questions =
      word === undefined ? [] : questionsAt(word.span, ["package-gone", "package-outdated"], document, options);
    const query = first && osvQuery(first.package, bill.report.os);
    if (word === undefined || questions.length === 0 || query?.ok !== true) continue;
    const order = await versionOrder(query.query.ecosystem);
    const needed = found.flatMap(({ vulnerability }) => vulnerability.fixedIn ?? []);
    const last = needed.sort((a, b) => order?.(a, b) ?? 0).at(-1);
    if (last === undefined) continue;
    const { name } = word;
    raises.push({
      title: `Raise ${name} to a version with the fix: ${last} or newer`,
      span: word.span,
      questions,
      judge: (current, fixes) =>
        (order?.(current, last) ?? 0) < 0
          ? `The newest ${name} that can be had here is ${current}: ${last}, which has the fix, is not there yet.`
          : fixes,
      nothing: `${name} is the newest that can be had here: ${last}, which has the fix, is not there yet.`,
    });
  }
  return raises;
}

/** Ids of managers by the type of their packages. */
const MANAGERS: Readonly<Partial<Record<PackageType, readonly string[]>>> = {
  deb: ["apt"],
  apk: ["apk"],
  rpm: ["yum", "dnf", "microdnf", "tdnf", "zypper"],
  npm: ["npm", "yarn", "pnpm", "bun"],
  pypi: ["pip", "pipx", "uv"],
  gem: ["gem", "bundle"],
  golang: ["go"],
  cargo: ["cargo"],
};

function isWordOf({ manager, name }: PackageUse, { package: found }: BillFinding): boolean {
  const plain = (text: string) => (found.type === "pypi" ? text.toLowerCase().replaceAll(/[-_.]+/g, "-") : text);
  return MANAGERS[found.type]?.includes(manager) === true && plain(name) === plain(found.name);
}

/** A base with a digest is frozen with its holes: the same tag may have another image today. */
function baseRaises(
  { instruction, findings }: ScannedPlace,
  document: CheckedDocument,
  options: OnlineOptions,
): readonly Raise[] {
  const fixable = findings.filter(({ vulnerability }) => vulnerability.fixedIn !== undefined).length;
  const stage = document.model.stages.find(({ base }) => touches(instruction, base.span));
  if (fixable === 0 || stage === undefined || stage.base.class !== "digest-pinned") return [];
  const questions = questionsAt(stage.base.span, ["image-gone", "image-digest-stale"], document, options);
  if (questions.length === 0) return [];
  return [
    {
      title: `Look for a newer image of the base: ${fixable} of what it brought can be fixed`,
      span: stage.base.span,
      questions,
      judge: (_, fixes) => fixes,
      nothing: "The tag of the base still names this image: only another tag can have the fixes.",
    },
  ];
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
    .filter((question) => question.span.start === span.start && question.span.end === span.end);
}
