import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { unpackedLayers } from "../../scan/embedded/image/image-layers.ts";
import { type ImageJob, openBlobs } from "../../scan/embedded/read-image.ts";
import type { ScanReport } from "../../scan/report.ts";
import { type ClairImage, type ClairService, scanWithClair } from "../../scan/scanners/clair.ts";
import type { MachineConfig } from "../../settings/config.ts";
import type { FoundImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { type ListedImage, packagesOf } from "./list-packages.ts";
import { placed } from "./placed-report.ts";

/** The Clair of the user's settings; its key stands in the environment, where no file of settings shows it. */
export function clairService(
  { scannerServers, layersAddress }: MachineConfig,
  environment: ImageWorld["environment"],
): Outcome<ClairService> {
  const address = scannerServers?.get("clair");
  if (address === undefined)
    return failure(
      "unsupported",
      "Clair",
      "needs its address (https://…): name it in seaworthy.scanners.servers (clair)",
    );
  const [, host, port] = /^(\[[0-9a-fA-F:]+\]|[^:/[\]]+)(?::(\d{1,5}))?$/.exec(layersAddress ?? "") ?? [];
  if (host === undefined)
    return failure(
      "unsupported",
      "Clair",
      "fetches the layers from this machine: name an address of it that Clair can reach in seaworthy.scanners.layersAddress (192.0.2.7 or 192.0.2.7:8099)",
    );
  const key = environment.SEAWORTHY_CLAIR_KEY;
  const [, issuer, secret] = /^([^:]+):(.+)$/.exec(key ?? "") ?? [];
  if (key !== undefined && (issuer === undefined || secret === undefined))
    return failure(
      "malformed",
      "SEAWORTHY_CLAIR_KEY",
      "must hold issuer and key of Clair's configuration (ISSUER:KEY)",
    );
  return success({
    address,
    layersHost: host.replace(/^\[|\]$/g, ""),
    ...(port === undefined ? {} : { layersPort: Number(port) }),
    ...(issuer === undefined || secret === undefined ? {} : { key: { issuer, secret } }),
  });
}

/** Has Clair fetch the layers of an image from here, and reads its report. */
export async function scanByClair(
  service: ClairService,
  image: FoundImage,
  world: ImageWorld,
): Promise<Outcome<ScanReport>> {
  const opened = await image.open();
  if (!opened.ok) return opened;
  const { job, close } = opened.value;
  try {
    const listed = await packagesOf({ ...image, open: async () => success({ job, close: () => undefined }) }, world);
    return listed.ok ? await scanLayers(service, { job, listed: listed.value }, world) : listed;
  } finally {
    close();
  }
}

interface Layered {
  readonly job: ImageJob;
  readonly listed: ListedImage;
}

async function scanLayers(
  service: ClairService,
  { job, listed }: Layered,
  world: ImageWorld,
): Promise<Outcome<ScanReport>> {
  const { source, asked, choice } = job;
  if (source.kind === "rootfs")
    return failure("unsupported", asked, "is a folder and has no layers, which Clair wants");
  const blobs = await openBlobs(asked, source, world.largeFiles);
  if (!blobs.ok) return blobs;
  try {
    const layers = await unpackedLayers(blobs.value.blobs, choice, world.largeFiles);
    if (!layers.ok) return layers;
    try {
      return await indexed(service, { listed, files: layers.value.layers }, world);
    } finally {
      layers.value.close();
    }
  } finally {
    blobs.value.close();
  }
}

async function indexed(
  service: ClairService,
  { listed, files }: { readonly listed: ListedImage; readonly files: readonly ClairImage["layers"][number]["file"][] },
  { reach: { http, share }, progress, now, signal }: ImageWorld,
): Promise<Outcome<ScanReport>> {
  const { diffIds, digest, id } = listed.identity;
  if (files.length !== diffIds.length)
    return failure("malformed", listed.name, "has another number of layers than its configuration names");
  progress(`Clair is fetching the layers of ${listed.name}`);
  const layers = files.map((file, index) => ({ diffId: diffIds[index] ?? "", file }));
  const image = { name: listed.name, digest: digest ?? id, layers };
  const report = await scanWithClair(service, image, { http, share, now: now(), signal });
  return report.ok ? success(placed(report.value, listed)) : report;
}
