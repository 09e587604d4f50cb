import type { ImageReference } from "../../knowledge/image-reference.ts";
import type { Platform } from "../../knowledge/platform.ts";

/** Where a file is to be installed, as far as it is known. */
interface Place {
  /** `3.11.7`, `3.11`. */
  readonly runtime: string | undefined;
  readonly platform: Platform | undefined;
  /** The image is known to have musl in the place of glibc. */
  readonly isMusl: boolean;
}

/** Whether the name of an image says that it is one of Alpine. */
export function isOfMusl({ repository, tag = "" }: ImageReference): boolean {
  return /(?:^|[-/:])alpine/.test(`${repository}:${tag}`);
}

/**
 * Whether pip takes a file for this Python and platform: a wheel says by the end of its name which it is for, a source fits all. What is
 * not known keeps nothing out. Sources: PyPA, "Platform compatibility tags"; PEP 425.
 */
export function fitsPlace(filename: string, { runtime, platform, isMusl }: Place): boolean {
  const [, pythons = "", abis = "", platforms = ""] =
    /^[^-]+-[^-]+(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(filename) ?? [];
  if (pythons === "") return true;
  const isStable = abis.split(".").includes("abi3");
  const isOfPython = runtime === undefined || pythons.split(".").some((tag) => admits(tag, runtime, isStable));
  const tags = platforms.split(".").filter((tag) => !isMusl || !tag.startsWith("manylinux"));
  return isOfPython && (platform === undefined || tags.some((tag) => isOf(tag, platform)));
}

/** `py3` and `py310` are for every later Python, `cp310` for that one, unless it keeps to what is the same in all. */
function admits(tag: string, runtime: string, isStable: boolean): boolean {
  const [, kind, major, minor = ""] = /^(py|cp)(\d)(\d*)/.exec(tag) ?? [];
  const [ours, ourMinor] = runtime.split(".");
  if (kind === undefined || major !== ours) return false;
  if (minor === "" || minor === ourMinor) return true;
  return (kind === "py" || isStable) && Number(minor) <= Number(ourMinor);
}

function isOf(tag: string, { os, arch }: Platform): boolean {
  if (tag === "any") return true;
  if (os === "windows") return tag.startsWith("win");
  return /^(?:many|musl)?linux/.test(tag) && (PROCESSORS.get(arch) ?? [arch]).some((name) => tag.endsWith(`_${name}`));
}

/** Names of Linux for the processors of OCI; others are called alike. */
const PROCESSORS: ReadonlyMap<string, readonly string[]> = new Map([
  ["amd64", ["x86_64"]],
  ["386", ["i686"]],
  ["arm64", ["aarch64"]],
  ["arm", ["armv7l", "armv6l"]],
  ["loong64", ["loongarch64"]],
]);
