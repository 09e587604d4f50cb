import type { ImageUse, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { Base, Platform } from "../../pin/query.ts";
import type { PinSetup } from "./pin-setup.ts";

/** The image from outside that a stage is built on, stages of the file followed; undefined: none, or it is not known. */
export function baseOf(stage: Stage, setup: PinSetup): Base | undefined {
  const image = lineage(stage).at(-1)?.base;
  if (image?.reference === undefined || image.namedContext || image.class === "scratch") return undefined;
  return { reference: image.reference, platform: platformOf(image, setup) };
}

/** The processors of OCI by the names that are understood. Source: containerd, platforms, `normalizeArch`. */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ...["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64"].map((name) => [name, name] as const),
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["aarch64", "arm64"],
  ["i386", "386"],
]);

/** What an image is pulled for: a known `--platform`, which may be a processor alone, else what is standard. */
export function platformOf({ platform }: ImageUse, { platform: standard }: PinSetup): Platform {
  const words = (platform ?? "").toLowerCase().split("/");
  const isProcessor = words.length === 1 && ARCHITECTURES.has(words[0] ?? "");
  const [os = "", named = "", variant, ...more] = isProcessor ? [standard.os, ...words] : words;
  const isKnown = /^[a-z0-9]+$/.test(os) && /^[a-z0-9_-]+$/.test(named) && /^[a-z0-9.]+$/.test(variant ?? "v");
  if (!isKnown || more.length > 0) return standard;
  const arch = ARCHITECTURES.get(named) ?? named;
  return variant === undefined ? { os, arch } : { os, arch, variant };
}
