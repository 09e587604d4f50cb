import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, it } from "node:test";
import type { ImageJob, ReadHooks } from "../../../server/src/scan/embedded/read-image.ts";
import { threadReader } from "../../../server/src/worker/image-reader.ts";

const JOB: ImageJob = {
  asked: "it",
  source: { kind: "rootfs", folder: "/" },
  choice: { platform: { os: "linux", arch: "amd64" } },
};

const hooksWith = (hooks: Partial<ReadHooks>): ReadHooks => ({
  progress: () => undefined,
  signal: new AbortController().signal,
  ...hooks,
});

/** Reads by a thread that runs this text instead of the worker. */
function readerBy(script: string) {
  return threadReader(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
}

function reading(script: string, hooks: Partial<ReadHooks> = {}) {
  return readerBy(script).read(JOB, hooksWith(hooks));
}

const SAY = 'import { parentPort } from "node:worker_threads";';

describe("the thread that reads an image", () => {
  it("gives its result, and says meanwhile what it does", async () => {
    const said: string[] = [];
    const result = { ok: false, reason: "malformed", asked: "it", detail: "is no image" };
    const script = `${SAY} parentPort.postMessage({ kind: "progress", message: "layer 1" });
      parentPort.postMessage({ kind: "read", result: ${JSON.stringify(result)} }); setInterval(() => 0, 1000);`;
    assert.deepEqual(await reading(script, { progress: (message) => said.push(message) }), result);
    assert.deepEqual(said, ["layer 1"]);
  });
  for (const [name, script] of Object.entries({
    "ends without a word": "",
    "is ended": "process.exit(0)",
    "is ended with a failure": "process.exit(7)",
  })) {
    it(`is missed when it ${name}`, async () => {
      assert.deepEqual(await reading(script), {
        ok: false,
        reason: "malformed",
        asked: "image",
        detail: "was not read to its end: the thread that read it ended early",
      });
    });
  }
  it("is given the work, of whose answers only the own one counts", async () => {
    const reader = readerBy(`import { parentPort, workerData } from "node:worker_threads";
      for (const kind of ["match", "compare", "read"])
        parentPort.postMessage({ kind, result: { ok: true, value: [kind, workerData] } });`);
    const wanted = { packages: [], os: undefined, folder: "/db" };
    const hooks = hooksWith({});
    const answers = await Promise.all([
      reader.read(JOB, hooks),
      reader.compare(JOB, { ...JOB, asked: "other" }, hooks),
      reader.match(wanted, hooks),
    ]);
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.value),
      [
        ["read", { kind: "read", image: JOB }],
        ["compare", { kind: "compare", before: JOB, after: { ...JOB, asked: "other" } }],
        ["match", { kind: "match", wanted }],
      ],
    );
  });
  it("says of whose work the memory was not enough", async () => {
    const reader = readerBy('throw Object.assign(new Error("none left"), { code: "ERR_WORKER_OUT_OF_MEMORY" })');
    const hooks = hooksWith({});
    const answers = await Promise.all([
      reader.read(JOB, hooks),
      reader.compare(JOB, { ...JOB, asked: "other" }, hooks),
      reader.match({ packages: [], os: undefined, folder: "/db" }, hooks),
    ]);
    const said = { ok: false, reason: "limit", detail: "needs more than 512 MB to be read" };
    assert.deepEqual(
      answers,
      ["it", "it or other", "/db"].map((asked) => ({ ...said, asked })),
    );
    await assert.rejects(reading('throw Object.assign(new Error("a bug"), { code: "E" })'), /a bug/);
  });
  it("may not take all memory", async () => {
    const hoard = "const all = []; for (;;) all.push(new Array(10_000).fill(0).map((_, index) => ({ index })));";
    const answer = await reading(hoard);
    assert.deepEqual(answer.ok || answer.detail, "needs more than 512 MB to be read");
  });
  it("ends when nobody waits for it any more, even in the middle of its work", async () => {
    const controller = new AbortController();
    const script = `${SAY} parentPort.postMessage({ kind: "progress", message: "busy" }); for (;;);`;
    const { signal } = controller;
    assert.ok((await reading(`${SAY} parentPort.postMessage({ kind: "read", result: { ok: true } });`, { signal })).ok);
    assert.equal(getEventListeners(signal, "abort").length, 0);
    const answer = await reading(script, { signal, progress: () => controller.abort() });
    const detail = "was not read to its end";
    assert.deepEqual(answer, { ok: false, reason: "cancelled", asked: "image", detail });
  });
  it("tells a bug as one", async () => {
    await assert.rejects(reading('throw new Error("a bug")'), /a bug/);
  });
  it("is not even started for who left already", async () => {
    const answer = await reading("", { signal: AbortSignal.abort() });
    assert.equal(!answer.ok && answer.reason, "cancelled");
  });
});
