/** How the versions of one ecosystem are told apart. What is not `isVersion` is never handed to the other functions. */
export interface VersionOrder {
  isVersion(text: string): boolean;
  /** Negative: `a` is older than `b`; 0: they are one version. */
  compare(a: string, b: string): number;
  isPrerelease(version: string): boolean;
  /** Whether a written constraint admits the version; undefined: it is not one that we can read. */
  satisfies(version: string, range: string): boolean | undefined;
  /** Whether a pin as it is written (`1.2`, `1.2.*`) takes this version, where that is not the same as being equal; undefined: as above. */
  takes?(written: string, version: string): boolean | undefined;
  /** Who built it, where versions say that: `cpu` of `2.1.0+cpu`. */
  buildOf?(version: string): string | undefined;
}
