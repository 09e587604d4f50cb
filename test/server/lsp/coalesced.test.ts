import assert from "node:assert/strict";
import { test } from "node:test";
import { coalesced } from "../../../server/src/lsp/coalesced.ts";

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test("calls in one turn and in turns that follow each other give one run", async () => {
  let runs = 0;
  const request = coalesced(() => {
    runs += 1;
  });
  for (let turn = 0; turn < 20; turn += 1) {
    request();
    request();
    await turns(1);
  }
  await turns(5);
  assert.equal(runs, 1);
});

test("a call after the run gives another run", async () => {
  let runs = 0;
  const request = coalesced(() => {
    runs += 1;
  });
  request();
  await turns(5);
  request();
  await turns(5);
  assert.equal(runs, 2);
});

test("a burst without end is answered all the same", async () => {
  let runs = 0;
  const request = coalesced(() => {
    runs += 1;
  });
  for (let turn = 0; turn < 1200; turn += 1) {
    request();
    await turns(1);
  }
  assert.equal(runs, 2);
});
