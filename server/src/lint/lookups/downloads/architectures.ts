import { readPlatform } from "../../../knowledge/platform.ts";
import { type ProcessorNaming, processorWord } from "../../../knowledge/processor-words.ts";

const PROGRAMS: ReadonlyMap<string, ProcessorNaming> = new Map([
  ["uname -m", "kernel"],
  ["arch", "kernel"],
  ["dpkg --print-architecture", "debian"],
  ["apk --print-arch", "alpine"],
]);

/** What a part of an address that stands for the processor is on a platform: `$(uname -m)`, `${TARGETARCH}`; undefined: it is something else, or has no such word. */
export function architectureWord(part: string, platform: string): string | undefined {
  const read = readPlatform(platform, "linux");
  const naming = namingOf(part);
  if (read === undefined || naming === undefined) return undefined;
  return naming === "buildkit" ? read.arch : processorWord(naming, read);
}

/** The platform on which such a part of a script is this word; undefined: on none. */
export function platformOfWord(part: string, word: string): string | undefined {
  return PLATFORMS.find((platform) => architectureWord(part, platform) === word);
}

/** Names of processors as publishers write them, by OCI platform. */
const NAMES: Readonly<Record<string, string>> = {
  "linux/amd64": "amd64 x86_64 x86-64 x64 64bit linux64 linux-x64 linux-x86_64 linux-amd64 linux_amd64",
  "linux/arm64": "arm64 aarch64 aarch_64 armv8 arm64v8 linux-arm64 linux-aarch64 linux_arm64",
  "linux/arm/v7": "armhf armv7 armv7l arm arm32v7 linux-armv7l linux-arm",
  "linux/arm/v6": "armv6 armv6l armv6hf arm32v6",
  "linux/arm/v5": "armel armv5 arm32v5",
  "linux/386": "386 i386 i686 x86 linux32",
  "linux/ppc64le": "ppc64le ppc64el",
  "linux/s390x": "s390x",
  "linux/riscv64": "riscv64",
};

/** OCI platforms of Linux for which publishers make files. */
export const PLATFORMS: readonly string[] = Object.keys(NAMES);

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  PLATFORMS.flatMap((platform) => (NAMES[platform] ?? "").split(" ").map((name) => [name, platform] as const)),
);

/** The platform that a publisher's word for a processor means. */
export function platformNamed(word: string): string | undefined {
  return SPELLINGS.get(word.toLowerCase());
}

/** True for what stands for the processor. */
export function isArchitecture(part: string): boolean {
  return namingOf(part) !== undefined;
}

/** The words of a program that is called with these arguments. */
export function isArchitectureProgram(program: string, args: readonly string[]): boolean {
  return PROGRAMS.has([program, ...args].join(" "));
}

/** Source for BuildKit: Dockerfile reference, "Automatic platform ARGs in the global scope". */
function namingOf(part: string): ProcessorNaming | "buildkit" | undefined {
  if (part === "$TARGETARCH" || part === "${TARGETARCH}") return "buildkit";
  const command = /^\$\(\s*([a-z][a-z -]*[a-z])\s*\)$/.exec(part)?.[1] ?? /^`([a-z][a-z -]*[a-z])`$/.exec(part)?.[1];
  return command === undefined ? undefined : PROGRAMS.get(command);
}
