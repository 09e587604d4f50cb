import { type TarLimits, tarReader } from "../../archive/tar.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Base } from "../../pin/query.ts";
import type { LookupWorld } from "../resolver.ts";
import { answerFailure } from "./answers.ts";
import { newDecompressor } from "./decompress.ts";
import { digestCheck } from "./digest.ts";
import { type LayerView, type LayerWish, newLayerView } from "./layer-view.ts";
import { platformManifest } from "./platform-manifest.ts";
import { registryOf } from "./registry.ts";
import { openSession, type Session } from "./session.ts";

/** Of all layers together, as they come over the wire. */
const WIRE_BYTES = 8 * 1024 * 1024;
/** Of one layer, decompressed. */
const DECODED_BYTES = 256 * 1024 * 1024;
const LIMITS: TarLimits = { fileBytes: 4 * 1024 * 1024, entries: 500_000 };

/**
 * Files of an image by path (`etc/apt/sources.list`), as a container of it would see them: layers are read from the lowest on,
 * each only until `wish` has enough, whiteouts obeyed, links not followed. `limit`: 8 MB of the image did not tell; never a part.
 * Layers that were read to their end have their digest; of the others TLS alone says where they are from.
 */
export async function layerFiles(
  base: Base,
  wish: LayerWish,
  world: LookupWorld,
): Promise<Outcome<ReadonlyMap<string, Uint8Array>>> {
  const { reference, platform } = base;
  const session = openSession(registryOf(reference, world.settings), world);
  const found = await platformManifest(session, reference.digest ?? reference.tag ?? "latest", platform);
  if (!found.ok) return found;
  const view = newLayerView(wish);
  let wireBytes = 0;
  for (const digest of found.value.image.layers) {
    const read = await readLayer(session, { digest, view, mostBytes: WIRE_BYTES - wireBytes });
    if (!read.ok) return read;
    wireBytes += read.value;
    view.endLayer();
  }
  return success(view.files());
}

interface Layer {
  readonly digest: string;
  readonly view: LayerView;
  readonly mostBytes: number;
}

/** How many bytes were read. */
async function readLayer(session: Session, { digest, view, mostBytes }: Layer): Promise<Outcome<number>> {
  const { registry } = session;
  const asked = `a layer of ${registry.name}/${registry.repository}`;
  const tar = tarReader(asked, view, LIMITS);
  const check = digestCheck(digest);
  let received = 0;
  let decoded = 0;
  let isEnough = false;
  const decompressor = await newDecompressor((piece) => {
    decoded += piece.length;
    isEnough = !tar.push(piece) || decoded > DECODED_BYTES;
    return !isEnough;
  });
  const request = {
    method: "GET",
    path: `blobs/${digest}`,
    maxBytes: 2 * WIRE_BYTES,
    what: `files of ${asked}`,
  } as const;
  const head = await session.stream(request, (chunk) => {
    received += chunk.length;
    check.update(chunk);
    return decompressor.push(chunk) && received <= mostBytes;
  });
  const isSound = await decompressor.end();
  if (!head.ok) return head;
  if (head.value.status !== 200) return answerFailure({ ...head.value, body: new Uint8Array(0) }, registry, asked);
  if (decoded > DECODED_BYTES || (!isEnough && received > mostBytes))
    return failure("limit", asked, "does not show its files within 8 MB");
  if (!isEnough && !(isSound && check.holds())) return failure("malformed", asked, "is damaged");
  const walked = tar.end();
  return walked.ok ? success(received) : walked;
}
