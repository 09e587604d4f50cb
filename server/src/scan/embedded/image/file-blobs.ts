import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../../outside/outside.ts";
import { type Bytes, inMemory } from "../bytes.ts";
import { BLOB, type Blobs } from "./blobs.ts";

/** The parts of an image, fetched one by one, as an archive of docker would hold them. */
export interface FetchedImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly blobs: ReadonlyMap<string, Bytes>;
}

/** Configuration and layers by digest. */
export function fetchedBlobs(asked: string, { config, layers, blobs }: FetchedImage): Blobs {
  const manifest = inMemory(
    new TextEncoder().encode(JSON.stringify([{ Config: config, RepoTags: null, Layers: layers }])),
  );
  const find = (name: string) => (name === MANIFEST ? manifest : blobs.get(name));
  return {
    asked,
    has: (name) => find(name) !== undefined,
    open(name) {
      const bytes = find(name);
      return bytes === undefined ? failure("malformed", asked, `has no ${name}`) : success(bytes);
    },
  };
}

/** The files of an OCI layout in a folder; no other name becomes a path. To be closed. */
export function layoutBlobs(asked: string, folder: string, files: ByteFiles): { readonly blobs: Blobs; close(): void } {
  const opened = new Map<string, Outcome<ByteFile>>();
  const open = (name: string): Outcome<ByteFile> => {
    if (name !== INDEX && !BLOB.test(name)) return failure("not-found", asked, `has no ${name}`);
    const before = opened.get(name);
    if (before !== undefined) return before;
    const file = files.open(`${folder}/${name}`);
    opened.set(name, file);
    return file;
  };
  return {
    blobs: { asked, has: (name) => open(name).ok, open },
    close() {
      for (const file of opened.values()) if (file.ok) file.value.close();
    },
  };
}

const MANIFEST = "manifest.json";
const INDEX = "index.json";
