import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { newShare } from "../../../server/src/outside/share.ts";
import { bytesFile } from "../../harness/saved-image.ts";

const LARGE = new Uint8Array(700_000).map((_, index) => index % 251);
const where = { host: "127.0.0.1", mediaType: "application/x-tar" };

test("files are given to whoever knows their address, and to nobody else", async () => {
  const shared = await newShare().open([bytesFile(LARGE), bytesFile(new Uint8Array())], where);
  assert.ok(shared.ok);
  const url = shared.value.urlOf(0);
  const whole = await fetch(url);
  assert.deepEqual(
    [whole.status, whole.headers.get("content-type"), whole.headers.get("content-length")],
    [200, "application/x-tar", "700000"],
  );
  assert.deepEqual(new Uint8Array(await whole.arrayBuffer()), LARGE);
  assert.equal((await (await fetch(shared.value.urlOf(1))).arrayBuffer()).byteLength, 0);
  assert.equal((await fetch(url, { method: "HEAD" })).status, 200);
  assert.equal((await fetch(url, { method: "PUT" })).status, 405);
  for (const other of [
    shared.value.urlOf(2),
    url.replace(/[0-9a-f]{64}/, "0".repeat(64)),
    new URL("/", url).href,
    `${url}/..`,
    `${url}?x`,
  ])
    assert.equal((await fetch(other)).status, 404, other);
  await shared.value.close();
  await assert.rejects(fetch(url));
});

test("whoever speaks no HTTP hears nothing", async () => {
  const shared = await newShare().open([bytesFile(LARGE)], where);
  assert.ok(shared.ok);
  const socket = connect({ host: where.host, port: Number(new URL(shared.value.urlOf(0)).port) });
  socket.end("hello\r\n\r\n");
  let heard = "";
  socket.on("data", (piece) => {
    heard += piece;
  });
  await once(socket, "close");
  assert.equal(heard, "");
  await shared.value.close();
});

test("closing ends a transfer that is still on its way", async () => {
  const shared = await newShare().open([bytesFile(new Uint8Array(200_000_000))], where);
  assert.ok(shared.ok);
  const answer = await fetch(shared.value.urlOf(0));
  await shared.value.close();
  await assert.rejects(answer.arrayBuffer());
});

test("an address of another machine is refused with its name", async () => {
  const shared = await newShare().open([], { ...where, host: "192.0.2.1" });
  assert.match(
    shared.ok ? "" : `${shared.reason}: ${shared.asked} ${shared.detail}`,
    /^refused: 192\.0\.2\.1 is no address of this machine/,
  );
});
