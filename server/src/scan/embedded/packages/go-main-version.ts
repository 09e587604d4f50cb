import { nameOf } from "../image/image-path.ts";

/** What Go writes of the module that a program was built from, and how it was built: `build` lines, one setting each. */
export interface GoMainModule {
  readonly path: string;
  /** As its line has it: `(devel)` when it was built from a folder. */
  readonly version: string;
  readonly settings: readonly string[];
}

/**
 * The version of a main module; empty when nothing tells it for certain. Go's own word counts, but for `v0.0.0` of a repository whose tags
 * were not at hand, which would be older than any advisory; else the one that the linker was given (`-X main.version=1.2.3`). Sources: Go,
 * cmd/go "Build and test caching", golang.org/ref/mod "Pseudo-versions", cmd/link.
 */
export function goMainVersion({ path, version, settings }: GoMainModule): string {
  const isUntagged = UNTAGGED.test(version) && settings.some((line) => line.startsWith("vcs.revision="));
  if (version !== "" && version !== "(devel)" && !isUntagged) return version;
  const flags = settings.find((line) => line.startsWith(FLAGS))?.slice(FLAGS.length) ?? "";
  const stamped = new Set<string>();
  for (const [, name = "", value = ""] of flags.replaceAll('\\"', '"').matchAll(STAMP))
    if (isOwnVersion(name, path)) stamped.add(value.replace(/^v?/, "v"));
  const [only = ""] = stamped;
  // `v1.2.3-4-gabcdef` of git describe is newer than v1.2.3, and SemVer calls it older.
  return stamped.size === 1 && RELEASE.test(only) ? only : "";
}

const FLAGS = "-ldflags=";
const UNTAGGED = /^v0\.0\.0-\d{14}-[0-9a-f]{12}(?:\+|$)/;
const STAMP = /(?:^|[\s"'`])-X[\s=]+["']?([^\s"'=]+)=([^\s"']*)/g;
const RELEASE = /^v\d+\.\d+\.\d+(?:-(?:alpha|beta|rc|pre)[.-]?\d{0,9})?$/;

/** Packages of a module that hold its own version, and not that of a part of it. */
const PACKAGES = new Set(["main", "version", "cmd", "common", "build", "buildinfo", "info", "meta"]);

/** `main.version`, `MODULE/internal/version.Version`, and not that of another module. */
function isOwnVersion(name: string, module: string): boolean {
  const dot = name.lastIndexOf(".");
  const owner = name.slice(0, Math.max(dot, 0));
  const isOwn = owner === "main" || owner === module || owner.startsWith(`${module}/`);
  const own = owner === module ? "main" : nameOf(owner);
  return isOwn && PACKAGES.has(own) && name.slice(dot + 1).toLowerCase() === "version";
}
