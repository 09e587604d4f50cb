import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ShellLanguage } from "../../../../server/src/syntax/shell/script.ts";
import { cpuClock } from "../../../harness/cpu-clock.ts";
import { printScript } from "./print-script.ts";
import { parse } from "./script-table.ts";

/** Longest time for one text, in milliseconds: an expensive one takes less than a tenth of it. */
const MOST_MS = 2000;

/** Hostile texts: none may throw or take long, and each cap that is hit is said. `says` is the message of one of the gaps. */
const POWERSHELL: Readonly<Record<string, { readonly text: string; readonly says: string | undefined }>> = {
  "10,000 open `$(`": { text: "$(".repeat(10_000), says: "substitutions nested deeper than 16 levels" },
  "10,000 closed `$(`": {
    text: `a ${"$(".repeat(10_000)}b${")".repeat(10_000)}`,
    says: "substitutions nested deeper than 16 levels",
  },
  "10,000 `$(` in strings": { text: '"$('.repeat(10_000), says: "substitutions nested deeper than 16 levels" },
  "10,000 open parentheses": { text: "(".repeat(10_000), says: "nested deeper than 64 levels" },
  "10,000 closed parentheses": {
    text: `${"(".repeat(10_000)}a${")".repeat(10_000)}`,
    says: "nested deeper than 64 levels",
  },
  "10,000 open blocks": { text: "{".repeat(10_000), says: "nested deeper than 64 levels" },
  "10,000 open lists": { text: "@(".repeat(10_000), says: "substitutions nested deeper than 16 levels" },
  "10,000 open casts": { text: "[".repeat(10_000), says: undefined },
  "10,000 methods in arguments": { text: "$a.b(".repeat(10_000), says: "nested deeper than 64 levels" },
  "10,000 assignments in one": { text: "$a=".repeat(10_000), says: "nested deeper than 64 levels" },
  "ifs in ifs": { text: "if (a) {".repeat(8_000), says: "nested deeper than 64 levels" },
  "switches in switches": { text: "switch(a){b{".repeat(5_000), says: "nested deeper than 64 levels" },
  "loops in heads of loops": { text: "foreach ($a in ".repeat(4_000), says: "nested deeper than 64 levels" },
  "closing brackets alone": { text: ")}".repeat(10_000), says: "`)` closes nothing" },
  "formats in formats": {
    text: `${"('{0}{0}' -f ".repeat(60)}'a'${")".repeat(60)}`,
    says: undefined,
  },
  "a format of thousands of arguments": { text: `'${"{0}".repeat(20_000)}' -f $a`, says: undefined },
  "powershell in powershell": {
    text: "powershell -c ".repeat(4_600),
    says: "more than 131072 characters of scripts inside the script",
  },
  "open comments": { text: "<#".repeat(30_000), says: undefined },
  "here-strings without an end": { text: "@'\n".repeat(20_000), says: undefined },
  "thousands of quotes": { text: "\"'`".repeat(20_000), says: undefined },
  "thousands of dollars": { text: "${".repeat(30_000), says: "nested deeper than 64 levels" },
  "thousands of dollars in a string": { text: `"${"${".repeat(30_000)}`, says: undefined },
  "thousands of signs": { text: "!-+,".repeat(15_000), says: undefined },
  "thousands of pipes": { text: "a|".repeat(30_000), says: undefined },
  "thousands of escaped quotes": { text: '\\"'.repeat(30_000), says: undefined },
  "NUL characters": { text: "a\0b \0".repeat(10_000), says: undefined },
  "lone surrogates": { text: "\ud800 '\udc00' `\ud83d".repeat(5_000), says: undefined },
  "a text one character too long": { text: `a${" ".repeat(65_536)}`, says: "longer than 65536 characters" },
};

const CMD: typeof POWERSHELL = {
  "10,000 open parentheses": { text: "(".repeat(10_000), says: "nested deeper than 64 levels" },
  "ifs in ifs": { text: "if a==b ".repeat(8_000), says: "nested deeper than 64 levels" },
  "loops in loops": { text: "for %i in (a) do ".repeat(3_800), says: "nested deeper than 64 levels" },
  "loops over the output of loops": { text: "for /f %i in ('for /f %i in (".repeat(2_000), says: undefined },
  "cmd in cmd": {
    text: "cmd /c ".repeat(9_000),
    says: "more than 131072 characters of scripts inside the script",
  },
  "thousands of quotes": { text: '"'.repeat(60_001), says: undefined },
  "thousands of escaped quotes": { text: '"\\'.repeat(30_000), says: undefined },
  "thousands of percent signs": { text: "%a".repeat(30_000), says: undefined },
  "thousands of carets": { text: "^".repeat(60_001), says: undefined },
  "thousands of redirects": { text: "> ".repeat(30_000), says: undefined },
  "thousands of operators": { text: "a&&".repeat(20_000), says: undefined },
  "NUL characters": { text: "a\0b \0".repeat(10_000), says: undefined },
  "lone surrogates": { text: '\ud800 "\udc00" ^\ud83d'.repeat(5_000), says: undefined },
  "a text one character too long": { text: `a${" ".repeat(65_536)}`, says: "longer than 65536 characters" },
};

function hostileTable(language: ShellLanguage, rows: typeof POWERSHELL): void {
  describe(`hostile ${language} text`, () => {
    for (const [name, { text, says }] of Object.entries(rows)) {
      it(name, () => {
        const cpuMs = cpuClock();
        const messages = parse(text, language).gaps.map(({ message }) => message);
        assert.ok(cpuMs() < MOST_MS, "is read in time");
        if (says !== undefined)
          assert.ok(messages.includes(says), `${says} is among ${[...new Set(messages)].join(", ")}`);
        else assert.ok(!messages.some((message) => message.includes("deeper")), "is not deep");
      });
    }
  });
}

hostileTable("powershell", POWERSHELL);
hostileTable("cmd", CMD);

describe("what stands around a cap", () => {
  it("is read in PowerShell", () => {
    const script = parse(`a; b ${"(".repeat(70)}${")".repeat(70)}; c`, "powershell");
    assert.match(printScript(script), /^\{a\} ; \{b .*\} ; \{c\}$/);
  });
  it("is read in front of it in cmd", () => {
    const script = parse(`a & ${"(".repeat(70)}`, "cmd");
    assert.match(printScript(script), /^\{a\} ; group\(/);
  });
});
