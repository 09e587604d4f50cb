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

/**
 * The names that an image goes by, at least one: as the user wrote it, and the references that it carries. A file or folder counts by its
 * own name where there is no reference.
 */
export function imageNames({ name, references = [] }: ImageIdentity): readonly [ImageName, ...ImageName[]] {
  const written = references.length > 0 && /\.(?:tar|tgz|tar\.gz)$/i.test(name) ? [] : [name.replace(/^registry:/, "")];
  const [first, ...others] = [...written, ...references].slice(0, 1000).flatMap((each) => {
    const reference = parseReference(each);
    if (reference === undefined) return [];
    const { registry, repository, tag, digest } = reference;
    return [{ repository: `${registry}/${repository}`, tag: tag ?? (digest === undefined ? "latest" : undefined) }];
  });
  return first === undefined ? [{ repository: fileWord(name), tag: undefined }] : [first, ...others];
}

/** The last part of a path, in the lower case of purls; a folder such as `../` has none of its own. */
function fileWord(path: string): string {
  return (
    path
      .toLowerCase()
      .split(/[\\/]/)
      .findLast((part) => !/^\.*$/.test(part)) ?? "image"
  );
}

/**
 * Name of the file with the decisions about an image: its repository without Docker Hub's defaults in characters that every file system
 * takes, and a hash, because two repositories may become one word by that.
 */
export function vexFileName(image: ImageIdentity): string {
  const [{ repository }] = imageNames(image);
  // Podman calls an image that was built here `localhost/shop`, docker `shop`.
  const short = repository.replace(/^(?:docker\.io|localhost)\//, "").replace(/^library\//, "");
  const word = short
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, "-")
    .slice(0, MAX_FILE_NAME);
  const hash = createHash("sha256").update(short).digest("hex").slice(0, HASH_LENGTH);
  return `${word.replace(/^[.-]+/, "") || "image"}-${hash}.openvex.json`;
}

/** Whether a purl is that of an image. Source: purl-spec, type definitions of `oci` and `docker`. */
export function isImagePurl(purl: string): boolean {
  return /^pkg:(?:oci|docker)\//.test(purl);
}

/** Name of the file whose decisions count for all images of the repository. */
export const VEX_FOR_ALL = "all.openvex.json";
