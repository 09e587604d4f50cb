import type { Platform } from "../../knowledge/platform.ts";
import type { Libc } from "./libc.ts";

/** Where a file is to be installed, as far as it is known. */
interface Place {
  /** `3.11.7`, `3.11`. */
  readonly runtime: string | undefined;
  readonly platform: Platform | undefined;
  readonly libc: Libc | undefined;
}

/**
 * Whether pip takes a file for this Python and platform: a wheel says by the end of its name which it is for, a source fits all. What is
 * not known keeps nothing out. Sources: PyPA, "Platform compatibility tags"; PEP 425.
 */
export function fitsPlace(filename: string, { runtime, platform, libc }: Place): boolean {
  const [, pythons = "", abis = "", platforms = ""] =
    /^[^-]+-[^-]+(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(filename) ?? [];
  if (pythons === "") return true;
  const isStable = abis.split(".").includes("abi3");
  const isOfPython = runtime === undefined || pythons.split(".").some((tag) => admits(tag, runtime, isStable));
  const tags = platforms.split(".").filter((tag) => libc === undefined || isOfLibc(tag, libc));
  return isOfPython && (platform === undefined || tags.some((tag) => isOf(tag, platform)));
}

/** Minor version of glibc 2 in the names that wheels once had for it. Source: PEP 600, "Legacy manylinux tags". */
const LEGACY: ReadonlyMap<string, number> = new Map([
  ["manylinux1", 5],
  ["manylinux2010", 12],
  ["manylinux2014", 17],
]);

function isOfLibc(tag: string, libc: Libc): boolean {
  if (!/^(?:many|musl)linux/.test(tag)) return true;
  if (libc === "musl" || tag.startsWith("musl")) return libc === "musl" && tag.startsWith("musl");
  const minor = /^manylinux_2_(\d{1,3})_/.exec(tag)?.[1];
  return Number(minor ?? LEGACY.get(tag.slice(0, tag.indexOf("_"))) ?? 0) <= libc;
}

/** More than there are versions of either. */
const ANY_MINOR = 60;

/** The tags of Linux that wheels may have for a platform, so that a tool does not choose for that of this machine; none where it is no Linux. */
export function linuxTags({ os, arch }: Platform, libc: Libc | undefined): readonly string[] {
  if (os !== "linux") return [];
  const minors = Array.from({ length: ANY_MINOR }, (_, minor) => minor);
  const versioned = ["manylinux_2", "musllinux_1"].flatMap((name) => minors.map((minor) => `${name}_${minor}`));
  const all = [...versioned, ...LEGACY.keys(), "linux"].flatMap((name) =>
    processorsOf(arch).map((processor) => `${name}_${processor}`),
  );
  return libc === undefined ? all : all.filter((tag) => isOfLibc(tag, libc));
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
  return /^(?:many|musl)?linux/.test(tag) && processorsOf(arch).some((name) => tag.endsWith(`_${name}`));
}

/** Names of Linux for the processors of OCI; others are called alike. */
const PROCESSORS: ReadonlyMap<string, readonly string[]> = new Map([
  ["amd64", ["x86_64"]],
  ["386", ["i686"]],
  ["arm64", ["aarch64"]],
  ["arm", ["armv7l", "armv6l"]],
  ["loong64", ["loongarch64"]],
]);

function processorsOf(arch: string): readonly string[] {
  return PROCESSORS.get(arch) ?? [arch];
}
