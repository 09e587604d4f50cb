/** The words by which a program or variable calls the processors, by OCI platform. */
type Words = Readonly<Record<string, string>>;

/** Source: uname(2) of Linux. */
const KERNEL: Words = {
  "linux/amd64": "x86_64",
  "linux/arm64": "aarch64",
  "linux/arm/v7": "armv7l",
  "linux/386": "i686",
  "linux/ppc64le": "ppc64le",
  "linux/s390x": "s390x",
  "linux/riscv64": "riscv64",
};

/** Source: Debian's "Supported architectures". */
const DEBIAN: Words = {
  "linux/amd64": "amd64",
  "linux/arm64": "arm64",
  "linux/arm/v7": "armhf",
  "linux/arm/v5": "armel",
  "linux/386": "i386",
  "linux/ppc64le": "ppc64el",
  "linux/s390x": "s390x",
  "linux/riscv64": "riscv64",
};

/** Source: Alpine's abuild, CARCH. */
const ALPINE: Words = {
  ...KERNEL,
  "linux/arm/v7": "armv7",
  "linux/arm/v6": "armhf",
  "linux/386": "x86",
};

/** Source: Dockerfile reference, "Automatic platform ARGs in the global scope". */
const BUILDKIT: Words = {
  "linux/amd64": "amd64",
  "linux/arm64": "arm64",
  "linux/arm/v7": "arm",
  "linux/386": "386",
  "linux/ppc64le": "ppc64le",
  "linux/s390x": "s390x",
  "linux/riscv64": "riscv64",
};

const PROGRAMS: ReadonlyMap<string, Words> = new Map([
  ["uname -m", KERNEL],
  ["arch", KERNEL],
  ["dpkg --print-architecture", DEBIAN],
  ["apk --print-arch", ALPINE],
]);

/** What a part of an address that stands for the processor is on a platform: `$(uname -m)`, `${TARGETARCH}`; undefined: it is something else, or has no such word. */
export function architectureWord(part: string, platform: string): string | undefined {
  return wordsOf(part)?.[platform];
}

/** The platform on which such a part of a script is this word; undefined: on none. */
export function platformOfWord(part: string, word: string): string | undefined {
  const words = wordsOf(part) ?? {};
  return Object.keys(words).find((platform) => words[platform] === word);
}

/** Names of processors as publishers write them, by OCI platform. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "linux/amd64": "amd64 x86_64 x86-64 x64 64bit linux64 linux-x64 linux-x86_64 linux-amd64 linux_amd64",
    "linux/arm64": "arm64 aarch64 aarch_64 armv8 arm64v8 linux-arm64 linux-aarch64 linux_arm64",
    "linux/arm/v7": "armhf armv7 armv7l arm arm32v7 linux-armv7l linux-arm",
    "linux/386": "386 i386 i686 x86 linux32",
    "linux/ppc64le": "ppc64le ppc64el",
    "linux/s390x": "s390x",
    "linux/riscv64": "riscv64",
  }).flatMap(([platform, names]) => names.split(" ").map((name) => [name, platform] as const)),
);

/** The platform that a publisher's word for a processor means. */
export function platformNamed(word: string): string | undefined {
  return SPELLINGS.get(word.toLowerCase());
}

/** True for what stands for the processor. */
export function isArchitecture(part: string): boolean {
  return wordsOf(part) !== undefined;
}

/** The words of a program that is called with these arguments. */
export function isArchitectureProgram(program: string, args: readonly string[]): boolean {
  return PROGRAMS.has([program, ...args].join(" "));
}

function wordsOf(part: string): Words | undefined {
  if (part === "$TARGETARCH" || part === "${TARGETARCH}") return BUILDKIT;
  const command = /^\$\(\s*([a-z][a-z -]*[a-z])\s*\)$/.exec(part)?.[1] ?? /^`([a-z][a-z -]*[a-z])`$/.exec(part)?.[1];
  return command === undefined ? undefined : PROGRAMS.get(command);
}
