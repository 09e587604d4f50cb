import { type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFiles } from "../../../outside/outside.ts";
import { byteBudget } from "../byte-budget.ts";
import type { Bytes } from "../bytes.ts";
import type { Blobs } from "./blobs.ts";
import { type Choice, findImage, layerChecks } from "./layout.ts";
import { MAX_UNPACKED_BYTES, openLayer } from "./unpack.ts";

/** The layers of an image as tar archives that are not packed, lowest first; to be closed. */
export interface UnpackedLayers {
  readonly layers: readonly Bytes[];
  close(): void;
}

/** Opens all layers of an image; one that cannot be unpacked is a failure. */
export async function unpackedLayers(blobs: Blobs, choice: Choice, files: ByteFiles): Promise<Outcome<UnpackedLayers>> {
  const image = findImage(blobs, choice);
  if (!image.ok) return image;
  const opened: Awaited<ReturnType<typeof openLayer>>[] = [];
  const close = () => {
    for (const each of opened) if (each.ok) each.value.close();
  };
  const budget = byteBudget(MAX_UNPACKED_BYTES);
  const layers: Bytes[] = [];
  for (const [index, name] of image.value.layers.entries()) {
    const packed = blobs.open(name);
    const checks = layerChecks(image.value, index);
    const layer = packed.ok ? await openLayer(packed.value, files, budget, checks) : packed;
    if (!layer.ok) {
      close();
      return { ...layer, asked: blobs.asked };
    }
    opened.push(layer);
    layers.push(layer.value.bytes);
  }
  return success({ layers, close });
}
