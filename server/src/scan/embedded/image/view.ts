import type { Bytes } from "../packages/zip.ts";
import { joinedPath } from "./image-path.ts";
import type { PlacedEntry, TarIndex } from "./tar-index.ts";

/** A file of the image. */
export interface ViewFile {
  /** Without a slash in front. */
  readonly path: string;
  /** Index of the layer that it comes from. */
  readonly layer: number;
  readonly size: number;
  readonly mode: number;
  /** Where its content stands, in the archive of its layer. */
  readonly bytes: Bytes;
  readonly offset: number;
}

/** What a container of the image would see: layers laid over each other, deleted files gone. */
export interface ImageView {
  /** Lays a layer over those before it. */
  add(index: TarIndex, bytes: Bytes): void;
  /** All files, in no particular order. */
  files(): Generator<ViewFile>;
  /** The file at a path, links followed. */
  find(path: string): ViewFile | undefined;
  /** True for a folder or a link to one, links followed. */
  isFolder(path: string): boolean;
  /** True for a link at this very path. */
  isLink(path: string): boolean;
}

interface Node {
  readonly children: Map<string, Node>;
  /** Index of the layer that last put something here. */
  layer: number;
  content: FileContent | LinkContent | undefined;
}

interface FileContent extends Omit<ViewFile, "path"> {
  readonly kind: "file";
}

interface LinkContent {
  readonly kind: "link";
  readonly target: string;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const MAX_HOPS = 16;
const MAX_PATH_LENGTH = 4096;

/** An empty image. Whiteouts hide what stands in lower layers only. Source: OCI image-spec, layer.md. */
export function newView(): ImageView {
  const root = newNode(-1);
  let layers = 0;
  return {
    add(index, bytes) {
      const layer = layers;
      layers += 1;
      // Whiteouts come first: they concern lower layers, wherever in the archive they stand.
      for (const entry of index) hide(root, entry.path);
      for (const entry of index) put(root, entry, { layer, bytes });
    },
    files: () => filesOf(root),
    find(path) {
      const found = follow(root, path);
      const content = found?.node.content;
      return content?.kind === "file" ? { ...content, path: found?.path ?? path } : undefined;
    },
    isFolder(path) {
      const found = follow(root, path);
      return found !== undefined && found.node.content === undefined;
    },
    isLink: (path) => nodeAt(root, path)?.content?.kind === "link",
  };
}

function newNode(layer: number): Node {
  return { children: new Map(), layer, content: undefined };
}

function nodeAt(root: Node, folder: string): Node | undefined {
  let node: Node | undefined = root;
  if (folder !== "") for (const part of folder.split("/")) node = node?.children.get(part);
  return node;
}

function hide(root: Node, path: string): void {
  const slash = path.lastIndexOf("/");
  if (!path.startsWith(WHITEOUT, slash + 1)) return;
  const folder = nodeAt(root, path.slice(0, Math.max(slash, 0)));
  const name = path.slice(slash + 1);
  if (name === OPAQUE) folder?.children.clear();
  // Other names with two marks are the builder's own.
  else if (!name.startsWith(`${WHITEOUT}${WHITEOUT}`)) folder?.children.delete(name.slice(WHITEOUT.length));
}

function put(
  root: Node,
  entry: PlacedEntry,
  { layer, bytes }: { readonly layer: number; readonly bytes: Bytes },
): void {
  const { path, kind, target, offset, sizeBytes, mode } = entry;
  if (path === "" || path.length > MAX_PATH_LENGTH) return;
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  if (name.startsWith(WHITEOUT)) return;
  let folder = root;
  for (const part of parts) folder = folderIn(folder, part, layer);
  if (kind === "folder") {
    folderIn(folder, name, layer);
    return;
  }
  const node = newNode(layer);
  if (kind === "file") node.content = { kind, layer, bytes, offset, size: sizeBytes, mode };
  else if (kind === "link") node.content = { kind, target };
  else if (kind === "hard-link") {
    const linked = nodeAt(root, joinedPath("", target))?.content;
    node.content = linked?.kind === "file" ? { ...linked, layer } : linked;
  }
  // Devices, pipes and links to nothing hide what stood there, and hold nothing.
  if (node.content === undefined) folder.children.delete(name);
  else folder.children.set(name, node);
}

/** The folder of that name; what stood there and was none is replaced. */
function folderIn(parent: Node, name: string, layer: number): Node {
  const before = parent.children.get(name);
  if (before !== undefined && before.content === undefined) return before;
  const made = newNode(layer);
  parent.children.set(name, made);
  return made;
}

function* filesOf(root: Node): Generator<ViewFile> {
  const waiting: (readonly [string, Node])[] = [["", root]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [folder, node] = next;
    for (const [name, child] of node.children) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (child.content === undefined) waiting.push([path, child]);
      else if (child.content.kind === "file") yield { ...child.content, path };
    }
  }
}

/** Walks a path from the root, following links in folders and at its end. */
function follow(root: Node, path: string): { readonly node: Node; readonly path: string } | undefined {
  let rest = path.split("/").filter((part) => part !== "");
  let node = root;
  const walked: string[] = [];
  for (let hops = 0; rest.length > 0; ) {
    const [part = "", ...others] = rest;
    const child = node.children.get(part);
    if (child === undefined) return undefined;
    if (child.content?.kind !== "link") {
      node = child;
      walked.push(part);
      rest = others;
      continue;
    }
    hops += 1;
    if (hops > MAX_HOPS) return undefined;
    rest = [...joinedPath(walked.join("/"), child.content.target).split("/"), ...others].filter((each) => each !== "");
    node = root;
    walked.length = 0;
  }
  return { node, path: walked.join("/") };
}
