import { createHash } from "node:crypto";
import type { SparseMap } from "../../../archive/sparse.ts";
import type { TarEntry } from "../../../archive/tar-header.ts";
import { jsonOf } from "../../../json/shallow.ts";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, filledFile, partOf } from "../bytes.ts";
import { folderOf, joinedPath } from "./image-path.ts";
import { walkTar } from "./tar-index.ts";

/** The files of a saved image: members of an archive, or of a folder. */
export interface Blobs {
  /** How the image is called in messages. */
  readonly asked: string;
  has(name: string): boolean;
  /** A file by its name in the archive; links in it are followed. */
  open(name: string): Outcome<Bytes>;
}

const MAX_HOPS = 16;
const MAX_JSON_BYTES = 8 * 1024 * 1024;
/** Names of files that go by their digest. Source: OCI image-spec, image-layout.md, "Blobs". */
export const BLOB = /^blobs\/(sha256|sha512)\/([0-9a-f]{64,128})$/;

/** `sha256:HEX` → `blobs/sha256/HEX`; undefined for anything else, so that no text of an image becomes a path. */
export function blobOf(digest: string): string | undefined {
  const name = `blobs/${digest.replace(":", "/")}`;
  return BLOB.test(name) ? name : undefined;
}

/** The members of an archive that `docker save` and its kin write. Links lead only to other members. */
export function archiveBlobs(archive: Bytes, asked: string): Outcome<Blobs> {
  const byPath = new Map<string, Member>();
  const walked = walkTar(archive, asked, (entry, offset, sparse) =>
    byPath.set(entry.path, { ...entry, offset, sparse }),
  );
  if (!walked.ok) return walked;
  const find = (name: string): Member | undefined => {
    let entry = byPath.get(name);
    for (let hops = 0; entry !== undefined && entry.kind !== "file"; hops += 1) {
      if (hops === MAX_HOPS || entry.target === "") return undefined;
      const folder = entry.kind === "link" ? folderOf(entry.path) : "";
      entry = byPath.get(joinedPath(folder, entry.target));
    }
    return entry;
  };
  return success({
    asked,
    has: (name) => find(name) !== undefined,
    open(name) {
      const entry = find(name);
      if (entry === undefined) return failure("malformed", asked, `has no ${name}`);
      const { offset, sizeBytes, sparse } = entry;
      return success(sparse === undefined ? partOf(archive, offset, sizeBytes) : filledFile(archive, offset, sparse));
    },
  });
}

interface Member extends TarEntry {
  readonly offset: number;
  readonly sparse: SparseMap | undefined;
}

/** Hashes the bytes of a file that goes by its digest; undefined for one that does not. */
export function digestCheck(name: string): DigestCheck | undefined {
  const [, algorithm, digest] = BLOB.exec(name) ?? [];
  if (algorithm === undefined) return undefined;
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), isRight: () => hash.digest("hex") === digest };
}

export interface DigestCheck {
  update(bytes: Uint8Array): void;
  /** After the last byte. */
  isRight(): boolean;
}

/** A JSON file of the image. One that goes by its digest must have it. */
export function jsonBlob(blobs: Blobs, name: string): Outcome<unknown> {
  const opened = blobs.open(name);
  if (!opened.ok) return opened;
  if (opened.value.size > MAX_JSON_BYTES) return failure("limit", blobs.asked, `has a ${name} of more than 8 MB`);
  const bytes = opened.value.read(0, opened.value.size);
  const check = digestCheck(name);
  check?.update(bytes);
  if (check?.isRight() === false) return failure("malformed", blobs.asked, `has a ${name} of another digest`);
  const value = jsonOf(bytes);
  return value === undefined ? failure("malformed", blobs.asked, `has a ${name} that is no JSON`) : success(value);
}
