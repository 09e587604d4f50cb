import type { WantedImage } from "../../engine/image/find-image.ts";
import { nameOf } from "../../engine/path.ts";
import { isRecord } from "../../json/fields.ts";
import type { ImageSource, ScanParams } from "../../protocol/scan.ts";

/** Reads what a client sends; undefined when it names no image. */
export function readScanParams(value: unknown): ScanParams | undefined {
  if (!isRecord(value)) return undefined;
  const image = readImageSource(value.image);
  if (image === undefined) return undefined;
  const { uri, baseLine } = value;
  return {
    image,
    uri: typeof uri === "string" ? uri : undefined,
    baseLine: typeof baseLine === "number" ? baseLine : undefined,
  };
}

/** Reads where an image is to be taken from. */
export function readImageSource(value: unknown): ImageSource | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, name, path } = value;
  if (kind === "archive" && typeof path === "string" && path !== "") return { kind, path: path.replaceAll("\\", "/") };
  if ((kind === "engine" || kind === "registry") && typeof name === "string" && name !== "") return { kind, name };
  return undefined;
}

/** The same in the words of the engine. */
export function wantedImage(image: ImageSource): WantedImage {
  if (image.kind === "archive") return { kind: "input", path: image.path, shown: image.path, name: undefined };
  return { kind: image.kind, reference: image.name };
}

/** For people. */
export function sourceName(image: ImageSource): string {
  return image.kind === "archive" ? nameOf(image.path) : image.name;
}
