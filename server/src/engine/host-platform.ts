import { type Platform, readPlatform } from "../knowledge/platform.ts";

/** Node's names of processors that OCI has another name for. Source: OCI image-spec, config.md, "architecture" (GOARCH). */
const ARCHITECTURES: ReadonlyMap<string, Omit<Platform, "os">> = new Map([
  ["x64", { arch: "amd64" }],
  ["ia32", { arch: "386" }],
  ["arm", { arch: "arm", variant: "v7" }],
  ["ppc64", { arch: "ppc64le" }],
  ["mipsel", { arch: "mipsle" }],
]);

/** The platform that a user names, linux where only a processor is named; undefined: it is none. */
export function namedPlatform(text: string): Platform | undefined {
  return readPlatform(text, "linux");
}

/** What `docker build` builds for when nobody says it: linux and the processor of this machine, as Node names it. */
export function hostPlatform(architecture: string): Platform {
  return { os: "linux", ...(ARCHITECTURES.get(architecture) ?? { arch: architecture }) };
}
