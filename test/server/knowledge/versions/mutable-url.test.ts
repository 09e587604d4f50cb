import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isMutableUrl } from "../../../../server/src/knowledge/versions/mutable-url.ts";

const rows: Readonly<Record<string, boolean>> = {
  "https://dl.example/latest/tool.tgz": true,
  "https://github.com/team/app/releases/latest/download/app.tgz": true,
  "https://raw.githubusercontent.com/team/app/main/install.sh": true,
  "https://raw.githubusercontent.com/team/app/master/install.sh": true,
  "https://dl.example/LATEST/tool.tgz?x=1": true,
  "https://git.example/team/app/-/raw/main/install.sh": true,
  "https://github.com/team/app/raw/refs/heads/main/install.sh": true,
  "https://github.com/team/app/archive/refs/heads/master.tar.gz": true,
  "https://github.com/team/app/archive/main.zip": true,
  "https://github.com/team/app/archive/v1.4.0.zip": false,
  "https://dl.example/latest/tool-1.4.0.tgz": false,
  "https://maven.example/public/org/team/main/tool/1.4.0/tool-1.4.0.jar": false,
  "https://dl.example/main/tool.tgz": false,
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
