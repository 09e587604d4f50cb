import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";
import type { Stage } from "../../../server/src/model/build-model.ts";
import { newModelCache } from "../../../server/src/model/cache.ts";

const packagesOf = (text: string) =>
  buildModel(text).stages.flatMap(({ packages }) =>
    packages.map(
      ({ span, spec, version, pinned }) => `${text.slice(span.start, span.end)}: ${spec} ${version ?? "-"} ${pinned}`,
    ),
  );

/** Dockerfile → `word in the file: spec version pinned`. */
const packages: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "a word of the command": ["FROM a\nRUN apt-get install curl", ["curl: curl - no"]],
  "words over several lines, comments between": [
    "FROM a\nRUN apt-get install \\\n  curl \\\n# why\n  wget",
    ["curl: curl - no", "wget: wget - no"],
  ],
  "the escape directive": ["# escape=`\nFROM a\nRUN apt-get install `\n  curl", ["curl: curl - no"]],
  "an ARG of the stage": ["FROM a\nARG V=1\nRUN apt-get install curl=$V", ["curl=$V: curl=$V 1 yes"]],
  "a global ARG that the stage declares again": [
    "ARG V=1\nFROM a\nARG V\nRUN pip install x==$V",
    ["x==$V: x==$V 1 yes"],
  ],
  "a global ARG that the stage does not declare": [
    "ARG V=1\nFROM a\nRUN pip install x==$V",
    ["x==$V: x==$V $V unknown"],
  ],
  "an ARG without default": ["FROM a\nARG V\nRUN pip install x==$V", ["x==$V: x==$V $V unknown"]],
  "ENV of a parent stage": ["FROM a AS b\nENV V=1\nFROM b\nRUN pip install x==$V", ["x==$V: x==$V 1 yes"]],
  "an ARG of a parent stage": ["FROM a AS b\nARG V=1\nFROM b\nRUN pip install x==$V", ["x==$V: x==$V 1 yes"]],
  "an ARG of a parent stage, declared again": [
    "FROM a AS b\nARG V=1\nFROM b\nARG V\nRUN pip install x==$V",
    ["x==$V: x==$V 1 yes"],
  ],
  "an ARG declared again takes the global default": [
    "ARG V=2\nFROM a\nARG V=1\nARG V\nRUN pip install x==$V",
    ["x==$V: x==$V 2 yes"],
  ],
  "an ARG of an unrelated stage does not reach": [
    "FROM a AS b\nARG V=1\nFROM a\nRUN pip install x==$V",
    ["x==$V: x==$V $V unknown"],
  ],
  "ENV wins over ARG": ["FROM a\nENV V=1\nARG V=2\nRUN pip install x==$V", ["x==$V: x==$V 1 yes"]],
  "a global ARG that holds what BuildKit sets": [
    "ARG V=$TARGETARCH\nFROM a\nARG V\nRUN pip install x==$V",
    ["x==$V: x==$V $V unknown"],
  ],
  "a list in ENV is reported at its words": [
    'FROM a\nENV P="curl \\\n  wget=1"\nRUN apt-get install $P',
    ["curl: curl - no", "wget=1: wget=1 1 yes"],
  ],
  "a here-document is a script": ["FROM a\nRUN <<EOF\napt-get install curl\nEOF", ["curl: curl - no"]],
  "a here-document for another program is none": [
    "FROM a\nRUN <<EOF\n#!/usr/bin/env python3\napt-get install curl\nEOF",
    [],
  ],
  "a here-document whose tabs are taken out, for another program": [
    "FROM a\nRUN <<-EOF\n\t#!/usr/bin/env python3\n\tapt-get install curl\n\tEOF",
    [],
  ],
  "a here-document in one whose tabs are taken out": [
    "FROM a\nRUN <<-EOF\n\tcat <<X >f\n\tapt-get install curl\n\tX\n\n\tapt-get \\\n\t\tinstall wget\n\tEOF",
    ["wget: wget - no"],
  ],
  "a here-document with carriage returns": [
    "FROM a\r\nRUN <<-EOF\r\n\tset -e\r\n\tapt-get install curl \\\r\n\t  wget\r\n\tEOF\r\n",
    ["curl: curl - no", "wget: wget - no"],
  ],
  "one with carriage returns that a shell reads": [
    "FROM a\r\nRUN bash <<EOF\r\napt-get install curl \\\r\n  wget\r\nEOF\r\n",
    ["curl: curl - no", "wget: wget - no"],
  ],
  "a here-document that a shell reads": ["FROM a\nRUN bash <<EOF\napt-get install curl\nEOF", ["curl: curl - no"]],
  "a here-document that is printed": ["FROM a\nRUN cat <<EOF >f\napt-get install curl\nEOF", []],
  "packages that a build argument asks for": [
    "FROM a\nARG OFFICE=\nRUN apk add curl \\\n  ${OFFICE:+abiword libreoffice=1-r0}",
    ["curl: curl - no", "abiword: abiword - no", "libreoffice=1-r0: libreoffice=1-r0 1-r0 yes"],
  ],
  "JSON form": ['FROM a\nRUN ["apt-get", "install", "curl"]', ['"curl": curl - no']],
  "JSON form with a shell": ['FROM a\nRUN ["sh", "-c", "apt-get install curl"]', ["curl: curl - no"]],
  "JSON form with a script of several lines": [
    'FROM a\nRUN ["sh", "-c", "set -e\\n\\tapt-get install less"]',
    ["less: less - no"],
  ],
  "a program in two lines": ["FROM a\nRUN apt-\\\nget install less", ["less: less - no"]],
  ONBUILD: ["FROM a\nONBUILD RUN apt-get install curl", ["curl: curl - no"]],
  "another program as SHELL": ['FROM a\nSHELL ["python3", "-c"]\nRUN apt-get install curl', []],
};

