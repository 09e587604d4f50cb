/** In the words of OCI: `linux`, `amd64`, `v7`. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly variant?: string;
}

/** The processors of OCI by the names that are understood. Source: containerd, platforms, `normalizeArch`. */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ...["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64"].map((name) => [name, name] as const),
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["aarch64", "arm64"],
  ["i386", "386"],
]);

/** Reads `linux/arm/v7`, or a known processor alone, which is one for `os`; undefined: it is no platform. */
export function readPlatform(text: string, os: string): Platform | undefined {
  const words = text.toLowerCase().split("/");
  const isProcessor = words.length === 1 && ARCHITECTURES.has(words[0] ?? "");
  const [system = "", named = "", variant, ...more] = isProcessor ? [os, ...words] : words;
  const isKnown = /^[a-z0-9]+$/.test(system) && /^[a-z0-9_-]+$/.test(named) && /^[a-z0-9.]+$/.test(variant ?? "v");
  if (!isKnown || more.length > 0) return undefined;
  const arch = ARCHITECTURES.get(named) ?? named;
  return variant === undefined ? { os: system, arch } : { os: system, arch, variant };
}

/** As registries and engines write it: `linux/arm/v7`. */
export function platformName({ os, arch, variant }: Platform): string {
  return [os, arch, ...(variant === undefined ? [] : [variant])].join("/");
}

/** The name of the system, processor and variant that an image tells; undefined when it tells no processor. */
export function toldPlatform([os, arch, variant]: readonly (string | undefined)[]): string | undefined {
  if (arch === undefined || arch === "") return undefined;
  return [os ?? "linux", arch, variant ?? ""].filter((word) => word !== "").join("/");
}

/**
 * What runs on a platform. A variant that is not there falls back to the next lower one, as engines do.
 * Source: containerd, `platforms` package, defaults `arm64/v8` and `arm/v7`.
 */
export function forPlatform<T extends { readonly platform: Platform }>(
  offered: readonly T[],
  wanted: Platform,
): T | undefined {
  const most = variantNumber(wanted);
  return offered
    .filter(({ platform }) => platform.os === wanted.os && platform.arch === wanted.arch)
    .filter(({ platform }) => variantNumber(platform) <= most)
    .sort((a, b) => variantNumber(b.platform) - variantNumber(a.platform))[0];
}

function variantNumber({ arch, variant }: Platform): number {
  if (variant !== undefined) return Number(/^v(\d{1,3})/.exec(variant)?.[1] ?? 0);
  if (arch === "arm64") return 8;
  return arch === "arm" ? 7 : 1;
}
