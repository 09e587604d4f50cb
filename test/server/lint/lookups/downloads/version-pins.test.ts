import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";

const FOUND = "https://dl.example/download/v1.4.0/tool.tgz";

/** A line, and the line with the address of a version; undefined: it cannot be written. */
const ROWS: Record<string, readonly [line: string, fixed: string | undefined]> = {
  "a plain address": ["RUN curl -fsSLO https://dl.example/latest/download/tool.tgz", `RUN curl -fsSLO ${FOUND}`],
  "an address in quotes": [
    'RUN curl -fsSLO "https://dl.example/latest/download/tool.tgz"',
    `RUN curl -fsSLO "${FOUND}"`,
  ],
  "an address in the quotes of a JSON array": [
    'RUN ["curl", "-fsSLO", "https://dl.example/latest/download/tool.tgz"]',
    `RUN ["curl", "-fsSLO", "${FOUND}"]`,
  ],
  "an address with a query": [
    "RUN curl -fsSL https://dl.example/raw/tool.tgz?ref=main | tar xz",
    `RUN curl -fsSL ${FOUND} | tar xz`,
  ],
  "an address beside that of its sums": [
    'RUN wget https://dl.example/latest/tool.tgz "https://dl.example/latest/SHA256SUMS" https://dl.example/keys/SHA256SUMS.asc && sha256sum -c SHA256SUMS',
    `RUN wget ${FOUND} "https://dl.example/download/v1.4.0/SHA256SUMS" https://dl.example/keys/SHA256SUMS.asc && sha256sum -c SHA256SUMS`,
  ],
  "an address in a variable": ["RUN U=https://dl.example/latest/download/tool.tgz; curl -fsSLO $U", undefined],
  "an address of ADD": ["ADD https://dl.example/latest/download/tool.tgz /opt/", `ADD ${FOUND} /opt/`],
  "a file whose name would change": ["RUN curl -fsSLO https://dl.example/latest/tool-linux.tgz", undefined],
  "an address with a variable": ["ENV A=1\nRUN curl -fsSLO https://dl.example/latest/$A/tool.tgz", undefined],
};

describe("the address of a version", () => {
  for (const [name, [line, fixed]] of Object.entries(ROWS)) {
    it(`for ${name}`, () => {
      const text = `FROM debian:12.11\n${line}\n`;
      const fix = offeredFixes(text, /^(?:download|add)-/)
        .flatMap((offer) => offer.fixes)
        .find(({ style }) => style === "url");
      assert.equal(fix && fixedText(text, fix, { text: FOUND }), fixed && `FROM debian:12.11\n${fixed}\n`);
      if (fix === undefined) return;
      assert.equal(fix.safety, "safe");
      assert.equal(fixedText(text, fix, { text: `${FOUND}" && touch x` }), undefined);
      if (line.includes('"')) return;
      for (const path of ["v1.4.0/;reboot;/tool.tgz", "v1.4.0/&reboot&/tool.tgz", "v1.4.0/(reboot)/tool.tgz"])
        assert.equal(fixedText(text, fix, { text: `https://dl.example/${path}` }), undefined, path);
    });
  }

  it("is for somebody to look at where the sums stay with what is newest", () => {
    const text =
      "FROM debian:12.11\nARG A\nRUN curl -fsSLO https://dl.example/latest/tool.tgz && curl -fsSLo S https://dl.example/latest/$A.sha256 && sha256sum -c S\n";
    const [fix] = offeredFixes(text, /^download-mutable$/).flatMap(({ fixes }) => fixes);
    assert.equal(fix?.safety, "review");
  });

  for (const [path, isOffered] of [
    ["raw/main/tool.tgz", true],
    ["latest/", true],
    ["raw/tool.tgz?ref=main", true],
    ["archive/main.tar.gz", false],
    ["archive/refs/heads/next.tar.gz", false],
    ["tool-latest-linux.tgz", false],
  ] as const) {
    it(`is ${isOffered ? "" : "not "}offered for ${path}`, () => {
      const offers = offeredFixes(
        `FROM debian:12.11\nRUN curl -fsSL https://dl.example/${path} | tar xz\n`,
        /^download-/,
      );
      assert.equal(
        offers.some(({ fixes }) => fixes.some(({ style }) => style === "url")),
        isOffered,
      );
    });
  }
});