for (const [name, [text, expected]] of Object.entries(packages)) {
  test(`packages: ${name}`, () => assert.deepEqual(packagesOf(text), expected));
}

test("stages: exported is the last, used is what it needs, inherited what it is built from", () => {
  const text = "FROM a AS one\nFROM a AS two\nFROM one AS three\nFROM a AS four\nFROM four\nCOPY --from=three / /\n";
  const flags = buildModel(text).stages.map(
    ({ name = "last", ...stage }) =>
      `${name}:${(["exported", "used", "inherited"] as const).filter((flag) => stage[flag])}`,
  );
  assert.deepEqual(flags, ["one:used", "two:", "three:used", "four:used,inherited", "last:exported,used,inherited"]);
});

test("stages: one that FROM may name counts as inherited, one that a copy may name does not", () => {
  const { stages } = buildModel("FROM a AS base-x\nFROM a AS file-x\nFROM base-$V\nCOPY --from=file-$V / /\n");
  assert.deepEqual(
    stages.map(({ inherited }) => inherited),
    [true, false, true],
  );
});

/** A last stage whose references hold variables → the names of the stages that count as used. */
const possibleUses: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "those that a name's literal parts fit": ["FROM base-${TARGETARCH}", ["base-x", "base-arm-y"]],
  "in any letter case": ["FROM Base-${TARGETARCH}-Y", ["base-arm-y"]],
  "parts in their order": ["FROM b$A-a$B-y", ["base-arm-y"]],
  "parts that do not overlap": ["FROM base-arm-${V}arm-y", []],
  "all, where no part is known": ["FROM $BASE", ["base-x", "base-arm-y", "other"]],
  "none, where the tag alone is not known": ["FROM other:$V", []],
  "none, where a registry is written": ["FROM registry.example/$NAME", []],
  "nor with a part between them": ["FROM base${V}arm-y${W}-y", []],
  "COPY --from": ["FROM c\nCOPY --from=base-$V / /", ["base-x", "base-arm-y"]],
  "COPY --from a number": ["FROM c\nCOPY --from=${V}2 / /", ["other"]],
  "RUN --mount": ["FROM c\nRUN --mount=from=ot${V}r true", ["other"]],
  "all, where a template is to be filled in": ["FROM c\nCOPY --from=@@base@@ / /", ["base-x", "base-arm-y", "other"]],
};

for (const [name, [text, expected]] of Object.entries(possibleUses)) {
  test(`stages that count as used: ${name}`, () => {
    const { stages } = buildModel(`FROM a AS base-x\nFROM a AS base-arm-y\nFROM a AS other\n${text}\n`);
    assert.deepEqual(
      stages.slice(0, -1).flatMap(({ name, used }) => (used && name !== undefined ? [name] : [])),
      expected,
    );
  });
}

