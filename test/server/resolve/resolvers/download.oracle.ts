import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { newReach } from "../../../../server/src/outside/reach.ts";
import { download } from "../../../../server/src/resolve/resolvers/download.ts";
import { versionedUrl } from "../../../../server/src/resolve/resolvers/versioned-url.ts";
import { lookupWorld } from "../../../harness/lookup-world.ts";
import { type Loopback, loopback } from "../../../harness/loopback.ts";
import { installPrograms } from "../../../harness/programs.ts";

// curl and wget save files, sha256sum tells their sums; ours must be the same.

const scratch = mkdtempSync(join(tmpdir(), "seaworthy-download-"));
const reach = newReach({ environment: process.env, cacheFolder: join(scratch, "cache") });
const world = lookupWorld({ http: reach.http });
let server: Loopback;
let origin = "";

const TEXT = Buffer.from("the bytes of a tool\n".repeat(5000));
const sumOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What each path answers. */
const PAGES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/1.0/plain.tgz": (response) => void response.end(TEXT),
  "/1.0/labelled.tgz": (response) => void response.setHeader("Content-Encoding", "gzip").end(gzipSync(TEXT)),
  "/1.0/brotli.txt": (response) => void response.setHeader("Content-Encoding", "br").end(brotliCompressSync(TEXT)),
  "/1.0/deflate.txt": (response) => void response.setHeader("Content-Encoding", "deflate").end(deflateSync(TEXT)),
  "/1.0/moved.tgz": (response) => void response.writeHead(302, { Location: "../files/1.0/plain.tgz?key=a" }).end(),
  "/files/1.0/plain.tgz?key=a": (response) => void response.end(TEXT),
  "/1.0/tool-x86_64": (response) => void response.end("of amd64"),
  "/1.0/tool-aarch64": (response) => void response.end("of arm64"),
  "/latest/tool.tgz": (response) => void response.writeHead(302, { Location: "/download/v1.4.0/tool.tgz" }).end(),
  "/download/v1.4.0/tool.tgz": (response) =>
    void response.writeHead(302, { Location: "/files/tool.tgz?sig=abc" }).end(),
  "/files/tool.tgz?sig=abc": (response) => void response.end(TEXT),
  "/1.0/listed.tgz": (response) => void response.end(TEXT),
  "/1.0/SHA256SUMS": (response) => void response.end(`${sumOf(TEXT)} *listed.tgz\n`),
  "/1.0/cut.tgz": (response) => {
    response.writeHead(200, { "Content-Length": "1000" });
    response.write("only a part");
    setTimeout(() => response.destroy(), 50);
  },
};

before(async () => {
  installPrograms({ curl: "curl", wget: "wget", sha256sum: "coreutils" });
  server = await loopback(({ url = "" }, response) => {
    const page = PAGES[url];
    if (page !== undefined) page(response);
    else response.writeHead(404).end("none");
  });
  origin = server.url;
});
after(async () => {
  await server.close();
  rmSync(scratch, { recursive: true });
});

async function ours(path: string, decoded = false): Promise<string | undefined> {
  const answer = await download.resolve({ kind: "download", url: origin + path, decoded, want: "checksum" }, world);
  return answer.ok ? answer.pins[0]?.text : answer.reason;
}

async function saved(program: string, ...args: readonly string[]): Promise<string> {
  const file = join(mkdtempSync(join(scratch, "saved-")), "file");
  await promisify(execFile)(
    program,
    args.map((word) => word.replace("FILE", file)),
  );
  const line = execFileSync("sha256sum", [file], { encoding: "utf8" });
  assert.ok(readFileSync(file).length > 0);
  return line.slice(0, 64);
}

describe("the sum of what a tool saves", () => {
  for (const path of ["/1.0/plain.tgz", "/1.0/labelled.tgz", "/1.0/moved.tgz", "/1.0/brotli.txt", "/1.0/deflate.txt"]) {
    it(`curl's and wget's of ${path}`, async () => {
      const sum = await ours(path);
      assert.equal(await saved("curl", "-fsSL", "-o", "FILE", origin + path), sum);
      assert.equal(await saved("wget", "-q", "-O", "FILE", origin + path), sum);
    });
    it(`curl's of ${path}, decoded`, async () => {
      assert.equal(await saved("curl", "-fsSL", "--compressed", "-o", "FILE", origin + path), await ours(path, true));
    });
  }

  it("is compared with the publisher's", async () => {
    const query = { kind: "download", url: `${origin}/1.0/listed.tgz`, decoded: false, want: "checksum" } as const;
    const answer = await download.resolve(query, world);
    assert.deepEqual(answer.ok && answer.checks, ["content-hash", "publisher-sum", "two-sources-agree"]);
  });

  it("is that of each platform", async () => {
    const url = `${origin}/1.0/tool-x86_64`;
    const perPlatform = { "linux/amd64": url, "linux/arm64": `${origin}/1.0/tool-aarch64` };
    const answer = await download.resolve(
      { kind: "download", url, perPlatform, decoded: false, want: "checksum" },
      world,
    );
    assert.deepEqual(answer.ok && answer.pins[0]?.perPlatform, {
      "linux/amd64": sumOf(Buffer.from("of amd64")),
      "linux/arm64": sumOf(Buffer.from("of arm64")),
    });
  });

  it("is none for a transfer that breaks off", async () => {
    assert.match((await ours("/1.0/cut.tgz")) ?? "", /^(?:malformed|unreachable)$/);
  });

  it("belongs to an address with a version, which a redirect tells", async () => {
    const query = { kind: "download", url: `${origin}/latest/tool.tgz`, decoded: false, want: "versioned" } as const;
    const answer = await versionedUrl.resolve(query, world);
    assert.equal(answer.ok ? answer.pins[0]?.text : answer.message, `${origin}/download/v1.4.0/tool.tgz`);
  });
});
