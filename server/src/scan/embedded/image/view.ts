import type { TarEntry } from "../../../archive/tar-header.ts";
import type { Bytes } from "../bytes.ts";
import type { Known } from "../packages/reader.ts";
import { joinedPath } from "./image-path.ts";

/** A file of the image. */
export interface ViewFile {
  /** Without a slash in front. */
  readonly path: string;
  /** Index of the layer that it comes from. */
  readonly layer: number;
  readonly size: number;
  readonly mode: number;
  /** Where its content stands, in the archive of its layer. */
  readonly bytes: LayerBytes;
  readonly offset: number;
}

/** A symbolic link of the image. */
export interface ViewLink extends Pick<ViewFile, "path" | "layer"> {
  /** As written. */
  readonly target: string;
}

/** The archive of a layer, and what readers told of its files before. */
export interface LayerBytes extends Bytes {
  readonly known?: Known;
}

/** Where the content of a member stands. */
export type MemberPlace = Pick<ViewFile, "bytes" | "offset">;

/** What a container of the image would see: layers laid over each other, deleted files gone. */
export interface ImageView {
  /** Begins the next layer: its members are laid over what stands in those before it. */
  layer(): (entry: TarEntry, place: MemberPlace) => void;
  /** All files, in no particular order. */
  files(): Generator<ViewFile>;
  /** All symbolic links, in no particular order. */
  links(): Generator<ViewLink>;
  /** The file at a path, links followed. */
  find(path: string): ViewFile | undefined;
  /** True for a folder or a link to one, links followed. */
  isFolder(path: string): boolean;
  /** True for a link at this very path. */
  isLink(path: string): boolean;
}

/** A folder, a link or a file: an image has hundreds of thousands, so that each is as small as can be. */
type Node = Folder | FileNode | Link;

interface Folder {
  readonly kind: "folder";
  readonly children: Map<string, Node>;
  /** Index of the layer that last put something here or below. */
  layer: number;
  /** Index of the layer for which nothing of lower ones is left here and below. */
  emptied: number;
}

interface FileNode extends Omit<ViewFile, "path"> {
  readonly kind: "file";
}

