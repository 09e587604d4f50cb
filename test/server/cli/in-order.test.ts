import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { inOrder } from "../../../server/src/cli/in-order.ts";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}

test("so many are worked on at once and no more, in the order of the items", async () => {
  const state = { running: 0, most: 0 };
  const work = async (number: number) => {
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    for (let turn = 0; turn < 10 - number; turn += 1) await setImmediate();
    state.running -= 1;
    return number * 2;
  };
  const results: (readonly [number, number])[] = [];
  for await (const each of inOrder(numbers(9), 3, work)) results.push(each);
  assert.deepEqual(
    results.map(([, double]) => double),
    [0, 2, 4, 6, 8, 10, 12, 14, 16],
  );
  assert.equal(state.most, 3);
});

test("what the work throws is thrown in its turn", async () => {
  const seen: number[] = [];
  const run = async () => {
    const work = async (number: number) => {
      if (number === 1) throw new Error("a bug");
      await setImmediate();
      await setImmediate();
      return number;
    };
    for await (const [number] of inOrder(numbers(5), 4, work)) seen.push(number);
  };
  await assert.rejects(run(), /a bug/);
  assert.deepEqual(seen, [0]);
});
