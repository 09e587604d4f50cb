import type { BuildModel } from "../../model/build-model.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import { type Attribution, attributeLayers } from "../../scan/attribution/attribute.ts";
import { matchPackages } from "../../scan/osv/match.ts";
import { offlineAdvisories } from "../../scan/osv/offline.ts";
import { OSV_ADDRESS, onlineAdvisories } from "../../scan/osv/online.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { type ListedImage, listPackages } from "./list-packages.ts";

export interface ScanRequest {
  readonly image: WantedImage;
  readonly advisories: AdvisoryPlace;
  /** The file that the image may be built from. */
  readonly dockerfile: DockerfileAtHand | undefined;
}

/** Where advisories are taken from: the network (undefined address: the public database), or a folder of exports. */
export type AdvisoryPlace =
  | { readonly kind: "online"; readonly address: string | undefined }
  | { readonly kind: "offline"; readonly folder: string };

export interface DockerfileAtHand {
  readonly path: string;
  readonly model: BuildModel;
}

export interface ScannedImage {
  readonly report: ScanReport;
  /** Which instruction brought each layer. */
  readonly dockerfile: (DockerfileAtHand & { readonly attribution: Attribution }) | undefined;
}

/** Lists what is in an image and which known vulnerabilities concern it. Findings are made anew each time. */
export async function scanImage(request: ScanRequest, world: ImageWorld): Promise<Outcome<ScannedImage>> {
  const listed = await listPackages(request.image, world);
  if (!listed.ok) return listed;
  const { name, identity, inventory } = listed.value;
  const { os, packages, ownedCount, gaps } = inventory;
  const source = advisorySource(request.advisories, world);
  world.progress(`asking ${source.name} about ${packages.length} packages`);
  const matched = await matchPackages(packages, os, source);
  if (!matched.ok) return matched;
  const report: ScanReport = {
    image: { name, ...identity },
    scanner: { id: "embedded", version: world.version },
    data: { source: source.name, at: matched.value.at },
    os,
    packages,
    ownedCount,
    vulnerabilities: matched.value.vulnerabilities,
    gaps: [...gaps, ...matched.value.gaps],
  };
  return success({ report, dockerfile: attributed(request.dockerfile, listed.value) });
}

/** Joins an image that was listed with the file that it may be built from. */
export function attributed(
  dockerfile: DockerfileAtHand | undefined,
  { identity }: ListedImage,
): ScannedImage["dockerfile"] {
  if (dockerfile === undefined) return undefined;
  const { history, diffIds } = identity;
  return { ...dockerfile, attribution: attributeLayers({ history, layerCount: diffIds.length }, dockerfile.model) };
}

function advisorySource(place: AdvisoryPlace, { reach, largeFiles, now, signal }: ImageWorld) {
  if (place.kind === "offline") return offlineAdvisories(place.folder, largeFiles);
  const address = (place.address ?? OSV_ADDRESS).replace(/\/+$/, "");
  return onlineAdvisories({ http: reach.http, address, signal, now }, reach.store);
}
