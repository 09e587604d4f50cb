import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedText, offeredFixes } from "../../../harness/pin-fixes.ts";

const HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const PLAIN = "FROM debian:12.11\nADD https://dl.example/tool-1.4.0.tgz /opt/\n";
const PINNED = `FROM debian:12.11\nADD --checksum=sha256:${HEX} https://dl.example/tool-1.4.0.tgz /opt/\n`;

interface Row {
  readonly text: string;
  /** Undefined: nothing is offered. */
  readonly fixed?: string;
  readonly safety?: "review";
}

const ROWS: Record<string, Row> = {
  "a frontend that can read it": {
    text: `# syntax=docker/dockerfile:1\n${PLAIN}`,
    fixed: `# syntax=docker/dockerfile:1\n${PINNED}`,
  },
  "the first frontend that can read it": {
    text: `# syntax=docker/dockerfile:1.6\n${PLAIN}`,
    fixed: `# syntax=docker/dockerfile:1.6\n${PINNED}`,
  },
  "a frontend whose version nobody knows": {
    text: `# syntax=docker/dockerfile:labs\n${PLAIN}`,
    fixed: `# syntax=docker/dockerfile:labs\n${PINNED}`,
    safety: "review",
  },
  "what changes some day, for somebody to decide": {
    text: "# syntax=docker/dockerfile:1\nFROM debian:12.11\nADD https://get.example/setup.tgz /opt/\n",
    fixed: `# syntax=docker/dockerfile:1\nFROM debian:12.11\nADD --checksum=sha256:${HEX} https://get.example/setup.tgz /opt/\n`,
    safety: "review",
  },
  "a frontend that cannot": { text: `# syntax=docker/dockerfile:1.5\n${PLAIN}` },
  "the builder's own frontend may be any": { text: PLAIN, fixed: PINNED, safety: "review" },
  "another flag stays": {
    text: "FROM debian:12.11\nADD --chmod=755 https://dl.example/tool-1.4.0 /bin/tool\n",
    fixed: `FROM debian:12.11\nADD --checksum=sha256:${HEX} --chmod=755 https://dl.example/tool-1.4.0 /bin/tool\n`,
    safety: "review",
  },
  "a version that is an ARG": {
    text: "FROM debian:12.11\narg VERSION=1.4.0\nADD https://dl.example/tool-$VERSION.tgz /opt/\n",
    fixed: `FROM debian:12.11\narg VERSION=1.4.0\narg SHA256=${HEX}\nADD --checksum=sha256:\${SHA256} https://dl.example/tool-$VERSION.tgz /opt/\n`,
    safety: "review",
  },
  "a key": {
    text: "FROM debian:12.11\nADD https://apt.example/key.asc /etc/apt/keyrings/example.asc\n",
    fixed: `FROM debian:12.11\nADD --checksum=sha256:${HEX} https://apt.example/key.asc /etc/apt/keyrings/example.asc\n`,
    safety: "review",
  },
  "quotes around address, place and the value of a flag": {
    text: 'FROM debian:12.11\nADD --chown="app":"app" "https://dl.example/tool-1.4.0.tgz" "/opt/"\n',
    fixed: `FROM debian:12.11\nADD --checksum=sha256:${HEX} --chown="app":"app" "https://dl.example/tool-1.4.0.tgz" "/opt/"\n`,
    safety: "review",
  },
  "a JSON array, and a blank in its place": {
    text: 'FROM debian:12.11\nADD ["https://dl.example/tool-1.4.0.tgz", "/my opt/"]\n',
    fixed: `FROM debian:12.11\nADD --checksum=sha256:${HEX} ["https://dl.example/tool-1.4.0.tgz", "/my opt/"]\n`,
    safety: "review",
  },
  "a JSON array of two files": {
    text: 'FROM debian:12.11\nADD ["https://dl.example/a-1.0.tgz", "https://dl.example/b-1.0.tgz", "/opt/"]\n',
  },
  "two files": { text: "FROM debian:12.11\nADD https://dl.example/a-1.0.tgz https://dl.example/b-1.0.tgz /opt/\n" },
  "an address for each processor": {
    text: "FROM debian:12.11\nARG TARGETARCH\nADD https://dl.example/tool-1.4.0-$TARGETARCH /bin/tool\n",
  },
};

