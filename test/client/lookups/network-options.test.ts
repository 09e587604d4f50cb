import assert from "node:assert/strict";
import { test } from "node:test";
import { networkOptions } from "../../../client/src/lookups/network-options.ts";

const options = (settings: Readonly<Record<string, unknown>>) => networkOptions((key) => settings[key], "/cache");

test("what VS Code says of its proxy goes along, what it does not say is left to the environment", () => {
  assert.deepEqual(options({ proxy: "", noProxy: [], proxySupport: "override" }), {
    cacheFolder: "/cache",
  });
  assert.deepEqual(options({ proxy: "http://proxy.example:3128", noProxy: ["a.example", 1] }), {
    cacheFolder: "/cache",
    proxy: "http://proxy.example:3128",
    noProxy: ["a.example"],
  });
});

test("a proxy that is switched off is none, whatever the environment says", () => {
  assert.deepEqual(options({ proxySupport: "off", proxy: "http://proxy.example:3128" }), {
    proxy: "",
    cacheFolder: "/cache",
  });
});