interface Link {
  readonly kind: "link";
  readonly layer: number;
  readonly target: string;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const MAX_HOPS = 16;

/** An empty image. Whiteouts hide what stands in lower layers only. Source: OCI image-spec, layer.md. */
export function newView(): ImageView {
  const root = newFolder(-1);
  let layers = 0;
  return {
    layer() {
      const layer = layers;
      layers += 1;
      return (entry, place) => put(root, entry, place, layer);
    },
    files: () => filesOf(root),
    links: () => linksOf(root),
    find(path) {
      const found = follow(root, path);
      return found?.node.kind === "file" ? fileAt(found.path, found.node) : undefined;
    },
    isFolder: (path) => follow(root, path)?.node.kind === "folder",
    isLink: (path) => nodeAt(root, path)?.kind === "link",
  };
}

function newFolder(layer: number): Folder {
  return { kind: "folder", children: new Map(), layer, emptied: layer };
}

function fileAt(path: string, { layer, size, mode, bytes, offset }: FileNode): ViewFile {
  return { path, layer, size, mode, bytes, offset };
}

function nodeAt(root: Folder, path: string): Node | undefined {
  let node: Node | undefined = root;
  if (path === "") return node;
  for (const part of path.split("/")) node = node?.kind === "folder" ? node.children.get(part) : undefined;
  return node;
}

function put(root: Folder, entry: TarEntry, place: MemberPlace, layer: number): void {
  const { path, kind } = entry;
  if (path === "") return;
  const slash = path.lastIndexOf("/");
  if (path.startsWith(WHITEOUT, slash + 1)) {
    hide(nodeAt(root, path.slice(0, Math.max(slash, 0))), path.slice(slash + 1), layer);
    return;
  }
  const folder = parentOf(root, path, layer);
  const name = path.slice(slash + 1);
  if (kind === "folder") {
    folderIn(folder, name, layer);
    return;
  }
  const node = nodeOf(root, entry, place, layer);
  // Devices, pipes and links to nothing hide what stood there, and hold nothing.
  if (node === undefined) folder.children.delete(name);
  else folder.children.set(name, node);
}

/**
 * The folder that a member is put into: a link of its own layer leads there, in the place of one of a lower layer stands a folder now. One
 * link a path, and those that it leads to: more are made to take time.
 */
function parentOf(root: Folder, written: string, layer: number): Folder {
  let folder = root;
  let path = written;
  for (let start = 0, end = path.indexOf("/"); end >= 0; end = path.indexOf("/", start)) {
    const name = path.slice(start, end);
    const before = folder.children.get(name);
    const isLinked = before?.kind === "link" && before.layer === layer && path === written;
    const linked = isLinked ? follow(root, path.slice(0, end)) : undefined;
    if (linked?.node.kind === "folder") {
      // Once more from the root, so that each folder on the way knows that something was put below it.
      path = `${linked.path}${path.slice(end)}`;
      [folder, start] = [root, linked.path === "" ? 1 : 0];
    } else {
      folder = folderIn(folder, name, layer, before);
      start = end + 1;
    }
  }
  return folder;
}

function nodeOf(root: Folder, entry: TarEntry, { bytes, offset }: MemberPlace, layer: number): Node | undefined {
  const { kind, target, sizeBytes: size, mode } = entry;
  if (kind === "file") return { kind, layer, size, mode, bytes, offset };
  if (kind === "link") return { kind, layer, target };
  const linked = kind === "hard-link" ? linkedNode(root, joinedPath("", target)) : undefined;
  return linked === undefined || linked.kind === "folder" ? undefined : { ...linked, layer };
}

/** What stands at a path: links in folders are followed, one at its end is meant itself. */
function linkedNode(root: Folder, path: string): Node | undefined {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? root : follow(root, path.slice(0, slash))?.node;
  return folder?.kind === "folder" ? folder.children.get(path.slice(slash + 1)) : undefined;
}

/** The folder of that name; what stood there and was none is replaced. */
function folderIn(parent: Folder, name: string, layer: number, before = parent.children.get(name)): Folder {
  if (before?.kind === "folder") {
    before.layer = layer;
    return before;
  }
  const made = newFolder(layer);
  parent.children.set(name, made);
  return made;
}

/** A whiteout concerns lower layers, wherever in its own one it stands. */
function hide(folder: Node | undefined, mark: string, layer: number): void {
  if (folder?.kind !== "folder") return;
  if (mark === OPAQUE) {
    forgetLower(folder, layer);
    return;
  }
  // Other names with two marks are the builder's own.
  if (mark.startsWith(`${WHITEOUT}${WHITEOUT}`)) return;
  const name = mark.slice(WHITEOUT.length);
  const hidden = folder.children.get(name);
  if (hidden === undefined || hidden.layer === layer) {
    if (hidden?.kind === "folder") forgetLower(hidden, layer);
  } else folder.children.delete(name);
}

/** Takes away what is below a folder and not of this layer; a layer can ask for that of one folder again and again. */
function forgetLower(folder: Folder, layer: number): void {
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.emptied === layer) continue;
    next.emptied = layer;
    for (const [name, child] of next.children) {
      if (child.layer !== layer) next.children.delete(name);
      else if (child.kind === "folder") waiting.push(child);
    }
  }
}

function* filesOf(root: Folder): Generator<ViewFile> {
  for (const [path, node] of leavesOf(root)) if (node.kind === "file") yield fileAt(path, node);
}

function* linksOf(root: Folder): Generator<ViewLink> {
  for (const [path, node] of leavesOf(root))
    if (node.kind === "link") yield { path, layer: node.layer, target: node.target };
}

/** All that is no folder, by path. */
function* leavesOf(root: Folder): Generator<readonly [string, FileNode | Link]> {
  const waiting: (readonly [string, Folder])[] = [["", root]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [folder, { children }] = next;
    for (const [name, child] of children) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (child.kind === "folder") waiting.push([path, child]);
      else yield [path, child];
    }
  }
}

/** Walks a path from the root, following links in folders and at its end. */
function follow(root: Folder, path: string): { readonly node: Node; readonly path: string } | undefined {
  // The next part stands last, so that none has to be moved.
  const rest = path.split("/").reverse();
  let node: Node = root;
  const walked: string[] = [];
  let hops = 0;
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (part === "") continue;
    const child: Node | undefined = node.kind === "folder" ? node.children.get(part) : undefined;
    if (child === undefined) return undefined;
    if (child.kind !== "link") {
      node = child;
      walked.push(part);
      continue;
    }
    hops += 1;
    if (hops > MAX_HOPS) return undefined;
    for (const each of joinedPath(walked.join("/"), child.target).split("/").reverse()) rest.push(each);
    node = root;
    walked.length = 0;
  }
  return { node, path: walked.join("/") };
}
