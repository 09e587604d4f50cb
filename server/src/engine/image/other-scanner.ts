import type { BuildModel } from "../../model/build-model.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { attributeLayers } from "../../scan/attribution/attribute.ts";
import type { ScanReport } from "../../scan/report.ts";
import { CLAIR, type ClairService, clairSends } from "../../scan/scanners/clair.ts";
import { scannerState, scanWith } from "../../scan/scanners/scan-with.ts";
import type { ScanJob, Scanner } from "../../scan/scanners/scanner.ts";
import { scanners } from "../../scan/scanners/scanners.ts";
import type { MachineConfig } from "../../settings/config.ts";
import { ARCHIVE_INSIDE, containerRun } from "./container-run.ts";
import { type FoundImage, findImage, openArchive, type WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { type ListedImage, packagesOf } from "./list-packages.ts";
import { placed } from "./placed-report.ts";
import { clairService, scanByClair } from "./scan-by-clair.ts";

/** Who is to scan, and what the user's machine says of it. */
export interface ChosenScanner {
  readonly id: string;
  readonly machine: MachineConfig;
  /** Where it is not installed, it may run in a container of its maker's image. */
  readonly mayUseContainers?: boolean;
}

/** What another scanner is asked about an image. */
export interface OtherRequest {
  readonly image: WantedImage;
  /** `offline`: nobody may be asked, not even for newer data. */
  readonly advisories: { readonly kind: "online" | "offline" };
  /** The file that the image may be built from. */
  readonly dockerfile: { readonly model: BuildModel; readonly file?: string } | undefined;
}

/** Another scanner with what this machine says of it. */
export type OtherScanner = ScannerProgram | { readonly kind: "clair"; readonly service: ClairService };

interface ScannerProgram {
  readonly kind: "program";
  readonly scanner: Scanner;
  readonly executable?: string;
  readonly server?: string;
  /** The image that it runs in a container of. */
  readonly container?: string;
}

/** What leaves this machine when a scanner scans, as the end of a sentence: "X gets …"; undefined: nothing about the image. */
export function sentTo({ id, machine }: ChosenScanner): string | undefined {
  if (id === CLAIR.id) return clairSends(machine.scannerServers?.get(id));
  return scanners.find((each) => each.id === id)?.sends(machine.scannerServers?.get(id));
}

/** The scanner that is chosen; undefined: our own. `installed` is the first that is installed and tells nobody of the image. */
export async function otherScanner(
  chosen: ChosenScanner | undefined,
  world: ImageWorld,
): Promise<Outcome<OtherScanner | undefined>> {
  if (chosen === undefined || chosen.id === "embedded") return success(undefined);
  const { id, machine } = chosen;
  if (id === "clair") {
    const service = clairService(machine, world.environment);
    return service.ok ? success({ kind: "clair", service: service.value }) : service;
  }
  if (id === "installed") {
    for (const scanner of scanners) {
      if (sentTo({ id: scanner.id, machine }) !== undefined) continue;
      const other = programOf(scanner, machine);
      if ((await scannerState(scanner, runOf(other, world))).ok) return success(other);
    }
    return success(undefined);
  }
  const scanner = scanners.find((each) => each.id === id);
  if (scanner === undefined) return failure("unsupported", id, "is no scanner that is known");
  return await programOrContainer(scanner, chosen, world);
}

async function programOrContainer(
  scanner: Scanner,
  { id, machine, mayUseContainers }: ChosenScanner,
  world: ImageWorld,
): Promise<Outcome<ScannerProgram>> {
  const other = programOf(scanner, machine);
  const state = await scannerState(scanner, runOf(other, world));
  if (state.ok) return success(other);
  const container = machine.scannerImages?.get(id) ?? scanner.container;
  if (state.reason !== "not-found" || container === undefined) return state;
  if (mayUseContainers === true) return success({ ...other, container });
  return { ...state, detail: `${state.detail}; or let it run in a container of ${container} (--containers)` };
}

/** Scans with another scanner. The image is read here, too, so that findings stand on instructions whatever the scanner tells of layers. */
export async function scanWithOther(
  other: OtherScanner,
  request: OtherRequest,
  world: ImageWorld,
): Promise<Outcome<ScanReport>> {
  if (other.kind === "clair" && request.advisories.kind === "offline")
    return failure("unsupported", CLAIR.title, "is a service: it cannot scan offline");
  const found = await findImage(request.image, world);
  if (!found.ok) return found;
  if (other.kind === "clair") return await scanByClair(other.service, found.value, world);
  const { scanner } = other;
  if (scanner.needsEngine === true && request.image.kind === "engine") {
    const target = { kind: "image", reference: request.image.reference } as const;
    return await scanTarget(other, target, { request, image: found.value }, world);
  }
  const saved = await found.value.save();
  if (!saved.ok) return saved;
  const { path, close } = saved.value;
  const { name } = found.value;
  try {
    const image = { ...found.value, open: async () => openArchive(path, { asked: name }, world) };
    return await scanTarget(other, { kind: "archive", path, name }, { request, image }, world);
  } finally {
    close();
  }
}

async function scanTarget(
  other: ScannerProgram,
  target: ScanJob["target"],
  { request, image }: { readonly request: OtherRequest; readonly image: FoundImage },
  world: ImageWorld,
): Promise<Outcome<ScanReport>> {
  const { scanner, server, container } = other;
  const isOffline = request.advisories.kind === "offline";
  if (isOffline && container !== undefined)
    return failure("unsupported", container, "holds no advisories: in a container it cannot scan offline");
  const listed = await packagesOf(image, world);
  if (!listed.ok) return listed;
  world.progress(`${scanner.title} is scanning ${image.name}`);
  const job: ScanJob = {
    target: container === undefined || target.kind === "image" ? target : { ...target, path: ARCHIVE_INSIDE },
    isOffline,
    ...(server === undefined ? {} : { server }),
    ...(container === undefined ? dockerfileOf(request, listed.value) : {}),
  };
  const run = runOf(other, world);
  const inside =
    container === undefined || target.kind === "image"
      ? run
      : { ...run, run: containerRun({ image: container, archive: target.path }, world) };
  const report = await scanWith(scanner, job, inside);
  return report.ok ? success(placed(report.value, listed.value)) : report;
}

/** The Dockerfile, if the image was built from it: another one is nothing to hand on. */
function dockerfileOf({ dockerfile }: OtherRequest, { identity }: ListedImage): Pick<ScanJob, "dockerfile"> {
  if (dockerfile?.file === undefined) return {};
  const { history, diffIds } = identity;
  const { ok } = attributeLayers({ history, layerCount: diffIds.length }, dockerfile.model);
  return ok ? { dockerfile: dockerfile.file } : {};
}

function programOf(scanner: Scanner, { scannerPrograms, scannerServers }: MachineConfig): ScannerProgram {
  const executable = scannerPrograms?.get(scanner.id);
  const server = scannerServers?.get(scanner.id);
  return {
    kind: "program",
    scanner,
    ...(executable === undefined ? {} : { executable }),
    ...(server === undefined ? {} : { server }),
  };
}

function runOf({ executable }: ScannerProgram, world: ImageWorld) {
  const { reach, environment, signal } = world;
  return { run: reach.run, environment, signal, ...(executable === undefined ? {} : { executable }) };
}
