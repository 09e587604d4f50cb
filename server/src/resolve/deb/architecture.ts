import type { Platform } from "../../knowledge/platform.ts";

/** Debian's word for the processor of a platform; undefined when it has no port for it. Source: Debian wiki, SupportedArchitectures. */
export function debArchitecture({ os, arch, variant }: Platform): string | undefined {
  if (os !== "linux") return undefined;
  if (arch === "arm") return variant === "v5" || variant === "v6" ? "armel" : "armhf";
  return ARCHITECTURES.get(arch);
}

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["amd64", "amd64"],
  ["arm64", "arm64"],
  ["386", "i386"],
  ["ppc64le", "ppc64el"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"],
  ["mips64le", "mips64el"],
  ["loong64", "loong64"],
]);