const labelsOf = (stage: Stage | undefined) =>
  stage?.labels.map(({ key, value, variables, quotedVariables, undefinedVariables }) => ({
    key,
    value,
    names: [variables, quotedVariables, undefinedVariables].map((names) => names.join(",")).join("|"),
  }));

test("labels: several pairs, quotes, variables in and out of scope", () => {
  const text = 'ARG G=1\nFROM a\nARG V=2\nLABEL a=b "c d"=\'$V\' e="$V" f=$G g=$PATH\nLABEL h i j';
  assert.deepEqual(labelsOf(buildModel(text).stages[0]), [
    { key: "a", value: "b", names: "||" },
    { key: "c d", value: "$V", names: "|V|" },
    { key: "e", value: "2", names: "V||" },
    { key: "f", value: undefined, names: "G||G" },
    { key: "g", value: undefined, names: "PATH||" },
    { key: "h", value: "i j", names: "||" },
  ]);
});

test("files that are copied or mounted from the context, and copied from other stages", () => {
  const text =
    "FROM a AS b\nFROM c\nCOPY package*.json app/yarn.lock ./\nCOPY --from=b /x /y\nADD . /app\nRUN --mount=type=bind,source=Gemfile.lock,target=Gemfile.lock true";
  assert.deepEqual(
    buildModel(text).stages[1]?.copied.map(({ name, isFromElsewhere }) => (isFromElsewhere ? `from ${name}` : name)),
    ["package*.json", "yarn.lock", "from x", ".", "Gemfile.lock"],
  );
});

test("a keystroke inside a RUN parses that RUN alone, one elsewhere none", () => {
  const cache = newModelCache();
  const text = "FROM a\nENV V=1\nRUN apt-get install curl\nRUN pip install x==$V\nRUN npm install y\n";
  const parsesFor = (version: string) => {
    const before = cache.parses;
    buildModel(version, {}, cache);
    return cache.parses - before;
  };
  assert.equal(parsesFor(text), 3);
  assert.equal(parsesFor(text.replace("curl", "curly")), 1);
  assert.equal(parsesFor(text.replace("curl", "curly").replace("FROM a", "# c\nFROM ab")), 0);
  assert.equal(parsesFor(text.replace("curl", "curly").replace("V=1", "V=2")), 0);
});

test("a RUN that the text held a while ago is known, one of long ago is forgotten", () => {
  const cache = newModelCache();
  const parsesFor = (packages: readonly string[]) => {
    const before = cache.parses;
    for (const name of packages) buildModel(`FROM a\nRUN apt-get install ${name}\n`, {}, cache);
    return cache.parses - before;
  };
  const typed = Array.from("abcdefgh");
  assert.equal(parsesFor(typed), typed.length);
  assert.equal(parsesFor(["g", "h"]), 0);
  assert.equal(parsesFor(["a"]), 1);
});

test("facts follow an edit of the variable that they were made with", () => {
  const cache = newModelCache();
  const versionOf = (text: string) => buildModel(text, {}, cache).stages[0]?.packages[0]?.version;
  const text = "FROM a\nENV V=1\nRUN pip install x==$V\n";
  assert.deepEqual([text, text.replace("V=1", "V=2"), text].map(versionOf), ["1", "2", "1"]);
});

test("other build arguments hold for all of the file", () => {
  const cache = newModelCache();
  const text = "FROM a\nARG V\nRUN pip install x==$V\nFROM b\nRUN ls\n";
  const versionOf = (given: string, version: string) => {
    const options = { buildArgs: new Map([["V", given]]) };
    return buildModel(version, options, cache).stages[0]?.packages[0]?.version;
  };
  assert.deepEqual([versionOf("1", text), versionOf("2", text.replace("ls", "ls -l"))], ["1", "2"]);
});

test("a model from the cache equals one made anew, wherever the edit moved things", () => {
  const cache = newModelCache();
  const text = 'FROM a\nENV P="b c"\nRUN apt-get install $P d\nRUN npm i e\n';
  for (const version of [text, `# one\n${text}`, text.replace("FROM a", "FROM a\nUSER root"), text]) {
    assert.deepEqual(buildModel(version, {}, cache).stages[0]?.packages, buildModel(version).stages[0]?.packages);
  }
});
