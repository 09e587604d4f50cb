import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf, type Mark } from "../../../server/src/cli/formats/excerpt.ts";

interface Row {
  readonly line: string;
  readonly marks: readonly Mark[];
  readonly width?: number;
  readonly shown: readonly [source: string, marks: string];
}

const rows: Readonly<Record<string, Row>> = {
  "the first mark is carets, the others waves": {
    line: "RUN apt-get install curl git",
    marks: [
      { start: 4, end: 19 },
      { start: 20, end: 24 },
      { start: 25, end: 28 },
    ],
    shown: ["RUN apt-get install curl git", "    ^^^^^^^^^^^^^^^ ~~~~ ~~~"],
  },
  "a tab takes one column in both lines": {
    line: "\tcurl",
    marks: [{ start: 1, end: 5 }],
    shown: [" curl", " ^^^^"],
  },
  "wide characters take two columns": {
    line: "LABEL a=日本 b",
    marks: [{ start: 11, end: 12 }],
    shown: ["LABEL a=日本 b", "             ^"],
  },
  "an empty mark still shows": { line: "FROM a", marks: [{ start: 6, end: 6 }], shown: ["FROM a", "      ^"] },
  "control characters and direction marks show as what they are": {
    line: "FROM \u001b[31ma\u202e\u061c",
    marks: [{ start: 5, end: 11 }],
    shown: ["FROM \u241b[31ma\ufffd\ufffd", "     ^^^^^^"],
  },
  "a direction mark takes the place that it is shown in": {
    line: "LABEL \u202ea b\u202e c",
    marks: [
      { start: 9, end: 11 },
      { start: 12, end: 13 },
    ],
    shown: ["LABEL \ufffda b\ufffd c", "         ^^ ~"],
  },
  "a line that just fits is whole": {
    line: `${"x".repeat(35)} curl`,
    marks: [{ start: 36, end: 40 }],
    width: 40,
    shown: [`${"x".repeat(35)} curl`, `${" ".repeat(36)}^^^^`],
  },
  "a long line is cut around the first mark": {
    line: `RUN ${"x".repeat(50)} curl ${"y".repeat(50)}`,
    marks: [{ start: 55, end: 59 }],
    width: 40,
    shown: [`…${"x".repeat(19)} curl ${"y".repeat(13)}…`, `${" ".repeat(21)}^^^^`],
  },
  "a long line of wide characters is cut by its columns, and between characters": {
    line: `${"日".repeat(30)} curl ${"🐳".repeat(30)}`,
    marks: [{ start: 31, end: 35 }],
    width: 40,
    shown: [`…${"日".repeat(9)} curl ${"🐳".repeat(7)}…`, `${" ".repeat(20)}^^^^`],
  },
  "so is one in front of its end": {
    line: `${"🐳".repeat(30)} curl`,
    marks: [{ start: 61, end: 65 }],
    width: 40,
    shown: [`…${"🐳".repeat(16)} curl`, `${" ".repeat(34)}^^^^`],
  },
  "so is one that begins with its mark": {
    line: `curl ${"🐳".repeat(30)}`,
    marks: [{ start: 0, end: 4 }],
    width: 40,
    shown: [`curl ${"🐳".repeat(16)}…`, "^^^^"],
  },
  "a word in front of its command is marked there": {
    line: 'RUN PKGS="curl"; apt-get install $PKGS',
    marks: [
      { start: 17, end: 32 },
      { start: 10, end: 14 },
    ],
    shown: ['RUN PKGS="curl"; apt-get install $PKGS', `${" ".repeat(10)}~~~~   ^^^^^^^^^^^^^^^`],
  },
  "a word in what is marked already is left out": {
    line: "RUN npx create-app",
    marks: [
      { start: 4, end: 18 },
      { start: 8, end: 18 },
    ],
    shown: ["RUN npx create-app", `    ${"^".repeat(14)}`],
  },
  "a mark out of sight is left out": {
    line: `curl ${"y".repeat(100)} git`,
    marks: [
      { start: 0, end: 4 },
      { start: 106, end: 109 },
    ],
    width: 40,
    shown: [`curl ${"y".repeat(33)}…`, "^^^^"],
  },
};

for (const [name, { line, marks, width = 120, shown }] of Object.entries(rows)) {
  test(name, () => {
    const excerpt = excerptOf(line, marks, width);
    assert.deepEqual([excerpt.source, excerpt.marks], shown);
  });
}
