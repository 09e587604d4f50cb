import type { Platform } from "./platform.ts";

/** Who names processors: `uname -m`, `dpkg --print-architecture`, `apk --print-arch`, rpm. */
export type ProcessorNaming = "kernel" | "debian" | "alpine" | "rpm";

type Words = Readonly<Record<string, string>>;

/** Where all but Debian agree. */
const COMMON: Words = {
  amd64: "x86_64",
  arm64: "aarch64",
  ppc64le: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loongarch64",
};

/**
 * By OCI's words, those of arm with their variant. Sources: uname(2) of Linux; Debian wiki, SupportedArchitectures; Alpine's abuild, CARCH;
 * rpm's rpmrc, `buildarch_compat`.
 */
const WORDS: Readonly<Record<ProcessorNaming, Words>> = {
  kernel: { ...COMMON, "arm/v7": "armv7l", "386": "i686" },
  debian: {
    amd64: "amd64",
    arm64: "arm64",
    "arm/v7": "armhf",
    "arm/v6": "armel",
    "arm/v5": "armel",
    "386": "i386",
    ppc64le: "ppc64el",
    s390x: "s390x",
    riscv64: "riscv64",
    mips64le: "mips64el",
    loong64: "loong64",
  },
  alpine: { ...COMMON, "arm/v7": "armv7", "arm/v6": "armhf", "386": "x86" },
  rpm: { ...COMMON, "arm/v7": "armv7hl", "386": "i686" },
};

/** The word for the processor of a platform; undefined where there is none. */
export function processorWord(naming: ProcessorNaming, { os, arch, variant = "v7" }: Platform): string | undefined {
  return os === "linux" ? WORDS[naming][arch === "arm" ? `arm/${variant}` : arch] : undefined;
}
