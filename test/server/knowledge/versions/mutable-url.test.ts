import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UNKNOWN_PART } from "../../../../server/src/knowledge/image-reference.ts";
import { isMutableUrl, isOfOneVersion, mayNameVersion } from "../../../../server/src/knowledge/versions/mutable-url.ts";

const rows: Readonly<Record<string, boolean>> = {
  "https://dl.example/latest/tool.tgz": true,
  "https://github.com/team/app/releases/latest/download/app.tgz": true,
  "https://raw.githubusercontent.com/team/app/main/install.sh": true,
  "https://raw.githubusercontent.com/team/app/master/install.sh": true,
  "https://raw.githubusercontent.com/team/app/dev/install.sh": true,
  "https://git.example/team/app/plain/install.sh?ref=trunk": true,
  "https://raw.githubusercontent.com/team/app/v1.4.0/dev/install.sh": false,
  "https://proxy.example/https://raw.githubusercontent.com/team/app/master/install.sh": true,
  "https://proxy.example/https://github.com/team/app/releases/latest/download/app.tgz": true,
  "https://latest.proxy.example/https://latest.example/app.tgz": false,
  "https://raw.githubusercontent.com/team/app/v1.4.0/fetch?from=https://dl.example/main/": false,
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
  "https://huggingface.co/team/model/resolve/main/model.bin": true,
  "https://huggingface.co/team/model/resolve/0123456789abcdef0123456789abcdef01234567/model.bin": false,
  "https://ci.example/job/app/lastSuccessfulBuild/artifact/app.tgz": true,
  "https://ci.example/job/app/lastStableBuild/artifact/app-1.4.0.tgz": false,
  "https://ci.example/job/app/1234/artifact/main.tgz": false,
  "https://bitbucket.org/team/app/raw/HEAD/install.sh": true,
  "https://raw.githubusercontent.com/team/builds/gh-pages/phar/app.phar": true,
  "https://github.com/team/app/archive/develop.zip": true,
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
  "https://dl.example/tool-current-linux-amd64.zip": true,
  "https://dl.example/direct/browser-stable_current_amd64.deb": true,
  "https://dl.example/tool-current-1.4.0.zip": false,
  "https://dl.example/tool-currently.zip": false,
  "https://dl.example/v1.4.0/tool-latest.zip": false,
  "https://dl.example/tool-latest-toolchain-1.4.0.tgz": false,
  [`https://dl.example/tool-latest-toolchain-${UNKNOWN_PART}.tgz`]: false,
  "https://dl.example/tool-latestversion.tgz": false,
  "https://dl.example/tools/tool-linux-7302050_latest.zip": false,
  "https://dl.example/7302050/tool-linux_latest.zip": true,
  "https://developer.dl.example/compute/tool.run": false,
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

describe("whether the content behind an address stays", () => {
  const kept: Readonly<Record<string, boolean>> = {
    "https://dl.example/tool-1.4.0.tgz": true,
    "https://dl.example/current/tool-1.4.0.tgz": true,
    "https://dl.example/tool-latest-x/tool-1.4.0.tgz": true,
    "https://dl.example/tool.tgz": false,
    // Numbers that tell the version of something else.
    "https://dl1.2.example/tool.tgz": false,
    "https://dl.example/tool_x86_64.tgz": false,
    "https://dl.example/Ubuntu/22.04/tool.deb": false,
    "https://dl.example/tool-alpine3.18.tgz": false,
    "https://dl.example/tool-leap_v15.6.tgz": false,
    "https://dl.example/ubuntu-22.04.3.iso": true,
    "https://dl.example/release/tool-latest-azurelinux3.0.rpm": false,
    "https://dl.example/7.0/tool-7.0-linux64-latest.tar.bz2": false,
    "https://github.com/team/tool/releases/download/v0.4.1/tool-v0.4.1-ubuntu-latest.tgz": true,
  };
  for (const [url, expected] of Object.entries(kept)) it(url, () => assert.equal(isOfOneVersion(url), expected));
});

describe("whether a part of an address may be a version", () => {
  const rows: Readonly<Record<string, boolean>> = {
    "https://dl.example/tool-1.4.0.tgz": true,
    "https://dl.example/vs/17/tool.exe": true,
    "https://dl.example/tool-$V.tgz": true,
    "https://dl.example/%V%/tool.tgz": true,
    "https://dl.example/tool?build=4": true,
    "https://dl.example/tool-amd64-12.zip": true,
    "https://dl2.example:8080/tool.tgz": false,
    "https://dl.example/tool-linux-x86_64.zip": false,
    "https://dl.example/linux64/tool-arm64.i386.tar.bz2": false,
    "https://dl.example/tool_64-bit.7z": false,
  };
  for (const [url, expected] of Object.entries(rows)) it(url, () => assert.equal(mayNameVersion(url), expected));
});
