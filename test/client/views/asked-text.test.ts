import assert from "node:assert/strict";
import { test } from "node:test";
import { askedText } from "../../../client/src/views/asked-text.ts";

const HEAD = "Whom Seaworthy asked for what since it was started. Nobody is asked unless you choose it.";

test("each question is a line, with its time, whom and how", () => {
  const line = { at: "2026-01-01T00:00:00.000Z", host: "registry.example", what: "tags of library/node", via: "https" };
  assert.equal(
    askedText([line, { at: 1 }, null]),
    `${HEAD}\n\n2026-01-01T00:00:00.000Z  registry.example  tags of library/node  (https)\n`,
  );
});

test("before the first question the page says so", () => {
  assert.equal(askedText([]), `${HEAD}\n\nNobody yet.\n`);
  assert.equal(askedText(null), "The server is not running.\n");
});
