import type { BuildModel } from "../../model/build-model.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import { type Attribution, attributeLayers } from "../../scan/attribution/attribute.ts";
import { noteExploitProbability } from "../../scan/epss.ts";
import { noteKnownExploited } from "../../scan/known-exploited.ts";
import { type Matched, matchPackages } from "../../scan/osv/match.ts";
import { OSV_ADDRESS, onlineAdvisories } from "../../scan/osv/online.ts";
import { refreshExports } from "../../scan/osv/refresh.ts";
import type { ImageIdentity, ScanReport } from "../../scan/report.ts";
import { noteSupport } from "../../scan/support.ts";
import { reportOf } from "./bill-of-materials.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { listPackages } from "./list-packages.ts";
import { type ChosenScanner, otherScanner, scanWithOther } from "./other-scanner.ts";

export interface ScanRequest {
  readonly image: WantedImage;
  readonly advisories: AdvisoryPlace;
  /** The file that the image may be built from. */
  readonly dockerfile: DockerfileAtHand | undefined;
  /** Unless given, the embedded engine scans. */
  readonly scanner?: ChosenScanner;
}

/** Where advisories are taken from: the network (undefined address: the public database), or a folder of exports, fetched anew before. */
export type AdvisoryPlace =
  | { readonly kind: "online"; readonly address: string | undefined }
  | { readonly kind: "offline"; readonly folder: string; readonly isRefreshed?: boolean };

export interface DockerfileAtHand {
  readonly path: string;
  /** Its absolute path, where what was read is on the disk. */
  readonly file?: string;
  readonly model: BuildModel;
}

/** A Dockerfile, and which of its instructions brought each layer of an image. */
export interface AttributedDockerfile extends DockerfileAtHand {
  readonly attribution: Attribution;
}

export interface ScannedImage {
  readonly report: ScanReport;
  readonly dockerfile: AttributedDockerfile | undefined;
}

/** Lists what is in an image and which known vulnerabilities concern it, by the scanner that is chosen. Findings are made anew each time. */
export async function scanImage(request: ScanRequest, world: ImageWorld): Promise<Outcome<ScannedImage>> {
  const other = await otherScanner(request.scanner, world);
  if (!other.ok) return other;
  const scanned =
    other.value === undefined ? await scanHere(request, world) : await scanWithOther(other.value, request, world);
  return scanned.ok ? success(joined(scanned.value, request, world)) : scanned;
}

/** A report with what is known of its distribution and of attacks, and with the file that its image may be built from. */
export function joined(
  report: ScanReport,
  { advisories, dockerfile }: Pick<ScanRequest, "advisories" | "dockerfile">,
  world: ImageWorld,
): ScannedImage {
  const found = noteSupport(report, world.now().toISOString().slice(0, "2026-01-01".length));
  return {
    report: advisories.kind === "offline" ? withAttacks(found, advisories.folder, world) : found,
    dockerfile: dockerfile && attributed(dockerfile, report.image),
  };
}

/** What stands beside the offline advisories: attacks that are known, and how likely others are. */
function withAttacks(report: ScanReport, folder: string, { files, largeFiles }: ImageWorld): ScanReport {
  const known = noteKnownExploited(report, folder, largeFiles);
  return noteExploitProbability(known, folder, { files, largeFiles });
}

async function scanHere(request: ScanRequest, world: ImageWorld): Promise<Outcome<ScanReport>> {
  const listed = await listPackages(request.image, world);
  if (!listed.ok) return listed;
  const report = reportOf(listed.value, world);
  const matched = await match(report, request.advisories, world);
  if (!matched.ok) return matched;
  const { source, at, vulnerabilities, gaps } = matched.value;
  return success({ ...report, data: { source, at }, vulnerabilities, gaps: [...report.gaps, ...gaps] });
}

/** Joins an image with the file that it may be built from. */
export function attributed(
  dockerfile: DockerfileAtHand,
  { history, diffIds }: Pick<ImageIdentity, "history" | "diffIds">,
): AttributedDockerfile {
  const attribution: Attribution =
    history.length === 0 && diffIds.length === 0
      ? { ok: false, why: "nothing tells the layers of the image" }
      : attributeLayers({ history, layerCount: diffIds.length }, dockerfile.model);
  return { ...dockerfile, attribution };
}

async function match({ packages, os }: ScanReport, place: AdvisoryPlace, world: ImageWorld): Promise<Outcome<Matched>> {
  const { reach, now, signal } = world;
  if (place.kind === "offline") {
    const wanted = { packages, os, folder: place.folder };
    if (place.isRefreshed === true) {
      const files = world.largeFiles;
      const refreshed = await refreshExports(wanted, { http: reach.http, files, signal, progress: world.progress });
      if (!refreshed.ok) return refreshed;
    }
    return await world.reader.match(wanted, world);
  }
  const address = (place.address ?? OSV_ADDRESS).replace(/(?<!\/)\/+$/, "");
  const source = onlineAdvisories({ http: reach.http, address, signal, now }, reach.store);
  world.progress(`asking ${source.name} about ${packages.length} packages`);
  return await matchPackages(packages, os, source);
}
