import { joinedName, PACKAGE_TYPES, type Package, type PackageType } from "../../package.ts";
import { purlReader, versionWithEpoch } from "../../read-purl.ts";

/** What another scanner says of a package. */
export interface Told {
  readonly purl: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly path?: string | undefined;
  readonly layer?: number | undefined;
  readonly licences?: readonly string[];
  /** Where there is no purl. */
  readonly type?: PackageType | undefined;
}

/** Makes packages of what scanners tell of them: the purl counts, name and version only where there is none. */
export async function packageTeller(): Promise<(told: Told) => Package> {
  const read = await purlReader();
  return ({ purl, name, version, path = "", layer, licences = [], type = "generic" }) => {
    const found = purl === undefined ? undefined : read(purl);
    const rest = { path: path.replace(/^\/+/, ""), layer, ...(licences.length === 0 ? {} : { licences }) };
    if (purl === undefined || found === undefined) return { type, name: name ?? "", version: version ?? "", ...rest };
    const known = PACKAGE_TYPES.find((each) => each === found.type) ?? "generic";
    const arch = found.qualifiers.get("arch");
    const inPurl = nameOf(known, found.namespace, found.name);
    return {
      type: known,
      // Purls of some types are in lower case alone.
      name: name?.toLowerCase() === inPurl ? name : inPurl,
      version: versionWithEpoch(found) ?? version ?? "",
      ...(arch === undefined ? {} : { arch }),
      ...rest,
      purl,
    };
  };
}

function nameOf(type: PackageType, namespace: string, name: string): string {
  return type === "generic" && namespace !== "" ? `${namespace}/${name}` : joinedName(type, namespace, name);
}
