import type {
  BaseImage,
  ImageSource,
  RefreshResult,
  ScannersResult,
  ScanResult,
  ScanView,
} from "../../../server/src/protocol/scan.ts";
import { type Fields, isRecord, readAnswer } from "../read-answer.ts";

/** A `ScanResult` as it came over the wire; undefined: the server is not there, or failed. */
export function readScanResult(value: unknown): ScanResult | undefined {
  return readAnswer(value, ({ message, view }) =>
    typeof message === "string" && isScanView(view) ? { message, view } : undefined,
  );
}

/** An image that a command was given, by a keybinding, another extension or a view of images; undefined for anything else. */
export function readImageSource(value: unknown): ImageSource | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, name, path, contextValue } = value;
  if (contextValue === "image") return imageOfView(value);
  if (kind === "archive") return typeof path === "string" ? { kind, path } : undefined;
  if (kind !== "engine" && kind !== "registry") return undefined;
  return typeof name === "string" ? { kind, name } : undefined;
}

/** An image of the engine, as the view of the Container Tools has it: an image without a name goes by its id. */
function imageOfView({ fullTag, imageId }: Fields): ImageSource | undefined {
  const isNamed = typeof fullTag === "string" && !fullTag.includes("<none>");
  const name = isNamed ? fullTag : imageId;
  return typeof name === "string" && name !== "" ? { kind: "engine", name } : undefined;
}

/** Two images that a command was given: by themselves, or as the one that was clicked in a view and all that are chosen there. */
export function readImagePair(first: unknown, second: unknown): readonly [unknown, unknown] {
  return [first, Array.isArray(second) ? second.find((each) => each !== first) : second];
}

/** True for what has the outline of a view: the rest is the word of our own server. */
export function isScanView(value: unknown): value is ScanView {
  if (!isRecord(value) || typeof value.key !== "string" || !isRecord(value.image)) return false;
  return [value.findings, value.instructions, value.gaps].every((list) => Array.isArray(list) && list.every(isRecord));
}

/** The same for `DecisionResult`. */
export function readDecision(value: unknown) {
  return readAnswer(value, ({ message, edit, file }) =>
    typeof message === "string" && typeof file === "string" && isRecord(edit) ? { message, file, edit } : undefined,
  );
}

/** The same for `ImagesResult`. */
export function readImages(value: unknown) {
  return readAnswer(value, ({ images }) => {
    if (!Array.isArray(images)) return undefined;
    const rows = images.filter(isRecord);
    return {
      images: rows.map(({ name, id, created }) => ({ name: `${name}`, id: `${id}`, created: `${created}` })),
    };
  });
}

/** The same for `RefreshResult`. */
export function readRefresh(value: unknown): RefreshResult | undefined {
  return readAnswer(value, ({ message, address }) =>
    typeof message === "string" && typeof address === "string" ? { message, address } : undefined,
  );
}

/** The same for `ScannersResult`. */
export function readScanners(value: unknown): ScannersResult | undefined {
  if (!isRecord(value) || !Array.isArray(value.scanners) || typeof value.chosen !== "string") return undefined;
  const scanners = value.scanners.filter(isRecord).map(({ id, title, sends }) => ({
    id: `${id}`,
    title: `${title}`,
    sends: typeof sends === "string" ? sends : undefined,
  }));
  return { scanners, chosen: value.chosen };
}

/** The same for a list of `BaseImage`. */
export function readBaseImages(value: unknown): readonly BaseImage[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap(({ name, line }) => {
    return typeof name === "string" && typeof line === "number" ? [{ name, line }] : [];
  });
}
