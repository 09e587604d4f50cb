import type { PackageURL } from "packageurl-js";
import { percentEncoded, percentEncodedPath } from "../text/percent.ts";
import { wellFormed } from "../text/well-formed.ts";
import type { OperatingSystem } from "./embedded/packages/operating-system.ts";
import { dividedName, isLanguage, type Package } from "./package.ts";

/** The purl of a package. `os`: distribution packages are named by it. Source: purl-spec, PURL-SPECIFICATION and PURL-TYPES. */
export async function purlWriter(os: OperatingSystem | undefined): Promise<(each: Package) => string> {
  const { default: purls } = await import("packageurl-js");
  const { PackageURL } = purls;
  return (each) => {
    if (each.purl !== undefined) return each.purl;
    const { namespace, name } = nameParts(each, os);
    const version = each.version === "" ? undefined : wellFormed(versionOf(each));
    const qualifiers = qualifiersOf(each, os);
    try {
      const written = { namespace: namespace && wellFormed(namespace), name: wellFormed(name) };
      const purl = new PackageURL(each.type, written.namespace, written.name, version, qualifiers, undefined);
      return canonical(purl, written);
    } catch {
      // A name that its own ecosystem would not take: an image may hold anything.
      const space = namespace === undefined ? "" : `${percentEncodedPath(namespace)}/`;
      const written = `pkg:${each.type}/${space}${percentEncoded(name)}`;
      return version === undefined ? written : `${written}@${percentEncoded(version)}`;
    }
  };
}

/**
 * As text: the library leaves `+` in versions, which has no place in a purl, and has npm's names in lower case, whose case counts
 * (`Base64` is not `base64`). Source: purl-spec, npm-definition.json.
 */
export function canonical(purl: PackageURL, written: Pick<PackageURL, "namespace" | "name">): string {
  if (purl.type === "npm") Object.assign(purl, written);
  return purl.toString().replaceAll("+", "%2B");
}

function nameParts({ type, name }: Package, os: OperatingSystem | undefined): ReturnType<typeof dividedName> {
  if (isLanguage({ type })) return dividedName({ type, name });
  return { namespace: VENDORS.get(os?.id ?? "") ?? os?.id, name };
}

/** Vendors by the ID of their os-release, where that is another word. Source: google/osv.dev, purl_helpers.py. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ["rhel", "redhat"],
  ["sles", "suse"],
  ["sled", "suse"],
  ["opensuse-leap", "opensuse"],
  ["opensuse-tumbleweed", "opensuse"],
]);

/** rpm's epoch stands in a qualifier. */
function versionOf({ type, version }: Package): string {
  return type === "rpm" ? version.replace(/^\d+:/, "") : version;
}

function qualifiersOf(
  { type, arch, version }: Package,
  os: OperatingSystem | undefined,
): Record<string, string> | undefined {
  const qualifiers: Record<string, string> = {};
  if (!isLanguage({ type }) || type === "bitnami") {
    if (arch !== undefined) qualifiers.arch = arch;
    if (os !== undefined) qualifiers.distro = os.versionId === "" ? os.id : `${os.id}-${os.versionId}`;
    const epoch = type === "rpm" ? /^(\d+):/.exec(version)?.[1] : undefined;
    if (epoch !== undefined) qualifiers.epoch = epoch;
  }
  return Object.keys(qualifiers).length === 0 ? undefined : qualifiers;
}
