import assert from "node:assert/strict";
import { test } from "node:test";

/** A test for each entry: versions from old to new with `<` or `=` between neighbours, compared in both directions. */
export function orderTable(
  title: string,
  compare: (a: string, b: string) => number,
  orders: Readonly<Record<string, string>>,
): void {
  for (const [name, order] of Object.entries(orders)) {
    test(`${title}: ${name}`, () => {
      const words = order.split(" ");
      for (let at = 0; at + 2 < words.length; at += 2) {
        const [a = "", relation, b = ""] = words.slice(at, at + 3);
        const expected = relation === "<" ? -1 : 0;
        assert.equal(Math.sign(compare(a, b)), expected, `${a} ${relation} ${b}`);
        assert.equal(Math.sign(compare(b, a)) + expected, 0, `${b} and ${a} turned round`);
      }
    });
  }
}
