import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Safety } from "../../../../../server/src/fix/fix.ts";
import type { Pin } from "../../../../../server/src/pin/pin.ts";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";
import { type CheckRow, PIPED_ROWS, SAVED_ROWS } from "./check-rows.ts";
import { IDLE_ROWS } from "./idle-check-rows.ts";

const RULES = /^download-(?:unverified|piped|weak|key)$/;
const HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const PIN: Partial<Pin> = {
  text: HEX,
  perPlatform: { "linux/amd64": "a".repeat(64), "linux/arm64": "b".repeat(64), "linux/s390x": "c".repeat(64) },
};

function withSums(text: string): string {
  const sums = PIN.perPlatform ?? {};
  return text.replace(/HEX(?:\((.+?)\))?/g, (_, platform?: string) =>
    platform === undefined ? HEX : (sums[platform] ?? ""),
  );
}

function fixedBy(text: string, { title, safety }: CheckRow): string | undefined {
  const [offer] = offeredFixes(text, RULES);
  const fix = title === undefined ? offer?.fixes[0] : offer?.fixes.find((each) => each.title === title);
  assert.ok(fix !== undefined, `offered: ${JSON.stringify(offer?.fixes.map((each) => each.title))}`);
  if (safety !== undefined) assert.equal(fix.safety, safety);
  const query = fix.query();
  // A sum that the file has is the one that counts.
  assert.equal(query.kind === "download" ? query.current : query, text.includes(HEX) ? HEX : undefined);
  return fixedText(text, fix, PIN);
}

const TABLES = { "a saved file": SAVED_ROWS, "a pipe": PIPED_ROWS, "a sum that is compared already": IDLE_ROWS };

for (const [title, rows] of Object.entries(TABLES)) {
  describe(`the check of ${title}`, () => {
    for (const [name, row] of Object.entries(rows)) {
      it(name, () => {
        const text = withSums(row.text.slice(1));
        const fixed = withSums(row.fixed.slice(1));
        assert.equal(fixedBy(text, row), fixed);
        assert.equal(fixedBy(text.replaceAll("\n", "\r\n"), row)?.replaceAll("\r\n", "\n"), fixed);
        assert.deepEqual(
          offeredFixes(fixed, RULES).map(({ finding }) => finding.message),
          [],
        );
      });
    }
  });
}

const BRANCH = "curl -fo t.tgz https://dl.example/tool-1.4.0-$A.tgz";

/** Ways to set the variable of an address, and whether somebody should look at the sum that belongs to one of its values. */
const SETTINGS: readonly (readonly [script: string, safety: Safety])[] = [
  [`A=x64; ${BRANCH}`, "safe"],
  [`cd /tmp && export A=x64 && ${BRANCH}`, "safe"],
  [`if [ "$B" = b ]; then A=x64; ${BRANCH}; fi`, "safe"],
  [`if [ "$B" = b ]; then A=x64; fi && ${BRANCH}`, "review"],
  [`if [ "$B" = b ]; then A=x64; fi; C=$A; ${BRANCH.replace("$A", "$C")}`, "review"],
  [`if [ "$B" = b ]; then A=x64; else exit 1; fi; ${BRANCH}`, "safe"],
  [`[ "$B" = b ] && A=x64; ${BRANCH}`, "review"],
  [`false || A=x64 && ${BRANCH}`, "review"],
  [`[ "$B" = b ] && A=x64 || exit 1; ${BRANCH}`, "safe"],
  [`case $B in b) A=x64 ;; esac; ${BRANCH}`, "review"],
  [`case $(arch) in x86_64) A=amd64 ;; aarch64) A=arm64 ;; esac; ${BRANCH}`, "safe"],
  [`case $(arch) in x86_64) A=amd64 ;; armv6l) A=armv6 ;; esac; ${BRANCH}`, "safe"],
  [`case $B in b) A=x64 ;; *) exit 1 ;; esac; ${BRANCH}`, "safe"],
];

describe("a variable of the address", () => {
  for (const [script, safety] of SETTINGS) {
    it(`${safety}: ${script}`, () => {
      const [offer] = offeredFixes(`FROM debian:12.11\nRUN ${script}\n`, RULES);
      assert.deepEqual(
        offer?.fixes.map((fix) => fix.safety),
        [safety],
      );
    });
  }
});

