import { decisionsIn, namedDecisions } from "../engine/image/decisions.ts";
import type { WantedImage } from "../engine/image/find-image.ts";
import { type ChosenScanner, sentTo } from "../engine/image/other-scanner.ts";
import { type ReportRequest, reportedImage } from "../engine/image/reported-image.ts";
import { type AdvisoryPlace, type ScannedImage, scanImage } from "../engine/image/scan-image.ts";
import { joinPath } from "../engine/path.ts";
import { repositoryRoot } from "../engine/repository.ts";
import { advisoriesAt } from "../lsp/scan/advisories-at.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { type Bill, billOfHealth } from "../scan/bill.ts";
import { hostOf } from "../scan/osv/client.ts";
import { OSV_ADDRESS } from "../scan/osv/online.ts";
import { closableGaps, type ScanGap } from "../scan/package.ts";
import type { ImageIdentity } from "../scan/report.ts";
import { reachesSeverity } from "../scan/severity.ts";
import { SCAN_LIMITS, SCANNERS } from "../settings/config.ts";
import type { Arguments } from "./arguments.ts";
import type { ImageRun } from "./images.ts";
import { newerBasesOf, noNewerBase, troublesOf } from "./newer-base.ts";
import { say } from "./say.ts";
import { EXIT, type World } from "./world.ts";

/** Scans an image and joins the decisions about it. */
export async function billFor(image: WantedImage, args: Arguments, run: ImageRun): Promise<Outcome<Bill>> {
  const advisories = advisoryPlace(args, run);
  if (!advisories.ok) return advisories;
  const scanner = await agreedScanner(args, run);
  if (!scanner.ok) return scanner;
  if (args.has("refresh-db") && scanner.value.id !== "embedded")
    return failure("unsupported", "--refresh-db", `fetches nothing for ${scanner.value.id}, which has data of its own`);
  const { dockerfile, images } = run;
  const inVain = noNewerBase(args, run);
  if (inVain !== undefined) return failure("malformed", "--newer-base", inVain);
  const request = { image, dockerfile, advisories: advisories.value, scanner: scanner.value };
  const scanned = offlineCure(await scanImage(request, images), advisories.value);
  const bill = await withDecisions(scanned, args, run);
  if (!scanned.ok || !bill.ok || !args.has("newer-base")) return bill;
  return success({ ...bill.value, newerBases: await newerBasesOf(bill.value, scanned.value, request, run) });
}

/** The advisory database can be done without. */
function offlineCure<T>(result: Outcome<T>, place: AdvisoryPlace): Outcome<T> {
  if (result.ok || result.reason === "cancelled" || place.kind === "offline") return result;
  const isDatabase = hostOf({ address: place.address ?? OSV_ADDRESS }) === result.asked;
  return isDatabase ? { ...result, detail: `${result.detail}. --offline-db DIR scans without asking anybody` } : result;
}

/** The report of another scanner, and the image that it is about where one is named, with the decisions. */
export async function billOfReport(
  reported: Pick<ReportRequest, "path" | "image">,
  args: Arguments,
  run: ImageRun,
): Promise<Outcome<Bill>> {
  const advisories = advisoryPlace(args, run);
  if (!advisories.ok) return advisories;
  const { dockerfile, images } = run;
  const request = { ...reported, dockerfile, advisories: advisories.value };
  return await withDecisions(await reportedImage(request, images), args, run);
}

async function withDecisions(scanned: Outcome<ScannedImage>, args: Arguments, run: ImageRun): Promise<Outcome<Bill>> {
  if (!scanned.ok) return scanned;
  const { report, dockerfile } = scanned.value;
  const vex = decisionsFor(report.image, args, run);
  if (!vex.ok) return vex;
  const facts = { vex: vex.value, now: run.images.now(), ...(dockerfile === undefined ? {} : { dockerfile }) };
  const bill = await billOfHealth(report, facts);
  return success({ ...bill, idle: bill.idle.map((each) => ({ ...each, path: run.world.shownPath(each.path) })) });
}

