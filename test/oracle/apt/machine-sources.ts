import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** apt with lists, sources and packages of its own, nothing installed. */
export interface OwnApt {
  readonly folder: string;
  /** What one of apt's programs prints. */
  run(program: "apt-get" | "apt-cache", ...args: readonly string[]): Promise<string>;
  remove(): void;
}

/** A folder for apt with these sources and preferences (file name → text; `preferences` and what is in its folder); nothing is read yet. */
export function ownApt(
  sources: Readonly<Record<string, string>>,
  preferences: Readonly<Record<string, string>> = {},
): OwnApt {
  const folder = mkdtempSync(join(tmpdir(), "apt-"));
  for (const name of ["lists/partial", "sources", "preferences.d", "cache/archives/partial"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, "sources", name), text);
  for (const [name, text] of Object.entries(preferences)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "status"), "");
  const settings = {
    "Dir::State::Lists": join(folder, "lists"),
    "Dir::State::status": join(folder, "status"),
    "Dir::Etc::SourceList": "/dev/null",
    "Dir::Etc::SourceParts": join(folder, "sources"),
    "Dir::Etc::Preferences": join(folder, "preferences"),
    "Dir::Etc::PreferencesParts": join(folder, "preferences.d"),
    "Dir::Cache": join(folder, "cache"),
    // Images switch both off, and each program would read all lists again.
    "Dir::Cache::pkgcache": "pkgcache.bin",
    "Dir::Cache::srcpkgcache": "srcpkgcache.bin",
    "APT::Sandbox::User": "root",
    "Acquire::GzipIndexes": "true",
    "Acquire::IndexTargets::deb::Packages::KeepCompressedAs": "xz",
    "Acquire::Languages": "none",
    "Acquire::Retries": "3",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return {
    folder,
    // Not synchronously: what apt asks may be served by this very process.
    async run(program, ...args) {
      const env = { ...process.env, LC_ALL: "C", no_proxy: "127.0.0.1" };
      const maxBuffer = 64 * 1024 * 1024;
      return (await promisify(execFile)(program, [...options, ...args], { env, maxBuffer, timeout: 300_000 })).stdout;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The sources of Debian itself that this machine uses, by file name. */
export function debianSources(): Readonly<Record<string, string>> {
  for (const path of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
    if (!existsSync(path)) continue;
    const text = readFileSync(path, "utf8");
    if (/^(?:deb |Types:)/m.test(text)) return { [path.endsWith(".sources") ? "debian.sources" : "debian.list"]: text };
  }
  return assert.fail("this machine has no sources of Debian below /etc/apt");
}

/** Candidates as `apt-cache policy` says them. */
export async function policyOf(
  apt: OwnApt,
  names: readonly string[],
  ...options: readonly string[]
): Promise<Map<string, string>> {
  const candidates = new Map<string, string>();
  for (let at = 0; at < names.length; at += 1000) {
    let name = "";
    const policy = await apt.run("apt-cache", ...options, "policy", ...names.slice(at, at + 1000));
    for (const line of policy.split("\n")) {
      if (/^\S+:$/.test(line)) name = line.slice(0, -1);
      if (line.startsWith("  Candidate: ")) candidates.set(name, line.slice("  Candidate: ".length));
    }
  }
  return candidates;
}

/** Files by path behind the host, served on the loopback; `requests` counts. */
export async function serve(fileOf: (path: string) => Uint8Array | undefined) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    requests.push(path);
    const body = fileOf(path);
    response.writeHead(body === undefined ? 404 : 200, { "content-length": body?.length ?? 0 });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, requests, close: () => void server.close() };
}
