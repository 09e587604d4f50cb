import assert from "node:assert/strict";
import { test } from "node:test";
import { lookupFixes } from "../../server/src/lint/lookups/lookup-fixes.ts";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import { cpuClock } from "../harness/cpu-clock.ts";
import { SETUP } from "../harness/lookup-table.ts";
import { STANDARD_OPTIONS } from "../harness/rule-table.ts";

/** More CPU than this means that something grows faster than its input; a sound reading takes a small part of it. */
const MAX_CPU_MS = 10_000;

interface Hostile {
  readonly text: () => string;
  /** What a note must say; undefined: nothing was left out. */
  readonly note: RegExp | undefined;
  readonly findings?: number;
}

const repeat = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const inputs: Readonly<Record<string, Hostile>> = {
  "a line of 10 MB": { text: () => `FROM a\nRUN ${"x".repeat(10_000_000)}\n`, note: /2 MB/ },
  "100,000 lines": {
    text: () => `FROM a:1.2.3@sha256:${"0".repeat(64)}\n${repeat(99_999, () => "# x\n")}`,
    note: undefined,
  },
  "100,000 instructions": { text: () => `FROM a\n${repeat(99_999, () => "USER x\n")}`, note: undefined },
  "10,000 nested substitutions": {
    text: () => `FROM a\nRUN curl ${"$(".repeat(10_000)}\n`,
    note: /nest|deep/,
  },
  "10,000 nested expansions": { text: () => `FROM a\nENV X=${"${A:-".repeat(10_000)}\n`, note: undefined },
  "10,000 nested groups": {
    text: () => `FROM a\nRUN curl u; ${"( ".repeat(10_000)}\n`,
    note: /nest|deep/,
  },
  "a RUN of 100 KB": { text: () => `FROM a\nRUN apt-get install ${"x ".repeat(50_000)}\n`, note: /64 KB|65,?536/ },
  "10,000 packages": {
    text: () => `FROM a\nRUN apt-get install ${repeat(10_000, (index) => `p${index} `)}\n`,
    note: /500/,
    findings: 500,
  },
  "NUL bytes": { text: () => `FROM a\0b\nRUN apt-get install c\0d\n`, note: undefined },
  "lone surrogates": { text: () => `FROM a\ud800\nLABEL \udc00=\ud800\nRUN apt-get install \ud83d\n`, note: undefined },
  "an endless continuation": { text: () => `FROM a\nRUN x \\\n${repeat(50_000, () => "\\\n")}`, note: undefined },
  "an endless here-document": {
    text: () => `FROM a\nRUN <<EOF\n${repeat(50_000, () => "x\n")}`,
    note: /EOF|here-document/,
  },
  "5,000 stages": {
    text: () => repeat(5000, (index) => `FROM s${index - 1} AS s${index}\n`),
    note: /63 others/,
  },
  "5,000 stages that each run and install tools": {
    text: () =>
      repeat(5000, (index) => `FROM s${index - 1} AS s${index}\nRUN npm install -g t${index}; npx u${index}\n`),
    note: /63 others/,
  },
  "5,000 stages that copy from each other": {
    text: () => repeat(5000, (index) => `FROM a:1.2.3 AS s${index}\nCOPY --from=s${index - 1} / /\n`),
    note: /500/,
  },
  "cyclic ARGs": {
    text: () => "ARG A=$B\nARG B=$A\nARG A=$B\nFROM a:$A\nARG C=$C\nENV C=$C$C\nRUN apt-get install x=$C\n",
    note: undefined,
  },
  "a variable that doubles itself": {
    text: () => `FROM a\nENV X=xxxxxxxx\n${repeat(60, () => "ENV X=$X$X\n")}RUN apt-get install $X\n`,
    note: undefined,
  },
  "a variable that grows 130,000 times": {
    text: () => `FROM a\n${repeat(130_000, () => "ENV X=$X:x\n")}`,
    note: /hold too much/,
  },
  "one of the shell that does": {
    text: () => `FROM a\nRUN X="a b"; ${repeat(5000, () => 'X="$X$X"; ')}apt-get install $X\n`,
    note: undefined,
  },
  "two values that are added 40 times": {
    text: () => `FROM a\nRUN if x; then X=a; else X=b; fi; ${repeat(40, () => 'P+=" $X"; ')}apt-get install $P\n`,
    note: undefined,
  },
  "30 times a list to which 6,000 words are added": {
    text: () =>
      `FROM a\n${repeat(30, (index) => `RUN : ${index}; ${repeat(6000, (word) => `P+=(${word}); `)}apt-get install $P\n`)}`,
    note: undefined,
  },
  "140,000 checks of what was fetched last": {
    text: () =>
      `FROM a\nRUN curl -o f https://a.example/f\n${repeat(700, () => `RUN ${"gpg --verify;".repeat(200)}x\n`)}`,
    note: undefined,
  },
  "a variable in the next one, 20,000 times": {
    text: () =>
      `FROM a\nENV X0=x\n${repeat(20_000, (index) => `ENV X${index + 1}="$X${index} y"\n`)}RUN apt-get install $X20000\n`,
    note: undefined,
  },
  "10,000 uses of a list of 30 KB": {
    text: () => `FROM a\nENV X="${"ab ".repeat(10_000)}"\nRUN apt-get install ${"$X ".repeat(10_000)}\n`,
    note: /500/,
  },
  "a list of 20,000 variables in another": {
    text: () => `FROM a\nENV X=ab Y=c\nENV L="${"$Y$X ".repeat(20_000)}"\nRUN apt-get install $L d$L\n`,
    note: undefined,
  },
  "5,000 downloads and checks": {
    text: () =>
      `FROM a\n${repeat(2500, (index) => `RUN curl -o f${index} https://a.example/f${index} && echo x f${index} | sha256sum -c\n`)}`,
    note: undefined,
  },
  "a URL that ends with 500,000 slashes": {
    text: () => `FROM a\nADD https://a.example/${"/".repeat(500_000)} /x\n`,
    note: undefined,
    findings: 3,
  },
  "10,000 labels": { text: () => `FROM a\nLABEL ${repeat(10_000, (index) => `k${index}=v `)}\n`, note: undefined },
  "150,000 labels of one key": { text: () => `FROM a\n${repeat(150_000, () => "LABEL k=v\n")}`, note: /500/ },
  "100,000 labels of one key in one instruction": {
    text: () => `FROM a\nLABEL ${repeat(100_000, () => "maintainer=v ")}\n`,
    note: /500/,
  },
  "20,000 patterns in a value of 500 KB": {
    text: () => `FROM a\nENV X=${"x".repeat(500_000)}\n${repeat(20_000, () => "ENV A=${X#*a*b} B=${X//y/z}\n")}`,
    note: /hold too much/,
  },
  "60,000 labels with variables in single quotes": {
    text: () => `FROM a\n${repeat(60_000, (index) => `ARG V${index}\nLABEL k='$V${index}'\n`)}`,
    note: /500/,
  },
  "300,000 labels in one instruction": {
    text: () => `FROM a\nLABEL ${repeat(300_000, () => "k=v ")}\n`,
    note: /500/,
  },
  "36,000 times of creation": {
    text: () => `FROM a\nENV X=1\n${repeat(36_000, () => "LABEL org.opencontainers.image.created=2026-01-01\n")}`,
    note: /500/,
  },
  "60,000 programs of Go": {
    text: () => `FROM golang:1.23\n${repeat(60_000, (index) => `RUN go install a.example/c${index}\n`)}`,
    note: /500/,
  },
  "120,000 stages": { text: () => repeat(120_000, (index) => `FROM a:${index}\n`), note: /first 5000 stages/ },
  "240,000 stages of which nobody knows what they are built from": {
    text: () => `ARG V\n${repeat(240_000, () => "FROM $V\n")}`,
    note: /first 5000 stages/,
  },
  "5,000 stages that inherit 40,000 variables": {
    text: () =>
      `FROM a AS s\n${repeat(40_000, (index) => `ENV V${index}=x\n`)}${repeat(5000, () => "FROM s\nRUN curl $V1\n")}`,
    note: /too many variables/,
  },
  "130,000 commands that are not read": {
    text: () => `FROM a\n${repeat(130_000, () => "RUN echo $X\n")}`,
    note: undefined,
  },
  "900,000 files in one COPY": { text: () => `FROM a\nCOPY ${"a ".repeat(900_000)}\n`, note: undefined },
  "1,900 commands in each of which 200 times eval is nested": {
    text: () => `FROM a\n${repeat(1900, (index) => `RUN : ${index}; ${"eval ".repeat(200)}x\n`)}`,
    note: /too much/,
  },
  "60,000 commands that install the same list of 1,300 words": {
    text: () => `FROM a\nENV X="${"ab ".repeat(1300)}"\n${repeat(60_000, () => "RUN apt-get install $X\n")}`,
    note: /too much/,
  },
  "60,000 commands that install the same word": {
    text: () => `FROM a\nENV X=curl\n${repeat(60_000, () => "RUN apt-get install $X\n")}`,
    note: undefined,
  },
  "50,000 commands with placeholders": {
    text: () => `FROM a\n${repeat(50_000, (index) => `RUN apt-get install {{p${index}}} q\n`)}`,
    note: /500/,
  },
  "40,000 comments that each silence something": {
    text: () => `FROM a\n${repeat(40_000, () => "# hadolint ignore=DL3008\nRUN apt-get install x\n")}`,
    note: undefined,
  },
  "80,000 comments on one line": {
    text: () => `FROM a\n${repeat(80_000, () => "# hadolint ignore=DL3008\n")}RUN apt-get install x\n`,
    note: undefined,
  },
  "a comment with 200,000 words": {
    text: () => `FROM a\n# seaworthy ignore=${"nonsense,".repeat(200_000)}\n`,
    note: /nonsense/,
  },
  "2,000 checks that loops try again": {
    text: () =>
      `FROM a\n${repeat(5, () => `RUN for n in 1 2 3; do ${repeat(400, (index) => `curl -o f${index} https://dl.example/f${index} && echo "${"a".repeat(64)} f${index}" | sha256sum -c && break; `)}done\n`)}`,
    note: /500/,
  },
  "5,000 suppressions": {
    text: () => `FROM a\n${repeat(5000, () => "# seaworthy ignore=apt-unpinned,nonsense\nRUN apt-get install x\n")}`,
    note: /nonsense/,
  },
};

for (const [name, { text, note, findings }] of Object.entries(inputs)) {
  test(`hostile: ${name}`, () => {
    const source = text();
    const cpuMs = cpuClock();
    const model = buildModel(source);
    const checked = check(model, STANDARD_OPTIONS);
    const notes = [...model.gaps, ...checked.gaps].map(({ message }) => message);
    for (const finding of checked.findings) lookupFixes(finding, model, SETUP);
    const spent = cpuMs();
    assert.ok(spent < MAX_CPU_MS, `${spent} ms of CPU`);
    if (note !== undefined)
      assert.ok(
        notes.some((message) => note.test(message)),
        `no note like ${note}: ${notes.slice(0, 3)}`,
      );
    if (findings !== undefined) assert.equal(checked.findings.length, findings);
    const outside = checked.findings.filter(({ span }) => span.end > source.length || span.start > span.end);
    assert.deepEqual(outside, []);
    assert.deepEqual(
      notes.filter((message) => message.includes("bug")),
      [],
    );
  });
}
