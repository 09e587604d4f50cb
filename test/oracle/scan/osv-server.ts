import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const SCRIPT = join("..", "shared", "tools", "osv-server");
const RECORDS = join("..", "shared", "data", "osv");

/** A database of real records on the loopback. */
export interface OsvServer {
  readonly address: string;
  stop(): void;
}

/** Starts the database with these options (`--page 3`, `--fault 503@1`). */
export async function startOsvServer(...options: readonly string[]): Promise<OsvServer> {
  const child = spawn(process.execPath, [SCRIPT, "--stdin", ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("error", reject);
    child.once("exit", () => reject(new Error("osv-server ended")));
  });
  return { address: address.trim(), stop: () => void child.stdin.end() };
}

/** All records that it serves. */
export function osvRecords(): readonly unknown[] {
  return readdirSync(RECORDS)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(RECORDS, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}