describe("the checksum of ADD", () => {
  for (const [name, { text, fixed, safety = "safe" }] of Object.entries(ROWS)) {
    it(name, () => {
      const fixes = offeredFixes(text, /^(?:add-unverified|download-key)$/).flatMap((offer) => offer.fixes);
      assert.deepEqual(
        fixes.map((fix) => [fix.safety, fixedText(text, fix, { text: HEX })]),
        fixed === undefined ? [] : [[safety, fixed]],
      );
    });
  }
});

/** RUNs that only download, and the ADD that does the same; undefined: it would not. */
const INSTEAD: Record<string, readonly [lines: string, fixed: string | undefined]> = {
  "one file": [
    "RUN curl -fsSLo /opt/tool.tgz https://dl.example/tool-1.4.0.tgz",
    `ADD --checksum=sha256:${HEX} --chmod=644 https://dl.example/tool-1.4.0.tgz /opt/tool.tgz`,
  ],
  "a file that is named after its address, which holds an ARG": [
    'ARG V=1.4.0\nrun wget -q "https://dl.example/tool-$V.tgz"',
    `ARG V=1.4.0\nadd --checksum=sha256:${HEX} --chmod=644 https://dl.example/tool-$V.tgz tool-$V.tgz`,
  ],
  "a header that ADD cannot send": ["RUN curl -fsSLO -H 'A: b' https://dl.example/tool-1.4.0.tgz", undefined],
  "the rights of another user": ["RUN sudo curl -fsSLo /opt/t.tgz https://dl.example/tool-1.4.0.tgz", undefined],
  "a proxy": ["RUN https_proxy=proxy.example curl -fsSLo /t.tgz https://dl.example/tool-1.4.0.tgz", undefined],
  "another command": ["RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && ls", undefined],
  "a user": ["USER app\nRUN curl -fsSLO https://dl.example/tool-1.4.0.tgz", undefined],
  "a mount": ["RUN --mount=type=cache,target=/c curl -fsSLo /c/t https://dl.example/tool-1.4.0.tgz", undefined],
  "a redirection": ["RUN curl -fsSL https://dl.example/tool-1.4.0.tgz > t.tgz", undefined],
};

describe("ADD instead of a RUN", () => {
  for (const [name, [lines, fixed]] of Object.entries(INSTEAD)) {
    it(`for ${name}`, () => {
      const text = `FROM debian:12.11\n${lines}\n`;
      const fix = offeredFixes(text, /^download-unverified$/)
        .flatMap((offer) => offer.fixes)
        .find(({ title }) => title.startsWith("Let ADD"));
      assert.equal(fix && fixedText(text, fix, { text: HEX }), fixed && `FROM debian:12.11\n${fixed}\n`);
    });
  }
});

/** What the variables of a file are called, that of the address last, and the one that is put beside that. */
const NAMES: readonly (readonly [names: string, beside: string])[] = [
  ["VERSION", "SHA256"],
  ["TOOL_VERSION", "TOOL_SHA256"],
  ["TOOLVERSION", "TOOL_SHA256"],
  ["TOOL_REVISION", "TOOL_SHA256"],
  ["TOOL_URL", "TOOL_SHA256"],
  ["CURL", "CURL_SHA256"],
  ["toolVersion", "toolSha256"],
  ["p4Version", "p4Sha256"],
  ["TOOL_VERSION TOOL_URL", "TOOL_URL_SHA256"],
  ["TOOL_URL TOOL_VERSION", "TOOL_VERSION_SHA256"],
  ["toolVersion toolUrl", "toolUrlSha256"],
];

describe("the variable for a sum", () => {
  for (const [names, beside] of NAMES) {
    it(`${beside} beside ${names}`, () => {
      const name = names.split(" ").at(-1);
      const lines = names.split(" ").map((each) => `ARG ${each}=1.4.0\n`);
      const text = `FROM debian:12.11\n${lines.join("")}ADD https://dl.example/$${name}/tool.tgz /opt/\n`;
      const [fix] = offeredFixes(text, /^add-unverified$/).flatMap(({ fixes }) => fixes);
      assert.ok(fix !== undefined);
      assert.ok(fixedText(text, fix, { text: HEX })?.includes(`\nARG ${beside}=${HEX}\n`));
    });
  }
});
