import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

// Processes that write their id into a file, their mark, so that a test sees how far they are and that they end.

const LOOK_MS = 20;
const SHOWN_MS = 30_000;
const ENDED_MS = 10_000;

/** True while there is a process with this id. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a mark to be there, and written. */
export async function shown(mark: string): Promise<void> {
  await until(() => (statSync(mark, { throwIfNoEntry: false })?.size ?? 0) > 0, SHOWN_MS, `${mark} does not come`);
}

/** Waits for the process of a mark, if it is there, to be gone. */
export async function endOf(mark: string): Promise<void> {
  if (!existsSync(mark)) return;
  const id = Number(readFileSync(mark, "utf8"));
  await until(() => !isAlive(id), ENDED_MS, `process ${id} is left (${mark})`);
}

async function until(holds: () => boolean, limitMs: number, otherwise: string): Promise<void> {
  for (let tries = limitMs / LOOK_MS; !holds(); tries -= 1) {
    assert.ok(tries > 0, otherwise);
    await wait(LOOK_MS);
  }
}
