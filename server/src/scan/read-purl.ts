/** A purl in its parts, percent-decoding done. */
export interface ParsedPurl {
  readonly type: string;
  /** With `/` between its parts; empty without one. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly qualifiers: ReadonlyMap<string, string>;
}

const MAX_PURL = 4096;

/**
 * Reads purls; undefined for what is none. One that breaks a rule of its type alone (a jar without a group) is read all the same: reports
 * and images hold such packages. Source: purl-spec, PURL-SPECIFICATION, "How to parse".
 */
export async function purlReader(): Promise<(purl: string) => ParsedPurl | undefined> {
  const { default: purls } = await import("packageurl-js");
  const { PackageURL } = purls;
  const partsOf = (purl: string) => {
    try {
      // The library knows npm's names in lower case alone.
      if (!purl.startsWith("pkg:npm/")) return PackageURL.fromString(purl);
    } catch {
      // It is read as it stands.
    }
    const [type, namespace, name, version, qualifiers] = PackageURL.parseString(purl);
    return { type, namespace, name, version, qualifiers };
  };
  return (purl) => {
    if (purl.length > MAX_PURL || !purl.startsWith("pkg:")) return undefined;
    try {
      const { type, namespace, name, version, qualifiers } = partsOf(purl);
      if (!type || !name) return undefined;
      const known = new Map(new URLSearchParams(qualifiers ?? {}));
      return { type, namespace: namespace ?? "", name, version: version ?? undefined, qualifiers: known };
    } catch {
      return undefined;
    }
  };
}

/** The version of a package of a distribution as its tools write it: Trivy has the epoch in a qualifier, in Debian's purls, too. */
export function versionWithEpoch({ type, version, qualifiers }: ParsedPurl): string | undefined {
  const epoch = type === "rpm" || type === "deb" ? qualifiers.get("epoch") : undefined;
  return epoch === undefined || version === undefined || version.includes(":") ? version : `${epoch}:${version}`;
}

/** Equal for purls of one package, whatever else they say. Go's modules and npm's packages are in lower case there, or not: writers differ. */
export function purlKey({ type, namespace, name }: ParsedPurl): string {
  const key = JSON.stringify([type, namespace, name]);
  return type === "golang" || type === "npm" ? key.toLowerCase() : key;
}

/** Whether a written purl speaks of a package: a version or a qualifier that it does not have matches every one. */
export function purlCovers(written: ParsedPurl, actual: ParsedPurl): boolean {
  return (
    purlKey(written) === purlKey(actual) &&
    (written.version === undefined || written.version === actual.version) &&
    [...written.qualifiers].every(([key, value]) => actual.qualifiers.get(key) === value)
  );
}
