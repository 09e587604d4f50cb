import { byteBudget, MAX_READ_BYTES } from "./byte-budget.ts";
import type { Bytes } from "./bytes.ts";
import type { SavedImage } from "./image/layout.ts";
import type { LayerWalk } from "./image/tar-index.ts";
import type { LayerBytes } from "./image/view.ts";
import { readRecord, recordOf } from "./layer-record.ts";

/** Layers of an image whose digests somebody vouches for, lowest first, and records of those that were read before, by digest. */
export interface VouchedLayers {
  readonly digests: readonly string[];
  readonly records: ReadonlyMap<string, Uint8Array>;
}

/** The members of a layer, from wherever. */
export interface LayerMembers {
  readonly walk: LayerWalk;
  readonly bytes: LayerBytes;
}

/** The layers of one image, read before or now. */
export interface LayerRecords {
  /** A layer that was read before. */
  kept(image: SavedImage, layer: number): LayerMembers | undefined;
  /** Reads a layer that was not, and makes its record where it can have one. */
  read(image: SavedImage, layer: number, bytes: Bytes): LayerBytes;
  /** Records that were made, by digest. */
  readonly fresh: ReadonlyMap<string, Uint8Array>;
  /** True: the records did not tell all, so that nothing made of them counts. */
  isShort(): boolean;
}

export function layerRecords({ digests, records }: VouchedLayers): LayerRecords {
  const fresh = new Map<string, Uint8Array>();
  const budget = byteBudget(MAX_READ_BYTES);
  let isShort = false;
  const absent = () => {
    isShort = true;
    return new Uint8Array(0);
  };
  const digestOf = (image: SavedImage, layer: number) => (isVouched(digests, image) ? (digests[layer] ?? "") : "");
  return {
    kept(image, layer) {
      const digest = digestOf(image, layer);
      const record = records.get(digest);
      if (record === undefined) return undefined;
      const read = readRecord(digest, record);
      isShort ||= read === undefined;
      return read && { walk: read.walk, bytes: { size: 0, read: absent, known: read.known } };
    },
    read(image, layer, bytes) {
      const digest = digestOf(image, layer);
      const made = digest === "" ? undefined : recordOf(digest, bytes, budget);
      if (made === undefined) return bytes;
      fresh.set(digest, made.record);
      return { ...bytes, known: made.known };
    },
    fresh,
    isShort: () => isShort,
  };
}

/** True when these are the layers of the image: as they lie there (a registry's), or as its configuration lists them unpacked (an engine's). */
function isVouched(digests: readonly string[], { layers, config }: SavedImage): boolean {
  return digests.length === layers.length && [layers, config.diffIds].some((each) => each.join() === digests.join());
}