describe("an address", () => {
  for (const [file, safety] of [
    ["tool-1.4.0-x86_64.zip", "safe"],
    ["tool-linux-x86_64.zip", "review"],
    ["config/ubuntu/22.04/sources.deb", "review"],
    ["tool-alpine-3.20.tgz", "review"],
    ["alpine-minirootfs-3.20.0-x86_64.tgz", "safe"],
    ["ubuntu-22.04/tool-1.4.0.deb", "safe"],
  ] as const)
    it(`${safety}: ${file}`, () => {
      const text = `FROM debian:12.11\nRUN curl -fsSLO https://dl.example/${file} && ls\n`;
      const [offer] = offeredFixes(text, /^download-unverified$/);
      assert.deepEqual([...new Set(offer?.fixes.map((fix) => fix.safety))], [safety]);
    });
});

const SIGNED = "curl -fsSLO https://dl.example/tool-1.4.0.tgz";

/** Ways to verify a signature in vain, behind which somebody should look at the sum of what arrives today. */
const IDLE_SIGNATURES = [
  `RUN ${SIGNED}; gpg --verify tool-1.4.0.tgz.asc tool-1.4.0.tgz; tar xf tool-1.4.0.tgz`,
  `RUN ${SIGNED} && { gpg --verify tool-1.4.0.tgz.asc tool-1.4.0.tgz || true; } && ls`,
  `RUN ${SIGNED}\nRUN gpg --verify tool-1.4.0.tgz.asc 2>&1 | tee log`,
  "ADD https://dl.example/tool-1.4.0.tgz /\nRUN gpg --verify tool-1.4.0.tgz.asc; ls",
];

describe("a signature that stops nothing", () => {
  for (const lines of IDLE_SIGNATURES) {
    it(`review: ${lines}`, () => {
      const text = `# syntax=docker/dockerfile:1\nFROM debian:12.11\n${lines}\n`;
      const [offer] = offeredFixes(text, /^(?:download|add)-unverified$/);
      assert.deepEqual([...new Set(offer?.fixes.map((fix) => fix.safety))], ["review"]);
    });
  }
});

