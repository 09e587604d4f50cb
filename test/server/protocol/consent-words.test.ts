import assert from "node:assert/strict";
import { test } from "node:test";
import { consentKey, consentWords } from "../../../server/src/protocol/consent-words.ts";
import { ENGINES } from "../../../server/src/resolve/engine.ts";

test("the question shows every word that would be started", () => {
  const argv = ["pip", "index", "versions", "--", "a b; rm"];
  assert.deepEqual(consentWords({ needs: "tool", subject: "pip", argv, isAttended: true }), {
    message: "Seaworthy wants to run pip on this machine to look a value up.",
    detail: 'pip index versions -- "a b; rm"',
  });
});

test("the question about a scanner says what it sends to whom, and is asked again when that is somebody else", () => {
  const params = { needs: "scanner", subject: "Trivy", argv: [], isAttended: true } as const;
  const sends = "package names and versions, to your Trivy server (https://a.example)";
  assert.deepEqual(consentWords({ ...params, sends }), {
    message: "Seaworthy wants to have the image scanned by Trivy.",
    detail: `It sends ${sends}.`,
  });
  assert.equal(consentWords(params).detail, "Nothing about the image leaves this machine.");
  assert.notEqual(consentKey(params), consentKey({ ...params, sends }));
});

test("the container engine is agreed to once, for scans and for look-ups", () => {
  assert.equal(consentKey({ needs: "engine", subject: "the container engine" }), "engine");
  for (const subject of ENGINES) assert.equal(consentKey({ needs: "tool", subject }), "engine");
  assert.equal(consentKey({ needs: "container", subject: "docker" }), "container docker");
});

test("a tool and an image are remembered apart, what takes long or much never is", () => {
  const params = { argv: [], isAttended: true };
  assert.equal(consentKey({ needs: "tool", subject: "debian:12", ...params }), "tool debian:12");
  assert.equal(consentKey({ needs: "container", subject: "debian:12", ...params }), "container debian:12");
  assert.equal(consentKey({ needs: "build", subject: "docker", ...params }), undefined);
  assert.equal(consentKey({ needs: "download", subject: "https://dl.example/a", ...params }), undefined);
  assert.equal(consentKey({ needs: "images", subject: "docker.io/library/node", ...params }), undefined);
});
