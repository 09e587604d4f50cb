import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { HttpRequest, Share } from "../../../../server/src/outside/outside.ts";
import { type ClairService, scanWithClair } from "../../../../server/src/scan/scanners/clair.ts";
import { bytesFile } from "../../../harness/saved-image.ts";
import { NOW } from "../made-up-report.ts";
import { clairJson, diffIds } from "./made-up-reports.ts";

const IMAGE = {
  name: "shop:1",
  digest: `sha256:${"2".repeat(64)}`,
  layers: diffIds.map((diffId) => ({ diffId, file: bytesFile(new Uint8Array([1])) })),
};

interface Answers {
  readonly index?: readonly [status: number, body: unknown];
  readonly report?: readonly [status: number, body: unknown];
  readonly isShared?: boolean;
}

async function scan(answers: Answers = {}, service: Partial<ClairService> = {}) {
  const log: string[] = [];
  const requests: HttpRequest[] = [];
  const share: Share = {
    async open(files, { host }) {
      if (answers.isShared === false) return failure("refused", host, "is no address of this machine");
      log.push(`${files.length} layers open at ${host}`);
      return success({
        urlOf: (index) => `http://${host}/x/${index}`,
        close: async () => void log.push("layers closed"),
      });
    },
  };
  const http = {
    async fetch(request: HttpRequest) {
      requests.push(request);
      log.push(`${request.method ?? "GET"} ${request.url}`);
      const [status, body] =
        request.method === "POST"
          ? (answers.index ?? [201, { state: "IndexFinished", success: true }])
          : (answers.report ?? [200, clairJson]);
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      return success({ status, url: request.url, hops: [], headers: new Map<string, string>(), body: bytes });
    },
    stream: () => Promise.resolve(failure("unsupported", "", "")),
  };
  const settings = { address: "https://clair.example/", layersHost: "192.0.2.7", ...service };
  const found = await scanWithClair(settings, IMAGE, { http, share, now: NOW, signal: new AbortController().signal });
  return { found, log, requests, told: found.ok ? "a report" : `${found.reason}: ${found.asked} ${found.detail}` };
}

describe("Clair", () => {
  it("indexes the layers while they are served, and its report is read", async () => {
    const { found, log, requests } = await scan();
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.vulnerabilities.map(({ id, package: index }) => [id, found.value.packages[index]?.layer]),
      [["CVE-2026-1", 1]],
    );
    assert.deepEqual(log, [
      "3 layers open at 192.0.2.7",
      "POST https://clair.example/indexer/api/v1/index_report",
      "layers closed",
      `GET https://clair.example/matcher/api/v1/vulnerability_report/${encodeURIComponent(IMAGE.digest)}`,
    ]);
    assert.deepEqual(JSON.parse(requests[0]?.body ?? ""), {
      hash: IMAGE.digest,
      layers: diffIds.map((hash, index) => ({ hash, uri: `http://192.0.2.7/x/${index}`, headers: {} })),
    });
    assert.equal(requests[0]?.authorization, undefined);
  });

  it("is shown a token that its key has signed", async () => {
    const secret = Buffer.from("shared").toString("base64");
    const { requests } = await scan({}, { key: { issuer: "seaworthy", secret } });
    const [head = "", body = "", mark] = (requests[1]?.authorization ?? "").replace("Bearer ", "").split(".");
    assert.equal(mark, createHmac("sha256", "shared").update(`${head}.${body}`).digest("base64url"));
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    assert.deepEqual(read(head), { alg: "HS256", typ: "JWT" });
    assert.deepEqual(read(body), { iss: "seaworthy", iat: 1_795_752_000, exp: 1_795_752_300 });
  });

  const troubles: Readonly<Record<string, readonly [Answers, RegExp, Partial<ClairService>?]>> = {
    "has no address": [{}, /^unsupported: .*seaworthy\.scanners\.servers/, { address: "clair.example" }],
    "cannot be served": [{ isShared: false }, /^refused: 192\.0\.2\.7/],
    "cannot fetch a layer": [
      { index: [201, { state: "IndexError", success: false, err: "connection refused" }] },
      /^unreachable: clair\.example could not index the image \(connection refused\): can it reach 192\.0\.2\.7\?/,
    ],
    "ends in an error": [
      { index: [201, { state: "IndexError" }] },
      /could not index the image \(it does not say why\)/,
    ],
    "has no success": [{ index: [200, { success: false, err: "full" }] }, /could not index the image \(full\)/],
    "forbids it": [{ index: [403, {}] }, /^refused: clair\.example .*set issuer and key/],
    "is asked by somebody": [
      { index: [500, []] },
      /^unreachable: clair\.example answered 500$/,
      { address: "http://me@clair.example/a" },
    ],
    "wants a key": [{ index: [401, {}] }, /^refused: clair\.example .*set issuer and key/],
    "wants another key": [
      { index: [401, {}] },
      /the key or its issuer is another one/,
      { key: { issuer: "a", secret: "b" } },
    ],
    "is no Clair": [{ index: [404, {}] }, /^not-found: .*no Clair 4/],
    "calls the manifest bad": [
      { index: [400, { code: "bad-request", message: "bogus manifest" }] },
      /answered 400 \(it says: bogus manifest\)/,
    ],
    "has no report": [{ report: [404, { message: "index report not found" }] }, /^not-found: .*index report not found/],
    "answers something else": [{ report: [200, { html: 1 }] }, /^malformed: /],
    "answers with a list": [{ report: [200, []] }, /^malformed: /],
    "answers with packages alone": [{ report: [200, { packages: {} }] }, /^malformed: /],
  };
  for (const [title, [answers, told, service]] of Object.entries(troubles)) {
    it(`that ${title} is told, and no layer stays open`, async () => {
      const result = await scan(answers, service);
      assert.match(result.told, told);
      const count = (word: string) => result.log.filter((line) => line.includes(word)).length;
      assert.equal(count("layers open"), count("layers closed"));
    });
  }
});
