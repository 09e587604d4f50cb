import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_REACH } from "../../harness/no-reach.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { scratchFiles } from "../../harness/saved-image.ts";
import { shopAdvisories, shopArchive } from "../../harness/shop-image.ts";
import { runIn } from "./made-up-world.ts";

/** Scans the shop with advisories as they were on the first day of 2026. */
async function scan(today: string, ...words: readonly string[]) {
  const saved = new Map<string, Buffer>([["/r/shop.tar", shopArchive()]]);
  for (const [path, bytes] of Object.entries(shopAdvisories(undefined))) saved.set(`/r/db/${path}`, bytes);
  return await runIn(
    {
      files: Object.fromEntries([...saved.keys()].map((path) => [path, ""])),
      reach: async () => ({ ...NO_REACH, store: memoryStore() }),
      largeFiles: async () => scratchFiles(saved),
      now: new Date(`${today}T01:00:00Z`),
    },
    ...["scan", "--input", "shop.tar", "--offline-db", "db", ...words],
  );
}

test("advisories of an old day are said to be old, once and with the cure", async () => {
  const { errors, output } = await scan("2026-01-09");
  assert.equal(errors, "seaworthy: the data from OSV records in /r/db are 8 days old: --refresh-db fetches new ones\n");
  assert.match(output, /OSV records in \/r\/db \(2026-01-01T00:00:00Z, 8 days old\)\n/);
});

test("advisories of these days are not, nor is anything with --quiet", async () => {
  const { errors, output } = await scan("2026-01-08");
  assert.deepEqual([errors, output.includes("days old")], ["", false]);
  assert.equal((await scan("2026-01-09", "--quiet")).errors, "");
});

test("their age is no failure", async () => {
  const statuses = ["2026-01-01", "2027-01-01"].map(async (day) => (await scan(day, "--fail-on", "never")).status);
  assert.deepEqual(await Promise.all(statuses), [0, 0]);
});
