import { isImagePurl } from "../image-names.ts";
import type { Refused } from "../imports/imported.ts";
import { isAcceptance } from "../notes.ts";
import type { VexProduct, VexStatement } from "../openvex.ts";

/** A file of another scanner with our decisions in it; its text is the present one when it can hold none. */
export interface Exported {
  readonly text: string;
  /** Decisions that the file cannot hold. */
  readonly refused: readonly Refused[];
}

/** Purls of the packages that a statement speaks of, each once. */
export function packagePurls({ products }: VexStatement): readonly string[] {
  const isPackage = ({ id }: VexProduct) => id.startsWith("pkg:") && !isImagePurl(id);
  const all = products.flatMap((product) => [product, ...product.parts]).filter(isPackage);
  return [...new Set(all.map(({ id }) => id))];
}

/** Whether a statement is about all of an image, by its purl: `shop` may be a package. With neither it is about what has no name here, such as a CPE. */
export function isAboutImage({ products }: VexStatement): boolean {
  return products.some(({ id, parts }) => parts.length === 0 && isImagePurl(id));
}

/** Why no file hides anything for a statement; undefined: it is a decision to hide. */
export function hidingProblem(statement: VexStatement): string | undefined {
  const { status } = statement;
  if (status === "not_affected" || status === "fixed" || isAcceptance(statement)) return undefined;
  return `${status.replaceAll("_", " ")} hides nothing`;
}

/** Why a file cannot hold a decision, and what it takes where an entry from before hides all the same. */
export function refusedFor({ vulnerability }: VexStatement, why: string, isStillHidden: boolean): Refused {
  const still = isStillHidden ? ", and what stands there goes on hiding it: take it out" : "";
  return { what: vulnerability.name, why: `${why}${still}` };
}

/** The reason of a statement in one line. */
export function reasonOf({ impact, action, justification }: VexStatement): string {
  return (impact ?? action ?? justification?.replaceAll("_", " ") ?? "").replace(/\s+/g, " ").trim();
}
