import type { Platform } from "../../knowledge/platform.ts";

/** A line of `etc/apk/repositories`. */
export interface ApkRepository {
  /** With a slash at the end. */
  readonly url: string;
  /** Of `@tag URL`: only `name@tag` is looked for there. */
  readonly tag: string | undefined;
}

/** The repositories of a file, in order; what apk 3 writes behind an address stays with it. Source: apk-repositories(5). */
export function readRepositories(text: string): readonly ApkRepository[] {
  return text.split("\n").flatMap((line) => {
    const [, tag, url = ""] = /^(?:@([\w.-]+)\s+)?(\S.*)$/.exec(line.replace(/#.*/, "").trim()) ?? [];
    if (url === "") return [];
    return [{ url: url.endsWith("/") ? url : `${url}/`, tag }];
  });
}

/** Alpine's word for the processor of a platform; undefined when it is not built for it. */
export function apkArchitecture({ os, arch, variant }: Platform): string | undefined {
  if (os !== "linux") return undefined;
  if (arch === "arm") return variant === "v6" ? "armhf" : "armv7";
  return ARCHITECTURES.get(arch);
}

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["amd64", "x86_64"],
  ["arm64", "aarch64"],
  ["386", "x86"],
  ["ppc64le", "ppc64le"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"],
  ["loong64", "loongarch64"],
]);
