import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ASKED, type AskedLine, type ConsentParams } from "../../../../server/src/protocol/lookups.ts";
import { madeUpRepository, ROOT } from "../../../harness/made-up-repository.ts";
import { SHOP } from "../../../harness/made-up-scan.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { scanClient } from "../../../harness/scan-client.ts";
import { shopAdvisories } from "../../../harness/shop-image.ts";

const NEWER = "Look for a newer base image without these findings";
const FIXED = "2.36-9+deb12u1";

interface Answered {
  readonly text: string;
  readonly shown: string;
  readonly asked: readonly ConsentParams[];
  readonly requests: readonly string[];
  readonly digests: ReadonlyMap<string, string>;
  readonly isOffered: boolean;
}

/** Chooses the fix at a FROM of this reference, while the registry has these tags. */
async function chosen(
  reference: string,
  tags: Readonly<Record<string, string>>,
  { agrees = true, hasFix = true } = {},
): Promise<Answered> {
  const { http, asked: requests, digests } = madeUpRepository(tags);
  const client = await scanClient(SHOP.replace("debian:12", reference), {
    reach: () => Promise.resolve({ ...NO_REACH, http }),
    options: { consent: true },
  });
  for (const [path, bytes] of Object.entries(shopAdvisories(hasFix ? FIXED : undefined)))
    client.put(`/osv/${path}`, bytes);
  const asked: ConsentParams[] = [];
  client.wire.onRequest("seaworthy/consent", (params: ConsentParams) => {
    asked.push(params);
    return agrees;
  });
  await client.scan();
  await client.diagnostics(client.uri);
  const isOffered = (await client.actions(client.uri, "FROM")).some(({ title }) => title === NEWER);
  assert.deepEqual(requests, [], "the menu asks nobody");
  const text = isOffered ? client.after(await client.choose("FROM", NEWER)) : client.text(client.uri);
  const said: readonly AskedLine[] = await client.wire.sendRequest(ASKED);
  const hosts = new Set(said.map(({ host, via }) => `${via} ${host}`));
  assert.deepEqual([...hosts], isOffered ? ["https registry.example"] : []);
  client.stop();
  return { text, shown: client.shown.join("\n"), asked, requests, digests, isOffered };
}

describe("a newer base image", () => {
  it("is the smallest step up that is free of what can be fixed; the user is asked before anything is fetched", async () => {
    const tags = { "1.0.0": "2.36-9", "1.0.1": "2.36-9", "1.1.0": FIXED, "2.0.0": FIXED };
    const { text, shown, asked, requests } = await chosen("registry.example/base:1.0.0", tags);
    assert.match(text, /^FROM registry\.example\/base:1\.1\.0\n/);
    assert.match(
      shown,
      /^registry\.example\/base:1\.1\.0 is free of what has a fix in the base of now \(1 finding\)\. All that is known of it: Clean: nothing found/,
    );
    assert.deepEqual(
      asked.map(({ needs, argv }) => [needs, argv.map((name) => name.split(":")[1])]),
      [["images", ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]]],
    );
    assert.ok(!requests.some((line) => line.endsWith("/manifests/2.0.0")), "the step is large enough");
  });

  it("keeps a digest in the file, that of the image that was scanned", async () => {
    const old = `sha256:${"0".repeat(64)}`;
    const { text, digests } = await chosen(`registry.example/base:1.0.0@${old}`, { "1.0.0": FIXED });
    assert.equal(text.split("\n")[0], `FROM registry.example/base:1.0.0@${digests.get("1.0.0")}`);
  });

  it("may be the same tag, which only has to be fetched anew", async () => {
    const { text, shown } = await chosen("registry.example/base:1.0.0", { "1.0.0": FIXED, "1.0.1": FIXED });
    assert.match(text, /^FROM registry\.example\/base:1\.0\.0\n/);
    assert.match(shown, /\(1 finding\), as it is today: build again with it \(docker build --pull --no-cache\)/);
  });

  it("is none where every one still has it, and that is said of each", async () => {
    const { text, shown } = await chosen("registry.example/base:1.0.0", { "1.0.0": "2.36-9", "2.0.0": "2.36-9" });
    assert.match(text, /^FROM registry\.example\/base:1\.0\.0\n/);
    assert.match(
      shown,
      /base:1\.0\.0 as it is today still has 1 of 1; registry\.example\/base:2\.0\.0 still has 1 of 1\.$/,
    );
  });

  it("is looked for at the line that it was offered for, and not at one that stands there by now", async () => {
    const client = await scanClient(SHOP);
    for (const [path, bytes] of Object.entries(shopAdvisories(FIXED))) client.put(`/osv/${path}`, bytes);
    await client.scan();
    await client.diagnostics(client.uri);
    const action = (await client.actions(client.uri, "FROM")).find(({ title }) => title === NEWER);
    assert.ok(action);
    await client.edit(client.uri, "RUN", "# note\nRUN");
    assert.deepEqual(await client.wire.sendRequest("codeAction/resolve", action), action);
    assert.deepEqual(client.shown, ["The file has changed, and what this would fix is no longer there."]);
    client.stop();
  });

  it("is not looked for against the user's will", async () => {
    const { shown, requests } = await chosen("registry.example/base:1.0.0", { "1.0.0": FIXED }, { agrees: false });
    assert.match(shown, /^Nothing was fetched and nothing is changed/);
    assert.deepEqual(requests, [`GET ${ROOT}/tags/list?n=1000`]);
  });

  it("is not offered where nothing of the base can be fixed", async () => {
    const { isOffered } = await chosen("registry.example/base:1.0.0", {}, { hasFix: false });
    assert.equal(isOffered, false);
  });
});
