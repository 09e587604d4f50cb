/** The kinds of packages that are read in images, by their purl types. Source: purl-spec, PURL-TYPES. */
export const PACKAGE_TYPES = [
  "deb",
  "apk",
  "rpm",
  "npm",
  "pypi",
  "gem",
  "maven",
  "golang",
  "cargo",
  "composer",
  "nuget",
  "conda",
  "cran",
  "bitnami",
] as const;

/** A kind of package. */
export type PackageType =
  | (typeof PACKAGE_TYPES)[number]
  /** Any other, told by another scanner; its purl says which. */
  | "generic";

/** A package that is in an image, as its own records tell it. */
export interface Package {
  readonly type: PackageType;
  /** As its ecosystem writes it: `@scope/name`, `group:artifact` (a bare artifact when no file proves the group), a Go module path. */
  readonly name: string;
  /** Empty when the records name none (a Go main module that was built from a work tree). */
  readonly version: string;
  /** Distribution packages: the source package that it was built from, and that one's version. */
  readonly sourceName?: string;
  readonly sourceVersion?: string;
  readonly arch?: string;
  /** An rpm's module stream, of which a distribution has several side by side: `nodejs:20`. Undefined: it is of none. */
  readonly stream?: string;
  /** A jar without a `pom.properties` of its own: other groups that it may be of, by its classes and names. */
  readonly groups?: readonly string[];
  /** Of a distribution's package that somebody else made: who. */
  readonly maker?: string;
  /** Path in the image of the file that proves it, without a leading slash; archives in archives are joined by `!`. */
  readonly path: string;
  /** Index of the layer that brought it; undefined: another scanner did not tell. */
  readonly layer: number | undefined;
  /** As written there. */
  readonly licences?: readonly string[];
  /** As another scanner wrote it; else it is made of the fields above. */
  readonly purl?: string;
}

/** Whether it is a package of a language, and none of a distribution. */
export function isLanguage({ type }: Pick<Package, "type">): boolean {
  return type !== "deb" && type !== "apk" && type !== "rpm";
}

/** What stands between the namespace of a package and its name, where its ecosystem writes the two as one. */
const DIVIDERS: ReadonlyMap<string, string> = new Map([
  ["npm", "/"],
  ["maven", ":"],
  ["golang", "/"],
  ["composer", "/"],
]);

/** A name in the parts that purls and bills of materials have of it. */
export function dividedName({ type, name }: Pick<Package, "type" | "name">): {
  readonly namespace: string | undefined;
  readonly name: string;
} {
  const divider = DIVIDERS.get(type);
  const at = divider === undefined ? -1 : name.lastIndexOf(divider);
  return at <= 0 ? { namespace: undefined, name } : { namespace: name.slice(0, at), name: name.slice(at + 1) };
}

/** As the ecosystem of this purl type writes it; the namespace of others is no part of the name. */
export function joinedName(type: string, namespace: string, name: string): string {
  const divider = DIVIDERS.get(type);
  return namespace === "" || divider === undefined ? name : `${namespace}${divider}${name}`;
}

/** What a reader found in one file: all but the layer, which the reader does not know. */
export type FoundPackage = Omit<Package, "layer" | "path"> & { readonly path?: string };

/** Something of the image that could not be read, and why: said in every report, never counted as clean. */
export interface ScanGap {
  readonly what: string;
  readonly why: string;
  /** It lies in the image, and no scan can look there (a jar that does not tell its group): said, and no failure of this run. */
  readonly isInherent?: true;
}

/** The gaps that another run may close: without one, all that can be seen of the image was looked at. */
export function closableGaps(gaps: readonly ScanGap[]): readonly ScanGap[] {
  return gaps.filter(isClosable);
}

/** Gaps in JSON; `fails`: the run ends with 2 for this one, unless gaps are accepted. */
export function gapObjects(gaps: readonly ScanGap[]) {
  return gaps.map((gap) => ({ what: gap.what, why: gap.why, fails: isClosable(gap) }));
}

function isClosable({ isInherent }: ScanGap): boolean {
  return isInherent !== true;
}

/** Of an image with nothing but a program in it there is no more to know; packages of a distribution are missed when they are asked for. */
export const NO_SYSTEM: ScanGap = {
  what: "operating system",
  why: "no os-release says which it is",
  isInherent: true,
};

/** A scanner tells of no distribution: there may be one that it does not know. */
export function unrecognisedBy(scanner: string): ScanGap {
  return { what: NO_SYSTEM.what, why: `${scanner} did not recognise it, so its packages were not looked at` };
}
