import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** An empty folder that goes with this process at the latest. */
export interface PassingFolder {
  /** Absolute, as the system writes it. */
  readonly path: string;
  remove(): void;
}

/** Nothing else is called so: what killed processes left is known by it. */
const PREFIX = "seaworthy-passing-";
/** No scan lasts as long: saving and scanning have ten minutes each. */
const MAX_AGE_MS = 60 * 60_000;

const present = new Set<string>();
/** Folder → when it was looked through: anybody's files may stand in it, thousands of them. */
const looked = new Map<string, number>();

/** Makes such a folder, which only its owner may look into (`mkdtemp` makes it so), and removes what killed processes left beside it. Throws where there is no room. */
export function passingFolder(above: string): PassingFolder {
  removeAbandoned(above);
  const path = mkdtempSync(join(above, PREFIX));
  if (present.size === 0) process.on("exit", removeAll);
  present.add(path);
  return {
    path,
    remove() {
      present.delete(path);
      if (present.size === 0) process.off("exit", removeAll);
      removeFolder(path);
    },
  };
}

function removeAll(): void {
  for (const path of present) removeFolder(path);
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Somebody holds a file in it, or it is another user's: what stays is abandoned, and known by its name.
  }
}

function removeAbandoned(above: string): void {
  const now = Date.now();
  if (now - (looked.get(above) ?? 0) < MAX_AGE_MS) return;
  looked.set(above, now);
  for (const entry of readdirSync(above, { withFileTypes: true })) {
    const path = join(above, entry.name);
    if (!entry.isDirectory() || !entry.name.startsWith(PREFIX) || present.has(path)) continue;
    try {
      const { uid, mtimeMs } = lstatSync(path);
      // Another user's could become a link to what is ours while it is emptied. Windows has a folder for each user.
      if (now - mtimeMs > MAX_AGE_MS && (process.getuid?.() ?? uid) === uid) removeFolder(path);
    } catch {
      // It is gone meanwhile.
    }
  }
}
