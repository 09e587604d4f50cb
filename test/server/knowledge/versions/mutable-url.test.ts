import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isMutableUrl } from "../../../../server/src/knowledge/versions/mutable-url.ts";

const rows: Readonly<Record<string, boolean>> = {
  "https://dl.example/latest/tool.tgz": true,
  "https://github.com/team/app/releases/latest/download/app.tgz": true,
  "https://raw.githubusercontent.com/team/app/main/install.sh": true,
  "https://raw.githubusercontent.com/team/app/master/install.sh": true,
  "https://dl.example/LATEST/tool.tgz?x=1": true,
  "https://dl.example/v1.4.0/tool.tgz": false,
  "https://latest.example/tool.tgz": false,
  "https://dl.example/tool.tgz?from=/latest/": false,
  "https://dl.example/tool/latest": false,
  "https://apt.example/debian/pool/main/c/curl/curl.deb": false,
  "https://apt.example/dists/main/binary-amd64/Packages": false,
  "https://apk.example/v3.20/main/x86_64/curl.apk": false,
};

describe("URLs whose content moves", () => {
  for (const [url, expected] of Object.entries(rows)) {
    it(`${url} ${expected ? "moves" : "does not"}`, () => assert.equal(isMutableUrl(url), expected));
  }
});
