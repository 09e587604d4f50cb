import type { ByteFile, ByteFiles, Files } from "../../outside/outside.ts";
import { gitFolders } from "./git.ts";

const FANOUT_ENTRIES = 256;
const HEAD_BYTES = 8;
const MAX_PACKS = 1000;

/**
 * Whether the repository of a folder has an object of this full id, without the git program: a loose one, or one of a pack. Repositories
 * with SHA-256 ids are not looked into. Source: gitrepository-layout(5); gitformat-pack(5), "Version 2 pack-*.idx files".
 */
export function hasCommit(
  id: string,
  folder: string,
  { files, largeFiles }: { readonly files: Files; readonly largeFiles: ByteFiles },
): boolean {
  const folders = gitFolders(folder, files);
  if (folders === undefined || !/^[0-9a-f]{40}$/.test(id)) return false;
  const objects = `${folders.shared}/objects`;
  if (files.kindOf(`${objects}/${id.slice(0, 2)}/${id.slice(2)}`) === "file") return true;
  const packs = files.list(`${objects}/pack`);
  if (!packs.ok) return false;
  const indexes = packs.value.filter(({ name }) => name.endsWith(".idx")).slice(0, MAX_PACKS);
  return indexes.some(({ name }) => isInIndex(id, `${objects}/pack/${name}`, largeFiles));
}

function isInIndex(id: string, path: string, files: ByteFiles): boolean {
  const opened = files.open(path);
  if (!opened.ok) return false;
  try {
    return holdsId(opened.value, id);
  } finally {
    opened.value.close();
  }
}

/** Ids are sorted; a table tells how many have a first byte of at most so much. */
function holdsId(file: ByteFile, id: string): boolean {
  const head = file.read(0, HEAD_BYTES + FANOUT_ENTRIES * 4);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < HEAD_BYTES + FANOUT_ENTRIES * 4 || view.getUint32(0) !== 0xff744f63) return false;
  const first = Number.parseInt(id.slice(0, 2), 16);
  const countTo = (byte: number) => (byte < 0 ? 0 : view.getUint32(HEAD_BYTES + byte * 4));
  const start = HEAD_BYTES + FANOUT_ENTRIES * 4;
  for (let low = countTo(first - 1), high = countTo(first); low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const found = Buffer.from(file.read(start + middle * 20, 20)).toString("hex");
    if (found === id) return true;
    if (found < id) low = middle + 1;
    else high = middle;
  }
  return false;
}
