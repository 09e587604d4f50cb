import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { codeOf } from "../error-words.ts";
import type { Store } from "../outside.ts";
import { makeFolder } from "./make-folder.ts";

/** Where bytes are kept, and how many. */
export interface StoreOptions {
  readonly folder: string;
  /** 200 MB unless given. */
  readonly capBytes?: number;
}

const CAP_BYTES = 200 * 1024 * 1024;
/** What an entry begins with, the version of this form in it; the CRC-32 of the rest follows, four bytes. */
const MAGIC = Buffer.from("SEAWORTHY-KEEPS-1\n");
const HEAD_BYTES = MAGIC.length + 4;
const KEY = /^[a-z0-9-]{1,80}(?:\/[a-z0-9-]{1,80}){0,2}$/;
/** Smaller files are read at once: handing them to another thread takes longer. */
const SMALL_BYTES = 256 * 1024;
const HOUR_MS = 3_600_000;
/** Clocks of a disk and of this process differ by less. */
const CLOCK_MS = 60_000;

/**
 * A folder of the user's as a store: one file an entry, written beside its place and renamed, so that a reader in any process sees a
 * whole entry or none. What is torn, foreign or of another version is a miss and goes. Entries last used longest ago go first.
 */
export function diskStore(options: StoreOptions): Store {
  const root = join(options.folder, "v1");
  const capBytes = options.capBytes ?? CAP_BYTES;
  let writtenBytes = Number.POSITIVE_INFINITY;
  return {
    read: (key) => readEntry(pathOf(root, key)),
    async write(key, bytes) {
      const path = pathOf(root, key);
      if (bytes.length > capBytes / 2 || !(await writeEntry(path, bytes))) return;
      writtenBytes += bytes.length;
      // At the first entry of a process, and whenever much has come.
      if (writtenBytes < capBytes / 20) return;
      writtenBytes = 0;
      await tidy(root, capBytes).catch(() => undefined);
    },
    clear: () => rm(root, { recursive: true, force: true }).catch(() => undefined),
  };
}

/** A key that breaks its grammar is a bug: it could name a file elsewhere. */
function pathOf(root: string, key: string): string {
  if (!KEY.test(key)) throw new Error(`no key of a store: ${key}`);
  return join(root, `${key}.kept`);
}

async function readEntry(path: string): Promise<Uint8Array | undefined> {
  try {
    const { bytes, mtimeMs } = await readWhole(path);
    const value = bytes.subarray(HEAD_BYTES);
    if (!isWhole(bytes, value)) {
      await rm(path, { force: true });
      return undefined;
    }
    const now = new Date();
    if (Math.abs(now.getTime() - mtimeMs) > HOUR_MS) await utimes(path, now, now);
    return value;
  } catch {
    return undefined;
  }
}

async function readWhole(path: string): Promise<{ readonly bytes: Buffer; readonly mtimeMs: number }> {
  const file = openSync(path, "r");
  try {
    const { size, mtimeMs } = fstatSync(file);
    if (size > SMALL_BYTES) return { bytes: await readFile(path), mtimeMs };
    const bytes = Buffer.allocUnsafe(size);
    return { bytes: bytes.subarray(0, readSync(file, bytes)), mtimeMs };
  } finally {
    closeSync(file);
  }
}

function isWhole(bytes: Buffer, value: Buffer): boolean {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return false;
  return bytes.readUInt32BE(MAGIC.length) === crc32(value);
}

/** A torn file is to be seen, not an enemy: whoever writes here is the user. */
function headOf(value: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt32BE(crc32(value), MAGIC.length);
  return head;
}

/** True when it was written; a full disk or a read-only one is no failure, there is only nothing kept. */
async function writeEntry(path: string, bytes: Uint8Array): Promise<boolean> {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    makeFolder(dirname(path), 0o700);
    await writeFile(beside, [headOf(bytes), bytes], { flag: "wx", mode: 0o600 });
    await renameOver(beside, path);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}

/** On Windows a file that somebody reads cannot be replaced for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (const delayMs of [20, 80]) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code !== "EPERM" && code !== "EBUSY" && code !== "EACCES") throw error;
      await pause(delayMs);
    }
  }
  await rename(from, to);
}

/** Takes away what dead processes left, and what was used longest ago until a tenth of the room is free. */
async function tidy(root: string, capBytes: number): Promise<void> {
  const now = Date.now();
  const kept: { readonly path: string; readonly size: number; readonly usedAt: number }[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: now }));
    if (!entry.name.endsWith(".tmp")) {
      // The clock was set back: nothing is known of when it was used.
      kept.push({ path, size, usedAt: mtimeMs > now + CLOCK_MS ? 0 : mtimeMs });
    } else if (Math.abs(now - mtimeMs) > HOUR_MS) await rm(path, { force: true });
  }
  let total = kept.reduce((sum, { size }) => sum + size, 0);
  if (total <= capBytes) return;
  for (const { path, size } of kept.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= capBytes * 0.9) return;
    await rm(path, { force: true });
    total -= size;
  }
}
