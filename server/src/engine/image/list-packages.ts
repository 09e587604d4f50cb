import { type Outcome, success } from "../../outcome/outcome.ts";
import { keptImage, readKeptImage } from "../../scan/embedded/kept-image.ts";
import type { ReadImage } from "../../scan/embedded/read-image.ts";
import { type FoundImage, findImage, type WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";

/** What is in an image, and how it was named. */
export interface ListedImage extends ReadImage {
  readonly name: string;
}

/** Lists the packages of an image. Those of an image that was read before, by its id, are taken from what was kept. */
export async function listPackages(wanted: WantedImage, world: ImageWorld): Promise<Outcome<ListedImage>> {
  const found = await findImage(wanted, world);
  return found.ok ? await packagesOf(found.value, world) : found;
}

/** Lists the packages of an image that was found. */
export async function packagesOf(image: FoundImage, world: ImageWorld): Promise<Outcome<ListedImage>> {
  const { name, digest } = image;
  const read = await readOnce(image, world);
  if (!read.ok) return read;
  const { identity, inventory } = read.value;
  return success({ name, identity: { ...identity, digest: identity.digest ?? digest }, inventory });
}

async function readOnce(image: FoundImage, world: ImageWorld): Promise<Outcome<ReadImage>> {
  const { store } = world.reach;
  const key = image.id === undefined ? undefined : keyOf(image.id, world.version);
  const kept = key === undefined ? undefined : await store.read(key);
  const known = kept && readKeptImage(kept);
  if (known !== undefined) return success(known);
  const opened = await image.open();
  if (!opened.ok) return opened;
  const { job, close } = opened.value;
  try {
    const read = await world.reader.read(job, world);
    // What was read with gaps may be read better the next time.
    if (read.ok && key !== undefined && read.value.inventory.gaps.every(({ isInherent }) => isInherent === true)) {
      await store.write(key, keptImage(read.value));
    }
    return read;
  } finally {
    close();
  }
}

/** Another version of this program may read more. */
function keyOf(id: string, version: string): string {
  const words = version.toLowerCase().replace(/[^a-z0-9]/g, "-");
  return `packages/${words.slice(0, 80)}/${id.replace(/^sha(?:256|512):/, "").slice(0, 80)}`;
}
