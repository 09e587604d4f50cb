import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";

const HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const MD5 = "d41d8cd98f00b204e9800998ecf8427e";
const SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
const FETCH = "RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz";

/** A RUN, what is written instead, and the sum that the file must still have; undefined: nothing is offered. */
const ROWS: Record<string, readonly [lines: string, fixed: string | undefined, current?: string]> = {
  "an md5": [
    `${FETCH} \\\n && echo "${MD5}  tool-1.4.0.tgz" | md5sum -c -`,
    `${FETCH} \\\n && echo "${HEX}  tool-1.4.0.tgz" | sha256sum -c -`,
    MD5,
  ],
  "a sha1 in an ARG": [
    `ARG SUM=${SHA1}\n${FETCH} && echo "$SUM *tool-1.4.0.tgz" | sha1sum -c`,
    `ARG SUM=${HEX}\n${FETCH} && echo "$SUM *tool-1.4.0.tgz" | sha256sum -c`,
    SHA1,
  ],
  "an md5 in a variable of that name": [
    `ARG TOOL_MD5SUM=${MD5}\n${FETCH} && echo "$TOOL_MD5SUM *tool-1.4.0.tgz" | md5sum -c`,
    `ARG TOOL_SHA256SUM=${HEX}\n${FETCH} && echo "$TOOL_SHA256SUM *tool-1.4.0.tgz" | sha256sum -c`,
    MD5,
  ],
  "a sha1 in a variable of the shell of that name": [
    `RUN tool_sha1='${SHA1}'; ${FETCH.slice(4)} && echo "\${tool_sha1}  tool-1.4.0.tgz" | sha1sum -c`,
    `RUN tool_sha256='${HEX}'; ${FETCH.slice(4)} && echo "\${tool_sha256}  tool-1.4.0.tgz" | sha256sum -c`,
    SHA1,
  ],
  "a sha1 among variables of the environment": [
    `ENV TOOL_URL=https://dl.example/tool-1.4.0.tgz \\\n    TOOL_SHA1SUM=${SHA1} \\\n    TOOL=tool-1.4.0.tgz\nRUN curl -fsSLO "$TOOL_URL" \\\n && echo "\${TOOL_SHA1SUM}  \${TOOL}" | sha1sum -c -`,
    `ENV TOOL_URL=https://dl.example/tool-1.4.0.tgz \\\n    TOOL_SHA256SUM=${HEX} \\\n    TOOL=tool-1.4.0.tgz\nRUN curl -fsSLO "$TOOL_URL" \\\n && echo "\${TOOL_SHA256SUM}  \${TOOL}" | sha256sum -c -`,
    SHA1,
  ],
  "a variable of that name that is spoken of": [
    `# TOOL_MD5 comes from the release page\nARG TOOL_MD5=${MD5}\n${FETCH} && echo "$TOOL_MD5  tool-1.4.0.tgz" | md5sum -c`,
    undefined,
  ],
  "a variable beside one that has the better name": [
    `ARG TOOL_SHA256\nARG TOOL_MD5=${MD5}\n${FETCH} && echo "$TOOL_MD5  tool-1.4.0.tgz" | md5sum -c`,
    undefined,
  ],
  "an md5 in a variable of the shell": [
    `RUN sum='${MD5}'; ${FETCH.slice(4)} && echo "$sum  tool-1.4.0.tgz" | md5sum -c`,
    `RUN sum='${HEX}'; ${FETCH.slice(4)} && echo "$sum  tool-1.4.0.tgz" | sha256sum -c`,
    MD5,
  ],
  "a variable that another RUN compares with, too": [
    `ARG SUM=${MD5}\n${FETCH} && echo "$SUM  tool-1.4.0.tgz" | md5sum -c -\nRUN echo "$SUM  /old.tgz" | md5sum -c -`,
    undefined,
  ],
  "a variable whose value is kept": [
    `RUN sum=${SHA1}; ${FETCH.slice(4)} && echo "$sum  tool-1.4.0.tgz" | sha1sum -c - && echo $sum > /sum`,
    undefined,
  ],
  "an address that is another for each platform": [
    `FROM debian:12.11\nARG TARGETARCH\nRUN curl -fsSLo tool.tgz https://dl.example/tool-$TARGETARCH.tgz && echo "${MD5}  tool.tgz" | md5sum -c -`,
    undefined,
  ],
  "a sum that stands there twice": [
    `${FETCH} && echo "${MD5}  tool-1.4.0.tgz" | md5sum -c - && echo ${MD5}`,
    undefined,
  ],
  "two programs": [`${FETCH} && md5sum x && echo "${MD5}  tool-1.4.0.tgz" | md5sum -c -`, undefined],
  "an md5 from the place of the file, beside it": [
    `${FETCH} && curl -fsSLO https://dl.example/tool-1.4.0.tgz.md5 && md5sum -c tool-1.4.0.tgz.md5`,
    `${FETCH} \\\n && echo "${HEX}  tool-1.4.0.tgz" | sha256sum -c - \\\n && curl -fsSLO https://dl.example/tool-1.4.0.tgz.md5 && md5sum -c tool-1.4.0.tgz.md5`,
  ],
  "a sum that is not in the file": [`ARG SUM\n${FETCH} && echo "$SUM  tool-1.4.0.tgz" | md5sum -c -`, undefined],
};

describe("a stronger sum", () => {
  for (const [name, [lines, fixed, current]] of Object.entries(ROWS)) {
    it(`for ${name}`, () => {
      const text = `FROM debian:12.11\n${lines}\n`;
      const offers = offeredFixes(text, /^download-weak$/);
      assert.equal(offers.length, 1);
      const [fix] = offers.flatMap(({ fixes }) => fixes);
      const written = fix && fixedText(text, fix, { text: HEX });
      assert.equal(written, fixed && `FROM debian:12.11\n${fixed}\n`);
      const renamed = /\w*sha256(?:sum)?(?==)/i.exec(fixed ?? "")?.[0];
      assert.equal(fix?.safety, fixed && (renamed === undefined ? "safe" : "review"));
      const weaker = `Compare the sha256 of tool-1.4.0.tgz instead of its ${current?.length === 32 ? "md5" : "sha1"}`;
      const stronger = renamed === undefined ? weaker : `${weaker}, in ${renamed}`;
      assert.equal(fix?.title, fixed && (current === undefined ? "Check tool-1.4.0.tgz against its sha256" : stronger));
      const query = fix?.query();
      assert.equal(
        query?.kind === "download" ? `${query.want} ${query.current}` : undefined,
        fixed && `checksum ${current}`,
      );
    });
  }
});
