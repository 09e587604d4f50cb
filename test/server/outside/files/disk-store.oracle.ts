import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { diskStore } from "../../../../server/src/outside/files/disk-store.ts";

// Other processes at the same store.

let folder = "";
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "seaworthy-store-"));
  await build({
    entryPoints: ["server/src/outside/files/disk-store.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: join(folder, "store.mjs"),
    logLevel: "warning",
  });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs code that has `store` in a Node of its own, started by a shell text with `$NODE` in it. */
function elsewhere(code: string, shell = 'exec "$NODE" --input-type=module -e "$CODE"'): Promise<string> {
  const whole = `import { diskStore } from ${JSON.stringify(join(folder, "store.mjs"))};
const store = diskStore({ folder: ${JSON.stringify(folder)} });
${code}`;
  const env = { ...process.env, NODE: process.execPath, CODE: whole };
  const child = spawn("sh", ["-c", shell], { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => child.on("close", (status) => resolve(`${status} ${output}`)));
}

test("two processes that write one key while a third reads: every reading is one whole value", async () => {
  const write = (letter: string) =>
    elsewhere(
      `for (let n = 0; n < 60; n++) await store.write("shared", Buffer.alloc(300_000, ${JSON.stringify(letter)}));`,
    );
  const writers = Promise.all([write("a"), write("b")]);
  let isOver = false;
  void writers.then(() => {
    isOver = true;
  });
  const store = diskStore({ folder });
  const seen = new Set<string>();
  while (!isOver) {
    const found = await store.read("shared");
    if (found !== undefined) {
      assert.equal(found.length, 300_000);
      assert.ok(found.every((byte) => byte === found[0]));
      seen.add(String.fromCharCode(found[0] ?? 0));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(await writers, ["0 ", "0 "]);
  assert.ok(seen.size > 0, "nothing was read");
  assert.deepEqual(
    readdirSync(join(folder, "v1")).filter((name) => name.endsWith(".tmp")),
    [],
  );
});

test("where a write ends in the middle the old value stays and nothing half is left", async () => {
  await diskStore({ folder }).write("full", Buffer.from("old"));
  // A limit on the size of files ends a write as a full disk does.
  const limited = `trap '' XFSZ; ulimit -f 64; exec "$NODE" --input-type=module -e "$CODE"`;
  const code = `await store.write("full", Buffer.alloc(1_000_000)); await store.write("small", Buffer.from("small")); console.log("done");`;
  assert.equal(await elsewhere(code, limited), "0 done\n");
  const store = diskStore({ folder });
  assert.equal(Buffer.from((await store.read("full")) ?? "").toString(), "old");
  assert.equal(Buffer.from((await store.read("small")) ?? "").toString(), "small");
  assert.deepEqual(
    readdirSync(join(folder, "v1")).filter((name) => name.endsWith(".tmp")),
    [],
  );
});
