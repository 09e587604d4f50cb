import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../../../../scripts/bench/generate-dockerfile.mjs";
import { type PlacedPackage, packagesOf } from "../../../../../server/src/lint/lookups/packages/package-at.ts";
import { pinnedWord, unwritable } from "../../../../../server/src/lint/lookups/packages/pinned-word.ts";
import { buildModel } from "../../../../../server/src/model/build.ts";
import { applyEdits } from "../../../../../server/src/text/apply-edits.ts";
import { compositions } from "../../../../harness/compositions.ts";
import { lookupTable } from "../../../../harness/lookup-table.ts";

const CURL = [{ style: "exact", text: "7.88.1-10+deb12u12" }] as const;

lookupTable("pins of words that are put together", {
  "one of a list that takes a part of it from another variable": {
    text: 'FROM debian:12.11\nARG NAME=curl\nENV PACKAGES="lib${NAME} git=1"\nRUN apt-get install -y $PACKAGES\n',
    rule: "apt-unpinned",
    why: /^It is put together from several parts/,
  },
  "one whose bound is a variable": {
    text: 'FROM python:3.12.7\nARG MIN=3\nRUN pip install "flask>=${MIN}"\n',
    rule: "package-inexact",
    why: /^It is put together from several parts/,
  },
  "a plus that asks for what stands in front of it": {
    text: "FROM debian:12\nRUN apt-get install -y curl+\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "7.88.1-10", name: "curl" }],
    fixed: "FROM debian:12\nRUN apt-get install -y curl=7.88.1-10\n",
  },
  "one with what nobody knows behind its name": {
    text: "FROM debian:12\nRUN apt-get install -y curl:i386+\n",
    rule: "apt-unpinned",
    why: /^What stands behind its name leaves no place/,
  },
  "a variable in front of the name is no obstacle": {
    text: "FROM condaforge/miniforge3:24.9.2-0\nARG CHANNEL=conda-forge\nRUN conda install -y ${CHANNEL}::numpy\n",
    rule: "conda-unpinned",
    pins: [{ style: "exact", text: "2.1.3" }],
    fixed:
      "FROM condaforge/miniforge3:24.9.2-0\nARG CHANNEL=conda-forge\nRUN conda install -y ${CHANNEL}::numpy=2.1.3\n",
  },
  "a word that comes through two variables gets its version where it stands": {
    text: 'FROM debian:12.11\nENV BASE="curl"\nRUN ALL="$BASE git=1" && apt-get install -y $ALL\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: `FROM debian:12.11\nENV BASE="curl=7.88.1-10+deb12u12"\nRUN ALL="$BASE git=1" && apt-get install -y $ALL\n`,
  },
  "but not where the first of them goes elsewhere, too": {
    text: 'FROM debian:12.11\nENV BASE="curl"\nRUN ALL="$BASE lib${BASE}=1" && apt-get install -y $ALL\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor where that is a variable of the shell": {
    text: 'FROM debian:12.11\nRUN B="curl"; A="$B git=1" && which $B || apt-get install -y $A\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor where a word of it is one with a word of another list": {
    text: 'FROM debian:12.11\nENV A="curl git=1" B="a=1 b=1"\nRUN apt-get install -y $A && apt-get install -y $B$A\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor where something is added to it": {
    text: 'FROM debian:12.11\nRUN A="curl"; B="git"; A+="-dev"; apt-get install -y $A\n',
    rule: "apt-unpinned",
    why: /^It is put together from several parts/,
  },
  "nor where that is done elsewhere": {
    text: 'FROM debian:12.11\nENV A="curl"\nRUN apt-get install -y $A\nRUN A+="-dev"; echo\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "a word that is added is no obstacle": {
    text: "FROM debian:12.11\nRUN A='curl'; A+=' git=1'; apt-get install -y $A\n",
    rule: "apt-unpinned",
    pins: CURL,
    fixed: "FROM debian:12.11\nRUN A='curl=7.88.1-10+deb12u12'; A+=' git=1'; apt-get install -y $A\n",
  },
});

const PIN = { style: "exact", text: "9.9-1", lasts: "while-archived", recommended: true } as const;

function described({ use }: PlacedPackage, version = use.version): string {
  return `${use.manager} ${use.name} ${version ?? "-"}`;
}

/** What a pin of one word does to the others, and one that cannot be written. */
function wrongPins(text: string): readonly string[] {
  const model = buildModel(text);
  const placed = [...packagesOf(model)];
  return placed.flatMap((one) => {
    const { name, pinned, range, span } = one.use;
    if (pinned !== "no" || range || !/^[a-z0-9-]+$/.test(name) || unwritable(one, model) !== undefined) return [];
    const after = applyEdits(text, pinnedWord(one, PIN, model));
    const isHere = ({ use }: PlacedPackage) => use.span.start === span.start;
    const wanted = placed.map((each) => described(each, isHere(each) ? PIN.text : each.use.version)).sort();
    const found = [...packagesOf(buildModel(after ?? ""))].map((each) => described(each)).sort();
    return wanted.join() === found.join() ? [] : [`${one.use.spec} in ${JSON.stringify(text)}`];
  });
}

test("a pin that is offered gives its word a version, and no other", () => {
  const random = randomFrom(20_263);
  const texts = Array.from({ length: 1000 }, () => compositions(random));
  assert.deepEqual(texts.flatMap(wrongPins), []);
});