/** Downloads for which no edit is certainly right. */
const WITHOUT = {
  "a name that the server gives": "RUN curl -fsSLOJ https://dl.example/tool-1.4.0.tgz",
  "a name that the server may give aria2c": "RUN aria2c https://dl.example/tool-1.4.0.tgz",
  "a name that the answer gives wget": "RUN wget --content-disposition https://dl.example/tool-1.4.0.tgz",
  "a subshell that may fail": "RUN (curl -fsSLO https://dl.example/tool-1.4.0.tgz && tar xf tool-1.4.0.tgz) || true",
  "a pipe in a subshell that may fail": "RUN (curl -fsSL https://dl.example/tool-1.4.0.tgz | tar xz); ls",
  "a substitution in a subshell that may fail": 'RUN (sh -c "$(curl -fsSL https://get.example/setup)"); ls',
  "what PowerShell tries": `SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]\nRUN try { iwr https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip } catch { Write-Host bad }; Expand-Archive C:\\t.zip`,
  "a shell of PowerShell whose status is lost": `SHELL ["cmd", "/S", "/C"]\nRUN powershell -Command "iwr https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip" & dir`,
  "PowerShell without quotes in a block of cmd": `SHELL ["cmd", "/S", "/C"]\nRUN if not exist C:\\t.zip (powershell -Command iwr https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip; ls)`,
  "PowerShell between the quotes of sh": `RUN pwsh -Command "iwr https://dl.example/tool-1.4.0.zip -OutFile t.zip; ls"`,
  "a question that wget keeps in the name": "RUN wget https://dl.example/tool-1.4.0.tgz?v=2",
  "an address with an unknown part": "RUN curl -fsSLO https://dl.example/$UNKNOWN/tool.tgz",
  "an address of several values": "RUN for v in 1.0 2.0; do curl -fsSLO https://dl.example/tool-$v.tgz; done",
  "an address of several values in PowerShell": `SHELL ["powershell", "-Command"]\nRUN foreach ($v in '1.0', '2.0') { iwr https://dl.example/tool-$v.zip -OutFile t.zip; ls t.zip }`,
  "an address of each element of a list": `SHELL ["powershell", "-Command"]\nRUN '1.0', '2.0' | % { iwr https://dl.example/tool-\${_}.zip -OutFile t.zip; ls t.zip }`,
  "a variable that a branch changes":
    "ARG V=1.0\nRUN if [ -f x ]; then V=2.0; fi; curl -fsSLo t.tgz https://dl.example/tool-$V.tgz",
  "a variable of several values":
    "RUN if [ -f x ]; then V=2.0; else V=1.0; fi; curl -fsSLo t.tgz https://dl.example/tool-$V.tgz",
  "an address with a variable of several values":
    "RUN if [ -f x ]; then V=2.0; else V=1.0; fi; U=https://dl.example/tool-$V.tgz; curl -fsSLo t.tgz $U",
  "a pattern of addresses": "RUN curl -fsSLO 'https://dl.example/tool-[1-3].tgz'",
  "a JSON array": 'RUN ["curl", "-fsSLO", "https://dl.example/tool-1.4.0.tgz"]',
  "a script in quotes": 'RUN bash -c "curl -fsSLO https://dl.example/tool-1.4.0.tgz && tar xf tool-1.4.0.tgz"',
  "a command in the background": "RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz & wait",
  "a condition of a loop": "RUN until curl -fsSLO https://dl.example/tool-1.4.0.tgz; do sleep 1; done",
  "a negated command": "RUN ! curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "a loop that reads a pipe": "RUN curl -fsSL https://dl.example/tool-1.4.0.tgz | while read line; do echo; done",
  "a pipe that takes errors too":
    'SHELL ["/bin/bash", "-c"]\nRUN curl -fsSL https://dl.example/tool-1.4.0.tgz |& tar xz',
  "an address of another kind": "RUN curl -fsSLO ftp://dl.example/tool-1.4.0.tgz",
  "a trigger": "ONBUILD RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "a name with a blank": "RUN curl -fsSLo 'my tool' https://dl.example/tool-1.4.0.tgz",
  "a folder that is called ~": "RUN curl -fsSLo '~/t.tgz' https://dl.example/tool-1.4.0.tgz",
  "~ behind the letter of its option": "RUN wget -O~/t.tgz https://dl.example/tool-1.4.0.tgz",
  "the home folder of somebody": "RUN wget -O ~tool/t.tgz https://dl.example/tool-1.4.0.tgz",
  "a command whose output a variable keeps": "RUN V=$(curl -fsSLO https://dl.example/tool-1.4.0.tgz && cat V) && ls $V",
  "a pipe whose output a variable keeps":
    "RUN V=$(curl -fsSL https://dl.example/tool-1.4.0.tgz | tar xzv | tail -1) && ls",
  "a command that takes the place of the shell": "RUN exec curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "a command with another root": "RUN chroot /mnt curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "a name that wget decodes": "RUN wget https://dl.example/tool%2B1.4.0.tgz",
  "two addresses in one file": "RUN wget -O t https://dl.example/a-1.4.0.tgz https://dl.example/b-1.4.0.tgz",
  "two addresses in one pipe": "RUN curl -fsSL https://dl.example/a-1.4.0.tgz https://dl.example/b-1.4.0.tgz | tar xzi",
  "an address beside another word": "RUN curl -fsSL wget https://dl.example/tool-1.4.0.tgz | tar xz",
  "a negated pipe": "RUN ! curl -fsSL https://dl.example/tool-1.4.0.tgz | tar xz",
  "a pipe in a RUN that has the names of files in /tmp":
    "RUN cd /tmp && curl -fsSL https://get.example/setup | tee setup | sh > download",
  "a member of a pipe": "RUN (curl -fsSLO https://dl.example/tool-1.4.0.tgz; ls) | tee log",
};

describe("no check", () => {
  for (const [name, line] of Object.entries(WITHOUT)) {
    it(`for ${name}`, () => {
      const text = `FROM debian:12.11\n${line}\n`;
      const fixes = offeredFixes(text, RULES).flatMap((offer) => offer.fixes);
      assert.deepEqual(
        fixes.map((fix) => [fix.title, fixedText(text, fix, PIN)]),
        [],
      );
    });
  }

  it("of what is no sha256", () => {
    const text = "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/tool-1.4.0.tgz\n";
    const fix = offeredFixes(text, RULES)[0]?.fixes[0];
    assert.ok(fix !== undefined);
    assert.equal(fixedText(text, fix, { text: "$(touch x)" }), undefined);
  });
});
