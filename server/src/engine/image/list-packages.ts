import { type Outcome, success } from "../../outcome/outcome.ts";
import { keptImage, readKeptImage } from "../../scan/embedded/kept-image.ts";
import type { ReadImage } from "../../scan/embedded/read-image.ts";
import { closableGaps } from "../../scan/package.ts";
import { type FoundImage, findImage, type WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { otherPlatform } from "./platform-choice.ts";

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
  const trouble = otherPlatform(name, identity, world);
  if (trouble !== undefined) return trouble;
  return success({ name, identity: { ...identity, digest: identity.digest ?? digest }, inventory });
}

async function readOnce(image: FoundImage, world: ImageWorld): Promise<Outcome<ReadImage>> {
  const { store } = world.reach;
  const key = image.id === undefined ? undefined : keyOf("packages", image.id, world);
  const kept = key === undefined ? undefined : await store.read(key);
  const known = kept && readKeptImage(kept);
  if (known !== undefined) return success(known);
  const records = await keptRecords(image, world);
  const read = await readAnew(image, records, world);
  if (!read.ok) return read;
  for (const [digest, record] of read.value.records ?? []) await store.write(keyOf("layers", digest, world), record);
  // What was read with gaps may be read better the next time.
  if (key !== undefined && closableGaps(read.value.inventory.gaps).length === 0)
    await store.write(key, keptImage(read.value));
  return read;
}

async function readAnew(image: FoundImage, records: Records, world: ImageWorld): Promise<Outcome<ReadImage>> {
  const opened = await image.open(new Set(records.keys()));
  if (!opened.ok) return opened;
  const { job, close } = opened.value;
  const layers = { digests: image.layers, records };
  const read = await world.reader.read({ ...job, layers }, world).finally(close);
  // A layer that was not fetched may be needed after all: one above it links to a file that nobody looked at.
  const isShort = !read.ok && read.reason === "not-found" && records.size > 0;
  return isShort ? await readAnew(image, new Map(), world) : read;
}

/** Of layers, by digest. */
type Records = ReadonlyMap<string, Uint8Array>;

async function keptRecords({ layers }: FoundImage, world: ImageWorld): Promise<Records> {
  const records = new Map<string, Uint8Array>();
  for (const digest of new Set(layers)) {
    const record = await world.reach.store.read(keyOf("layers", digest, world));
    if (record !== undefined) records.set(digest, record);
  }
  return records;
}

/** Another version of this program may read more. */
function keyOf(kind: "packages" | "layers", digest: string, { version }: ImageWorld): string {
  const words = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "-")
      .slice(0, 80);
  return `${kind}/${words(version)}/${words(digest.replace(/^sha(?:256|512):/, ""))}`;
}
