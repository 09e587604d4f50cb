import assert from "node:assert/strict";
import { test } from "node:test";
import { proxyOf } from "../../../../server/src/outside/http/proxy.ts";

const PROXY = "http://proxy.example:3128";

const EXCEPTIONS: readonly (readonly [exceptions: string, url: string, isProxied: boolean])[] = [
  ["", "https://host.example/", true],
  ["*", "https://host.example/", false],
  ["example", "https://host.example/", false],
  [".example", "https://host.example/", false],
  ["*.example", "https://HOST.example/", false],
  ["HOST.example", "https://host.example/", false],
  ["ost.example", "https://host.example/", true],
  ["host.example.", "https://host.example/", false],
  ["host.example:443", "https://host.example./", false],
  ["a.example, host.example", "https://host.example/", false],
  ["a.example host.example", "https://host.example/", false],
  ["host.example:443", "https://host.example/", false],
  ["host.example:8443", "https://host.example/", true],
  ["host.example:8443", "https://host.example:8443/", false],
  ["host.example:80", "http://host.example/", false],
  ["10.0.0.0/8", "http://10.1.2.3/", false],
  ["10.0.0.0/8", "http://11.1.2.3/", true],
  ["10.0.0.0/8", "http://host.example/", true],
  ["10.0.0.0/99", "http://10.1.2.3/", true],
  ["fd00::/8", "http://[fd00::1]/", false],
  ["fd00::/8", "http://[fe80::1]/", true],
  ["::/0", "http://[fe80::1]/", false],
  ["2001:db8:1::/48", "http://[2001:db8:1::1]/", false],
  ["2001:db8:1::/48", "http://[2001:db8:2::1]/", true],
  // Node's own list takes every IPv4 address for one within it.
  ["::/0", "http://10.1.2.3/", true],
  ["10.0.0.0/33", "http://10.1.2.3/", true],
  ["10.0.0.0/", "http://10.1.2.3/", true],
  ["host/8", "http://10.1.2.3/", true],
  ["10.0.0.0/8", "http://[fe80::1]/", true],
  ["10.1.2.3", "http://10.1.2.3/", false],
  ["2.3", "http://10.1.2.3/", true],
  ["::1", "http://[::1]/", false],
  ["[::1]:8080", "http://[::1]:8080/", false],
  ["[::1]:8080", "http://[::1]:8081/", true],
  ["<local>", "http://registry:5000/", false],
  ["<local>", "http://registry.example:5000/", true],
  ["<local>", "http://10.1.2.3/", true],
  ["<local>", "http://[::1]/", true],
];

for (const [exceptions, url, isProxied] of EXCEPTIONS) {
  test(`with NO_PROXY "${exceptions}" ${url} is asked ${isProxied ? "through the proxy" : "itself"}`, () => {
    const environment = { http_proxy: PROXY, https_proxy: PROXY, no_proxy: exceptions };
    assert.equal(proxyOf(new URL(url), environment), isProxied ? PROXY : undefined);
  });
}

test("a proxy counts for its own scheme, ALL_PROXY for both; lower case comes first", () => {
  const http = new URL("http://host.example/");
  const https = new URL("https://host.example/");
  assert.equal(proxyOf(https, { http_proxy: PROXY }), undefined);
  assert.equal(proxyOf(http, { HTTPS_PROXY: PROXY }), undefined);
  assert.equal(proxyOf(https, { HTTPS_PROXY: "proxy.example:3128" }), PROXY);
  assert.equal(proxyOf(http, { ALL_PROXY: PROXY }), PROXY);
  assert.equal(proxyOf(http, { http_proxy: "http://a.example", HTTP_PROXY: "http://b.example" }), "http://a.example");
  assert.equal(proxyOf(http, { http_proxy: "" }), undefined);
});

test("a variable that is empty says nothing, as for curl", () => {
  const url = new URL("https://host.example/");
  assert.equal(proxyOf(url, { https_proxy: "", HTTPS_PROXY: PROXY }), PROXY);
  assert.equal(proxyOf(url, { https_proxy: "", ALL_PROXY: PROXY }), PROXY);
  assert.equal(proxyOf(url, { https_proxy: PROXY, no_proxy: "", NO_PROXY: "host.example" }), undefined);
});
