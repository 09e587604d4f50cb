import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { newHttp } from "../../../server/src/outside/http/http.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import { checkSignature } from "../../../server/src/resolve/deb/signature.ts";
import { apt } from "../../../server/src/resolve/resolvers/apt.ts";
import { lookupWorld } from "../../harness/lookup-world.ts";
import { installPrograms } from "../../harness/programs.ts";
import { newShared, servedImage } from "../../harness/served-files.ts";
import { debianSources, ownApt, policyOf, serve } from "./machine-sources.ts";
import { archiveFiles } from "./served-archive.ts";

installPrograms({ gpgv: "gpgv" });
const own = ownApt(debianSources());
after(() => own.remove());
await own.run("apt-get", "update");
const lists = join(own.folder, "lists");

test("candidates of thousands of names are those of apt-cache policy, signatures checked", async (t) => {
  const archive = await archiveFiles(own);
  const image = new Map<string, Uint8Array>();
  const server = await serve((path) => archive.get(path) ?? image.get(path));
  t.after(server.close);
  const sources = Object.entries(debianSources()).map(([name, text]) => {
    const here = text.replace(/^((?:URIs:|deb ).*?)https?:\/\//gm, `$1http://${server.host}/`);
    return [name.endsWith(".list") ? "etc/apt/sources.list" : `etc/apt/sources.list.d/${name}`, here] as const;
  });
  const layer = { ...Object.fromEntries(sources), "etc/zz": "" };
  for (const [url, body] of servedImage(`http://${server.host}/v2/base`, "12", layer)) {
    image.set(new URL(url).pathname, Buffer.from(body));
  }
  const http = newHttp({ environment: {} });
  const world = lookupWorld({ http, shared: newShared(), now: () => new Date() });
  const names = (await own.run("apt-cache", "pkgnames"))
    .trim()
    .split("\n")
    .sort()
    .filter((_, index) => index % 20 === 0);
  assert.ok(names.length > 3000, `${names.length} names`);
  const expected = await policyOf(own, names);
  const differences: string[] = [];
  for (const name of names) {
    const reference = { registry: server.host, repository: "base", tag: "12", digest: undefined };
    const base = { reference, platform: { os: "linux", arch: machineArchitecture() } };
    const query: OsQuery = { kind: "os", manager: "apt", name, base, edits: [] };
    const answer = await apt.resolve(query, world);
    if (answer.ok)
      assert.deepEqual(
        [answer.checks, answer.caveats.filter((caveat) => !caveat.includes("out of date"))],
        [["signature", "hash-chain"], []],
      );
    else if (answer.reason !== "not-found" && answer.reason !== "ambiguous") assert.fail(answer.message);
    const mine = answer.ok ? answer.pins.find(({ style }) => style === "exact")?.text : "(none)";
    const theirs = expected.get(name) ?? "(none)";
    if (mine !== theirs) differences.push(`${name}: ours ${mine}, apt ${theirs}`);
  }
  assert.deepEqual(differences, []);
  const indexes = server.requests.filter((path) => path.includes("/by-hash/"));
  assert.equal(indexes.length, new Set(indexes).size, "an index was downloaded twice");
});

function machineArchitecture(): string {
  return process.arch === "x64" ? "amd64" : process.arch;
}

test("signatures are judged as gpgv judges them, also of changed files", async () => {
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  const names = readdirSync(lists).filter((name) => name.endsWith("_InRelease"));
  assert.ok(names.length > 0);
  for (const name of names) {
    const text = readFileSync(join(lists, name), "utf8");
    const variants = {
      "as it is": text,
      "a changed hash": text.replace(/^ 0/m, " 1"),
      "a changed field": text.replace("Origin: D", "Origin: d"),
    };
    for (const [what, message] of Object.entries(variants)) {
      const path = join(own.folder, "message");
      writeFileSync(path, message);
      const { status } = spawnSync("gpgv", ["--keyring", keyring, path], { stdio: "ignore" });
      const mine = await checkSignature({ kind: "inline", message }, [readFileSync(keyring)], name);
      assert.equal(mine.ok && mine.value.isVerified, status === 0, `${name}, ${what}`);
      assert.equal(status === 0, what === "as it is", `${name}, ${what}: gpgv`);
    }
  }
});
