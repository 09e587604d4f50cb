import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type FileName, nameInUrl, nameOfPath } from "../../../../server/src/knowledge/downloads/file-name.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

const URLS: Readonly<Record<string, string>> = {
  "https://dl.example/tool-1.4.0.tgz?token=x#top": "4 tool-1.4.0.tgz",
  "https://dl.example/1.4.0/tool": "2 tool",
  "https://dl.example/tool/1.4.0": "2 1.4.0",
  "https://dl.example/tool-$VERSION.tgz": "3 tool-*.tgz open",
  $SOURCE: "1 $SOURCE open",
  "https://dl.example/$FILE": "1 $FILE open",
  "https://dl.example/%FILE%": "1 %FILE% open",
  "https://get.example": "1 get.example",
  "https://get.example/": "1 get.example",
  "https://dl.example/tool/": "2 tool",
  "https://dl.example/tool//?x=/#y": "2 tool",
  "https:////": "0 ",
  "https://dl.example/tool-$(uname -m)-1.4.0.tgz": "3 tool-*-1.4.0.tgz open",
  "https://dl.example/tool-`uname -m`.tgz": "3 tool-*.tgz open",
  "https://dl.example/tool-%VERSION%-${ARCH:-$(uname -m)}.zip": "3 tool-*-*.zip open",
  "https://dl.example/MY%20TOOL%201.4.0.zip": "4 MY%20TOOL%201.4.0.zip",
  "https://dl.example/${TOOL}.tar.gz": "1 ${TOOL}.tar.gz open",
  "https://dl.example/$(echo tool)_`uname -m`.deb": "1 *_*.deb open",
  "https://dl.example/$(cat file)": "0 ",
  'https://dl.example/$(case x in x) echo "a";; esac)': "0 ",
  "https://dl.example/download.php?file=tool.tgz": "2 download.php",
  "https://keys.example/pks/lookup?op=get&search=0x4f4ea0aae5267a6c": "4 0x4f4ea0aae5267a6c",
  "https://keys.example/pks/lookup?search=0x4F4EA0AAE5267A6C&op=get": "4 0x4F4EA0AAE5267A6C",
  "https://keys.example/pks/lookup?op=get&search=0x$KEY": "2 lookup",
  "https://keys.example/pks/lookup?op=get&search=team@app.example": "2 lookup",
  "https://github.com/team/tool/archive/v$VERSION.tar.gz": "3 tool",
  "https://github.com/team/tool/archive/$(cat version).zip": "3 tool",
  "https://codeload.github.com/team/tool/tar.gz/$VERSION": "3 tool",
  "https://sourceforge.net/projects/tool/files/tool-1.4.0.tgz/download": "4 tool-1.4.0.tgz",
  "https://sourceforge.net/projects/tool/files/latest/download": "2 download",
  "https://github.com/team/tool/tarball/HEAD": "3 tool at HEAD",
  "https://github.com/team/tool/archive/master.zip": "3 tool at master",
  "https://github.com/team/tool/archive/refs/tags/v1.4.0.tar.gz": "3 tool at v1.4.0",
  "https://github.com/team/tool/archive/refs/tags/stable.tar.gz": "3 tool at stable",
  [`https://github.com/team/tool/archive/${COMMIT}.zip`]: "3 tool at 0123456789ab",
  "https://github.com/team/tool/archive/tool-1.4.0.tar.gz": "4 tool-1.4.0.tar.gz",
  "https://codeload.github.com/team/tool/legacy.tar.gz/v1.4.0": "3 tool at v1.4.0",
  "https://api.github.com/repos/team/tool/zipball/v1.4.0": "3 tool at v1.4.0",
  "https://bitbucket.org/team/tool/get/1.4.0.tar.bz2": "3 tool at 1.4.0",
  "https://gitlab.com/team/tool/-/archive/v1.4.0/tool-v1.4.0.tar.gz": "4 tool-v1.4.0.tar.gz",
  "https://dl.example/archive/1.4.0.tgz": "4 1.4.0.tgz",
  "https://dl.example/pub/team/archive/other.tgz": "4 other.tgz",
};

const PATHS: Readonly<Record<string, string>> = {
  "/tmp/tool.tgz": "4 tool.tgz",
  "C:\\temp\\tool.zip": "4 tool.zip",
  "/usr/local/bin/tool": "2 tool",
  "./": "0 ",
  ".": "0 ",
  $FILE: "1 $FILE open",
  "$env:FILE": "1 $env:FILE open",
};

function described({ rank, text, isOpen }: FileName): string {
  return `${rank} ${text}${isOpen ? " open" : ""}`;
}

describe("names of downloads", () => {
  for (const [url, expected] of Object.entries(URLS)) {
    it(`in ${url}`, () => {
      assert.equal(described(nameInUrl(url)), expected);
    });
  }
  for (const [path, expected] of Object.entries(PATHS)) {
    it(`of ${path}`, () => {
      assert.equal(described(nameOfPath(path)), expected);
    });
  }
});
