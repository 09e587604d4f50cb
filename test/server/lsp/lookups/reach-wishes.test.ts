import assert from "node:assert/strict";
import { test } from "node:test";
import { reachWishes } from "../../../../server/src/lsp/lookups/reach-wishes.ts";

test("the editor's proxy is laid over the environment, in both letter cases", () => {
  const network = { proxy: "http://proxy.example:3128", noProxy: ["a.example", "10.0.0.0/8"], cacheFolder: "/cache" };
  assert.deepEqual(reachWishes(network), {
    environment: {
      http_proxy: "http://proxy.example:3128",
      HTTP_PROXY: "http://proxy.example:3128",
      https_proxy: "http://proxy.example:3128",
      HTTPS_PROXY: "http://proxy.example:3128",
      no_proxy: "a.example,10.0.0.0/8",
      NO_PROXY: "a.example,10.0.0.0/8",
    },
    cacheFolder: "/cache",
  });
});

test("an empty proxy is none, whatever the environment names", () => {
  const { environment } = reachWishes({ proxy: "" });
  const set = { http_proxy: "x", HTTP_PROXY: "x", https_proxy: "x", HTTPS_PROXY: "x", all_proxy: "x", ALL_PROXY: "x" };
  assert.deepEqual([...new Set(Object.values({ ...set, ...environment }))], [""]);
});

test("what is of another type is not followed", () => {
  assert.deepEqual(reachWishes({ proxy: 1, noProxy: "x", cacheFolder: "" }), { environment: {} });
  assert.deepEqual(reachWishes(undefined), {});
});
