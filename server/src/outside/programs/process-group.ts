import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Time to end in good order; `docker run` stops its container then. */
const GRACE_MS = 500;

const running = new Set<ChildProcess>();

/** Ends a program and all that it started, and lets go of its pipes. A program that has ended with all of its own is left alone. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (!isOver(child)) {
    killGroup(child, "SIGTERM");
    await waitForEnd(child);
  }
  if (!isOver(child)) killGroup(child, "SIGKILL");
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
}

/** Ends a program when this process ends first; the answer takes that back. */
export function endWithUs(child: ChildProcess): () => void {
  if (running.size === 0) process.on("exit", endAll);
  running.add(child);
  return () => {
    running.delete(child);
    if (running.size === 0) process.off("exit", endAll);
  };
}

function endAll(): void {
  for (const child of running) killGroup(child, "SIGKILL");
}

/** It has ended, and nobody holds its pipes. */
function isOver(child: ChildProcess): boolean {
  if (child.pid === undefined) return true;
  const isEnded = child.exitCode !== null || child.signalCode !== null;
  return isEnded && [child.stdout, child.stderr].every((pipe) => pipe === null || pipe.closed);
}

/** Waits until it is over, for `GRACE_MS` at most. */
function waitForEnd(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GRACE_MS);
    child.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function killGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    // By its path: of a name alone Windows looks into the current folder first, which may be anybody's.
    const taskkill = join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
    const words = ["/pid", String(child.pid), "/T", "/F"];
    spawn(taskkill, words, { stdio: "ignore", windowsHide: true }).on("error", () => {});
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of it has ended meanwhile.
  }
}
