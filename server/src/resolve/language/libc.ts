import { type Distribution, distributionOf } from "../../knowledge/distros/releases.ts";
import type { ImageReference } from "../../knowledge/image-reference.ts";

/** The C library of an image: musl, or glibc 2 with its minor version. */
export type Libc = "musl" | number;

/** Minor version of glibc 2 in each series, as `series version`; what is not listed is not known. Sources: the package search of each distribution. */
const GLIBC: ReadonlyMap<Distribution, string> = new Map([
  ["debian", "13 41, 12 36, 11 31, 10 28, 9 24, 8 19"],
  ["ubuntu", "24.04 39, 22.04 35, 20.04 31, 18.04 27, 16.04 23, 14.04 19"],
  ["el", "10 39, 9 34, 8 28, 7 17"],
  ["amazon", "2023 34, 2 26"],
]);

/** The C library of an image as its name and tag say; undefined: they do not. */
export function libcOf(image: ImageReference): Libc | undefined {
  if (/(?:^|[-/:])alpine/.test(`${image.repository}:${image.tag ?? ""}`)) return "musl";
  const release = distributionOf(image);
  if (release?.distribution === undefined) return undefined;
  const rows = GLIBC.get(release.distribution)?.split(", ") ?? [];
  const row = rows.find((each) => each.startsWith(`${release.series.name} `));
  return row === undefined ? undefined : Number(row.slice(row.indexOf(" ")));
}
