import { createHash } from "node:crypto";
import { parseReference } from "../../knowledge/image-reference.ts";
import type { ImageIdentity } from "../report.ts";

/** A name of an image in the words of decisions. */
export interface ImageName {
  /** `ghcr.io/acme/shop`, `docker.io/library/debian`. */
  readonly repository: string;
  readonly tag: string | undefined;
}

const MAX_FILE_NAME = 100;
const HASH_LENGTH = 8;

/** The names that an image goes by: as the user wrote it, and the references that it carries. A file's name is none. */
export function imageNames({ name, references = [] }: ImageIdentity): readonly ImageName[] {
  const written = references.length > 0 && /\.(?:tar|tgz|tar\.gz)$/i.test(name) ? [] : [name.replace(/^registry:/, "")];
  return [...written, ...references].slice(0, 1000).flatMap((each) => {
    const reference = parseReference(each);
    if (reference === undefined) return [];
    const { registry, repository, tag, digest } = reference;
    return [{ repository: `${registry}/${repository}`, tag: tag ?? (digest === undefined ? "latest" : undefined) }];
  });
}

/**
 * Name of the file with the decisions about an image: its repository without Docker Hub's defaults in characters that every file system
 * takes, and a hash, because two repositories may become one word by that.
 */
export function vexFileName(image: ImageIdentity): string {
  const repository = imageNames(image)[0]?.repository ?? image.name.split(/[\\/]/).at(-1) ?? "";
  const short = repository.replace(/^docker\.io\//, "").replace(/^library\//, "");
  const word = short
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, "-")
    .slice(0, MAX_FILE_NAME);
  const hash = createHash("sha256").update(short).digest("hex").slice(0, HASH_LENGTH);
  return `${word.replace(/^[.-]+/, "") || "image"}-${hash}.openvex.json`;
}

/** Name of the file whose decisions count for all images of the repository. */
export const VEX_FOR_ALL = "all.openvex.json";
