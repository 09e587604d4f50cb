import { compareRpmVersions } from "../../knowledge/versions/rpm.ts";

/** Versions of a package, `[epoch:]version-release`, newest first. */
export type PackageTable = ReadonlyMap<string, readonly string[]>;

/**
 * Reads what a package manager printed of all packages it could install: lines `name\tepoch\tversion\trelease\tarch`, names with
 * everything behind them (`curl-8.9.1-2.fc41.x86_64`), or zypper's XML. Packages of other architectures are left out.
 */
export function readPackageTable(output: string, architecture: string): PackageTable {
  const table = new Map<string, Set<string>>();
  for (const line of output.split("\n")) {
    const found = tabbed(line) ?? solvable(line) ?? nevra(line);
    if (found === undefined || (found.arch !== architecture && found.arch !== "noarch")) continue;
    const versions = table.get(found.name) ?? new Set();
    table.set(found.name, versions.add(found.version));
  }
  return new Map([...table].map(([name, versions]) => [name, [...versions].sort((a, b) => compareRpmVersions(b, a))]));
}

interface Line {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
}

function tabbed(line: string): Line | undefined {
  const [name = "", epoch = "", version = "", release = "", arch = ""] = line.split("\t");
  return arch === "" ? undefined : lineOf(name, epoch, `${version}-${release}`, arch);
}

function solvable(line: string): Line | undefined {
  if (!line.includes("<solvable ")) return undefined;
  const attribute = (name: string) => new RegExp(` ${name}="([^"<>&]*)"`).exec(line)?.[1] ?? "";
  const [epoch, version] = splitEpoch(attribute("edition"));
  return attribute("kind") === "package" ? lineOf(attribute("name"), epoch, version, attribute("arch")) : undefined;
}

function nevra(line: string): Line | undefined {
  const [, name = "", version = "", release = "", arch = ""] =
    /^(\S+)-([^\s-]+)-([^\s-]+)\.(\w+)$/.exec(line.trim()) ?? [];
  const [epoch, bare] = splitEpoch(version);
  return name === "" ? undefined : lineOf(name, epoch, `${bare}-${release}`, arch);
}

function splitEpoch(version: string): readonly [string, string] {
  const colon = version.indexOf(":");
  return [version.slice(0, Math.max(colon, 0)), version.slice(colon + 1)];
}

/** Undefined when a part follows no grammar: it would be written into a file. */
function lineOf(name: string, epoch: string, version: string, arch: string): Line | undefined {
  if (!isRpmName(name) || !/^\d*$/.test(epoch) || !/^[\w.+~^]+-[\w.+~^]+$/.test(version)) return undefined;
  return { name, version: epoch === "" || epoch === "0" ? version : `${epoch}:${version}`, arch };
}

export function isRpmName(name: string): boolean {
  return /^[A-Za-z0-9_][\w.+-]*$/.test(name) && name.length <= 200;
}
