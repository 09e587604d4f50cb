import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UNKNOWN_PART } from "../../../../server/src/knowledge/image-reference.ts";
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
  "https://github.com/team/app/tarball/HEAD": true,
  "https://github.com/team/app/archive/HEAD.tar.gz": true,
  "https://github.com/team/app/raw/HEAD/install.sh": true,
  "https://raw.githubusercontent.com/team/app/HEAD/install.sh": true,
  "https://raw.githubusercontent.com/team/app/refs/heads/develop/install.sh": true,
  "https://github.com/team/app/archive/refs/heads/release/next.zip": true,
  "https://codeload.github.com/team/app/legacy.tar.gz/master": true,
  "https://codeload.github.com/team/app/tar.gz/refs/heads/next": true,
  "https://api.github.com/repos/team/app/tarball/HEAD": true,
  "https://gitlab.com/team/sub/app/-/archive/master/app-master.tar.gz": true,
  "https://bitbucket.org/team/app/get/master.tar.gz": true,
  "https://bitbucket.org/team/app/raw/HEAD/install.sh": true,
  "https://gist.githubusercontent.com/somebody/0123456789abcdef0123456789abcdef/raw/install.sh": true,
  "https://gist.github.com/somebody/0123456789abcdef0123456789abcdef/raw": true,
  "https://sourceforge.net/projects/app/files/latest/download": true,
  "https://git.example/gitweb/?p=config.git;a=blob_plain;f=config.guess;hb=HEAD": true,
  "https://git.example/cgit/app.git/plain/install.sh?h=master": true,
  "https://git.example/api/v4/projects/7/repository/archive.tar.gz?sha=refs%2Fheads%2Fnext": true,
  "https://dl.example/latest.tar.gz": true,
  "https://dl.example/conda/Conda3-latest-Linux-x86_64.sh": true,
  "https://dl.example/apex/apex-latest.zip?x=1": true,
  "https://dl.example/stats/delegated-latest": true,
  "https://dl.example/v1.4.0/tool-latest.zip": false,
  "https://dl.example/tool-latest-toolchain-1.4.0.tgz": false,
  [`https://dl.example/tool-latest-toolchain-${UNKNOWN_PART}.tgz`]: false,
  "https://dl.example/tool-latestversion.tgz": false,
  "https://dl-latest.example": false,
  "https://gist.githubusercontent.com/somebody/0123456789abcdef0123456789abcdef/raw/0123456789abcdef0123456789abcdef01234567/install.sh": false,
  "https://codeload.github.com/team/app/tar.gz/refs/tags/v1.4.0": false,
  "https://bitbucket.org/team/app/downloads/master.zip": false,
  "https://git.example/gitweb/?p=app.git;a=snapshot;h=v1.4.0": false,
  "https://dl.example/get/master.tar.gz": false,
  "https://dl.example/headers/main.tgz": false,
  "https://dl.example/tool.tgz?hash=main": false,
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
