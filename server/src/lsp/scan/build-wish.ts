import { isRecord } from "../../json/fields.ts";
import type { BuildWish } from "../../protocol/images.ts";

/** Reads what a client wants built; undefined when it is nothing. Paths get forward slashes. */
export function readBuildWish(value: unknown): BuildWish | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, target, context, file, service } = value;
  if (kind === "service" && typeof file === "string" && typeof service === "string")
    return { kind, file: file.replaceAll("\\", "/"), service };
  if (kind !== "stage" || typeof context !== "string") return undefined;
  const folder = context.replaceAll("\\", "/");
  return { kind, context: folder, ...(typeof target === "string" ? { target } : {}) };
}
