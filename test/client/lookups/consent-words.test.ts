import assert from "node:assert/strict";
import { test } from "node:test";
import { consentKey, consentWords } from "../../../client/src/lookups/consent-words.ts";

test("the question shows every word that would be started, and what is remembered", () => {
  const argv = ["pip", "index", "versions", "--", "a b; rm"];
  assert.deepEqual(consentWords({ needs: "tool", subject: "pip", argv, isAttended: true }), {
    message: "Seaworthy wants to run pip on this machine to look a value up.",
    detail: 'pip index versions -- "a b; rm"\n\nYou are asked once for pip.',
  });
});

test("a tool and an image are remembered apart, a build and a very large file never are", () => {
  const params = { argv: [], isAttended: true };
  assert.equal(consentKey({ needs: "tool", subject: "debian:12", ...params }), "tool debian:12");
  assert.equal(consentKey({ needs: "container", subject: "debian:12", ...params }), "container debian:12");
  assert.equal(consentKey({ needs: "build", subject: "docker", ...params }), undefined);
  assert.match(consentWords({ needs: "build", subject: "docker", ...params }).detail, /asked each time/);
  assert.equal(consentKey({ needs: "download", subject: "https://dl.example/a", ...params }), undefined);
});
