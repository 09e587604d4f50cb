import type { TarVisitor } from "../../archive/tar.ts";
import type { TarEntry } from "../../archive/tar-header.ts";

/**
 * What a reader wants of a path. `enough`: in an image whose layers are sorted by name, nothing that is wanted comes behind it.
 * A path may be asked about more than once.
 */
export type LayerWish = (path: string) => "take" | "pass" | "enough";

/** Everything below a folder of folders (`etc/apt`). */
export function below(folder: string): LayerWish {
  return (path) => (path.startsWith(`${folder}/`) ? "take" : path > `${folder}0` ? "enough" : "pass");
}

/** Files of layers laid over each other, for one tar reader after the other. */
export interface LayerView extends TarVisitor {
  /** What the layer said is now what the next one changes. */
  endLayer(): void;
  files(): ReadonlyMap<string, Uint8Array>;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** Whiteouts: OCI image specification, "Image Layer Filesystem Changeset"; those of a layer do not touch its own files. */
export function newLayerView(wish: LayerWish): LayerView {
  const lower = new Map<string, Uint8Array>();
  const own = new Map<string, Uint8Array>();
  let previous = "";
  let isSorted = true;
  return {
    wish(entry) {
      const { kind } = entry;
      const whiteout = whiteoutOf(entry.path);
      const path = whiteout?.path ?? entry.path;
      if (!isDevice(path)) {
        isSorted &&= comesBehind(path, previous);
        previous = path;
      }
      for (const file of lower.keys()) {
        const isBelow = file.startsWith(`${path}/`) && (whiteout !== undefined || kind !== "folder");
        if (isBelow || (file === path && whiteout?.isOpaque !== true)) lower.delete(file);
      }
      const wanted = whiteout === undefined ? wish(path) : "pass";
      const target = entry.target.replace(/^(?:\.?\/)+/, "");
      if (kind === "hard-link" && wanted === "take") copy(entry, own.get(target) ?? lower.get(target));
      if (wanted !== "enough") return wanted;
      // A layer that shows none of what is wanted may still be one whose order says nothing.
      return isSorted && lower.size + own.size > 0 ? "stop" : "pass";
    },
    take: copy,
    endLayer() {
      for (const [path, content] of own) lower.set(path, content);
      own.clear();
      previous = "";
      isSorted = true;
    },
    files: () => lower,
  };

  function copy(entry: TarEntry, content: Uint8Array | undefined): void {
    if (content !== undefined) own.set(entry.path, content);
  }
}

/** What a whiteout makes away with: a path and all below it, or only what is below it (opaque); undefined: it is none. */
function whiteoutOf(path: string): { readonly path: string; readonly isOpaque: boolean } | undefined {
  const slash = path.lastIndexOf("/") + 1;
  const name = path.slice(slash);
  if (name === OPAQUE) return { path: path.slice(0, Math.max(0, slash - 1)), isOpaque: true };
  return name.startsWith(WHITEOUT)
    ? { path: path.slice(0, slash) + name.slice(WHITEOUT.length), isOpaque: false }
    : undefined;
}

/** mmdebstrap writes device nodes in front of a sorted archive, and nobody wants one. */
function isDevice(path: string): boolean {
  return path === "dev" || path.startsWith("dev/");
}

/** Sorted as folders are walked: `etc/apt` in front of `etc-old`. */
function comesBehind(path: string, previous: string): boolean {
  const [a, b] = [path.split("/"), previous.split("/")];
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return a.length >= b.length;
  return (a[at] ?? "") >= (b[at] ?? "");
}