/**
 * The scanner of the command line, else that of the settings; says what it sends to whom. One that sends something is named by whoever
 * runs the command: a repository's settings are no consent.
 */
async function agreedScanner(args: Arguments, { settings, world }: ImageRun): Promise<Outcome<ChosenScanner>> {
  const { machine, scan } = settings;
  const named = SCANNERS.find((id) => id === args.value("scanner"));
  const chosen = { id: named ?? scan.scanner, machine, mayUseContainers: args.has("containers") };
  // Offline nobody gets anything: a scanner that cannot scan so says it.
  const sent = args.has("offline-db") ? undefined : sentTo(chosen);
  if (sent === undefined) return success(chosen);
  if (named === undefined) return failure("refused", chosen.id, `sends ${sent}: --scanner ${chosen.id} agrees to that`);
  if (!args.has("quiet")) await say([`${chosen.id} sends ${sent}`], world);
  return success(chosen);
}

/** The exit status of a scan; says on standard error what could not be looked at. */
export async function exitOf(
  { report, findings, newerBases, staleDays }: Bill,
  args: Arguments,
  { world, settings }: ImageRun,
): Promise<number> {
  if (staleDays !== undefined && !args.has("quiet")) {
    const cure = report.scanner.id === "embedded" && !args.has("refresh-db") ? ": --refresh-db fetches new ones" : "";
    await say([`the data from ${report.data.source} are ${staleDays} days old${cure}`], world);
  }
  const troubles = troublesOf(newerBases);
  await say(troubles, world);
  if ((await gapsFail(report.gaps, args, world)) || troubles.length > 0) return EXIT.failed;
  const limit = SCAN_LIMITS.find((each) => each === args.value("fail-on")) ?? settings.scan.failOn;
  const counts = findings.filter(({ hidden, vulnerability: { severity, fixedIn } }) => {
    const isLeftOut = hidden !== undefined || (args.has("ignore-unfixed") && fixedIn === undefined);
    return !isLeftOut && limit !== "never" && reachesSeverity(severity, limit);
  });
  return counts.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Whether gaps make the run fail; says so and names them. Those that lie in the image fail no run: it could never be green. */
export async function gapsFail(all: readonly ScanGap[], args: Arguments, world: World): Promise<boolean> {
  const gaps = closableGaps(all);
  if (gaps.length === 0 || args.has("allow-gaps")) return false;
  const said = gaps.slice(0, SAID_GAPS).map(({ what, why }) => `not covered: ${what}: ${why}`);
  if (gaps.length > said.length) said.push(`not covered: ${gaps.length - said.length} more`);
  await say([...said, "not everything could be looked at; --allow-gaps accepts that"], world);
  return true;
}

/** The report has all of them. */
const SAID_GAPS = 10;

function advisoryPlace(args: Arguments, { world, settings }: ImageRun): Outcome<AdvisoryPlace> {
  const set = advisoriesAt(settings.machine.osvEndpoint);
  if (!set.ok) return set;
  const named = args.value("offline-db");
  const ofSettings = set.value.kind === "offline" ? set.value.folder : undefined;
  const folder = named === undefined ? ofSettings : world.absolutePath(named);
  const isRefreshed = args.has("refresh-db");
  if (folder === undefined)
    return isRefreshed ? failure("malformed", "--refresh-db", "needs the folder to fetch to: --offline-db DIR") : set;
  if (isRefreshed || world.outside.files.kindOf(folder) === "folder")
    return success({ kind: "offline", folder, isRefreshed });
  const cure = "it is to hold ECOSYSTEM/all.zip for each, as OSV exports them; --refresh-db fetches those of the image";
  return failure("not-found", named ?? folder, `is no folder: ${cure}`);
}

/** The decisions about an image: those that are named, else those that the repository keeps. */
export function decisionsFor(image: ImageIdentity, args: Arguments, { world, settings }: ImageRun) {
  const { files } = world.outside;
  const named = args.values("vex");
  if (named.length > 0) return namedDecisions(named.map(world.absolutePath), files);
  return decisionsIn(joinPath(repositoryRoot(world.folder, files), settings.scan.vexPath), image, files);
}
