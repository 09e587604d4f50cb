import { type Outcome, success } from "../../outcome/outcome.ts";
import { historyLine } from "../../scan/attribution/history-line.ts";
import type { ComparedImages, FileChange } from "../../scan/embedded/compare-images.ts";
import type { Inventory } from "../../scan/embedded/inventory.ts";
import type { ImageJob, ReadImage } from "../../scan/embedded/read-image.ts";
import type { Package, ScanGap } from "../../scan/package.ts";
import { purlWriter } from "../../scan/purl.ts";
import { findImage, type OpenJob, type WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { otherPlatform } from "./platform-choice.ts";
import { type AttributedDockerfile, attributed, type DockerfileAtHand } from "./scan-image.ts";

/** What differs between two images. */
export interface ImageDifference {
  readonly packages: readonly PackageChange[];
  readonly files: readonly ChangedFile[];
  /** The file that the image after was built from, where one is at hand. */
  readonly dockerfile: AttributedDockerfile | undefined;
  readonly gaps: readonly ScanGap[];
}

/** A package that one of two images has, or both in other versions. */
export interface PackageChange {
  /** Without a version. */
  readonly purl: string;
  /** Its versions, several with commas between; undefined: it is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A file that one of two images has, or both with another content or mode. */
export interface ChangedFile extends FileChange {
  /** The instruction that brought it, in the words of the builder; empty when the image does not tell it. */
  readonly createdBy: string;
}

/** Two images to compare, and the file that the second may be built from. */
export interface Comparison {
  readonly before: WantedImage;
  readonly after: WantedImage;
  readonly dockerfile: DockerfileAtHand | undefined;
}

/** Says which packages and files of two images differ. Both are fetched and read whole. */
export async function compareWanted(wanted: Comparison, world: ImageWorld): Promise<Outcome<ImageDifference>> {
  const compared = await readBoth(wanted, world);
  if (!compared.ok) return compared;
  const { before, after, files } = compared.value;
  return success({
    packages: await packageChanges(before, after),
    files: files.map((file) => ({ ...file, createdBy: createdBy(file, file.change === "removed" ? before : after) })),
    dockerfile: wanted.dockerfile && attributed(wanted.dockerfile, after.identity),
    gaps: [...before.inventory.gaps, ...after.inventory.gaps],
  });
}

async function readBoth({ before, after }: Comparison, world: ImageWorld): Promise<Outcome<ComparedImages>> {
  const left = await openVouched(before, world);
  if (!left.ok) return left;
  try {
    const right = await openVouched(after, world);
    if (!right.ok) return right;
    try {
      const [lower, upper] = [left.value.job, right.value.job];
      const compared = await world.reader.compare(lower, upper, world);
      if (!compared.ok) return compared;
      const { before, after } = compared.value;
      const trouble = ({ asked }: ImageJob, { identity }: ReadImage) => otherPlatform(asked, identity, world);
      return trouble(lower, before) ?? trouble(upper, after) ?? compared;
    } finally {
      right.value.close();
    }
  } finally {
    left.value.close();
  }
}

/** Opens an image with the digests of its layers, which tell those that two have in common. */
async function openVouched(wanted: WantedImage, world: ImageWorld): Promise<Outcome<OpenJob>> {
  const found = await findImage(wanted, world);
  if (!found.ok) return found;
  const opened = await found.value.open();
  if (!opened.ok) return opened;
  const { job, close } = opened.value;
  return success({ job: { ...job, layers: { digests: found.value.layers, records: new Map() } }, close });
}

function createdBy({ layer }: FileChange, { identity }: ReadImage): string {
  const layers = identity.history.filter(({ isEmpty }) => !isEmpty);
  if (layers.length !== identity.diffIds.length) return "";
  const written = layers[layer]?.createdBy ?? "";
  const line = written === "" ? undefined : historyLine(written);
  return line === undefined ? written : `${line.keyword} ${line.text}`;
}

async function packageChanges(before: ReadImage, after: ReadImage): Promise<readonly PackageChange[]> {
  const [lower, upper] = [before.inventory, after.inventory];
  // A purl names the release: the packages of one that is newer are the same.
  const left = await versionsByPurl(lower, lower.os?.id === upper.os?.id ? upper.os : lower.os);
  const right = await versionsByPurl(upper, upper.os);
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .map((purl) => ({ purl, before: left.get(purl), after: right.get(purl) }))
    .filter((change) => change.before !== change.after);
}

async function versionsByPurl({ packages }: Inventory, os: Inventory["os"]): Promise<ReadonlyMap<string, string>> {
  const purlOf = await purlWriter(os);
  const versions = new Map<string, Set<string>>();
  for (const each of packages) {
    const { version, ...rest } = each;
    const unversioned: Package = { ...rest, version: "" };
    const key = purlOf(unversioned);
    versions.set(key, (versions.get(key) ?? new Set()).add(version));
  }
  return new Map([...versions].map(([purl, found]) => [purl, [...found].sort().join(", ")]));
}
