import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { algorithmOf, sumIn } from "../../../../server/src/resolve/download/sum-list.ts";

const [A, B] = ["a".repeat(64), "b".repeat(64)];
const LONG = "c".repeat(128);

/** Text of the list, whether it is named after the file, and what it says of `tool.tgz`. */
const ROWS: Record<string, readonly [text: string, isForFile: boolean, says: string]> = {
  "GNU's lines, text and binary": [`${B}  other.tgz\n${A} *tool.tgz\n`, false, `sha256 ${A}`],
  "upper case becomes lower case": [`${A.toUpperCase()}  tool.tgz\r\n`, false, `sha256 ${A}`],
  "BSD's lines": [`SHA256 (tool.tgz) = ${A}`, false, `sha256 ${A}`],
  "BSD's lines of sha512": [`SHA512 (tool.tgz) = ${LONG}`, false, `sha512 ${LONG}`],
  "a line of BSD's of another name": [`SHA256 (my-tool.tgz) = ${A}`, true, "nothing"],
  "a bare sum in a file of its own": [`${A}\n`, true, `sha256 ${A}`],
  "a bare sum in a list is nobody's": [`${A}\n`, false, "nothing"],
  "sha256 in front of sha512": [`${LONG}  tool.tgz\n${A}  tool.tgz`, false, `sha256 ${A}`],
  "a name that ends like it is another": [`${A}  my-tool.tgz\n${B}  tool.tgz.asc`, false, "nothing"],
  "a name in a folder is another": [`${A}  linux/tool.tgz`, false, "nothing"],
  "a name in a folder in a file of its own": [`${A}  build/linux/tool.tgz`, true, `sha256 ${A}`],
  "another name in a folder in a file of its own": [`${A}  build/my-tool.tgz`, true, "nothing"],
  "gpg's blocks of digits": [
    `tool.tgz: ${"CCCCCCCC ".repeat(8)}\n          ${"CCCCCCCC ".repeat(8)}\n`,
    true,
    `sha512 ${LONG}`,
  ],
  "gpg's blocks of another name": [`my-tool.tgz: ${"AAAA ".repeat(16)}`, true, "nothing"],
  "gpg's blocks in a list": [`tool.tgz: ${"AAAA ".repeat(16)}`, false, "nothing"],
  "gpg's blocks of an older sum": [`tool.tgz: ${"AAAA ".repeat(10)}`, true, "nothing"],
  "the folder of the list itself": [`${A}  ./tool.tgz`, false, `sha256 ${A}`],
  "two sums for one name are none": [`${A}  tool.tgz\n${B}  tool.tgz`, false, "nothing"],
  "one sum twice is one": [`${A}  tool.tgz\n${A}  tool.tgz`, false, `sha256 ${A}`],
  "md5 and sha1 do not count": [`${"d".repeat(32)}  tool.tgz\n${"e".repeat(40)}  tool.tgz`, false, "nothing"],
  "another name in a file of its own": [`${A}  other.tgz`, true, "nothing"],
  "headlines tell the algorithms of one length apart": [
    `# BLAKE2B HASH\n${"f".repeat(128)}  tool.tgz\n# SHA512 HASH\n${LONG}  tool.tgz\n`,
    true,
    `sha512 ${LONG}`,
  ],
  "sums with their algorithm in front": [
    `MD5= ${"d".repeat(32)}\nSHA2-256= ${A}\nSHA2-512= ${LONG}`,
    true,
    `sha256 ${A}`,
  ],
  "a web page": ["<!doctype html><title>404</title>", true, "nothing"],
};

describe("a list of sums", () => {
  for (const [name, [text, isForFile, says]] of Object.entries(ROWS)) {
    it(name, () => {
      const sum = sumIn(text, "tool.tgz", isForFile);
      assert.equal(sum === undefined ? "nothing" : `${sum.algorithm} ${sum.hex}`, says);
    });
  }
  it("is of the algorithm that its sums are as long as", () => {
    const lengths = [32, 40, 64, 128, 56].map((length) => algorithmOf("0".repeat(length)));
    assert.deepEqual(lengths, ["md5", "sha1", "sha256", "sha512", undefined]);
    assert.equal(algorithmOf("g".repeat(64)), undefined);
  });
});
