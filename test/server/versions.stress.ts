import assert from "node:assert/strict";
import { test } from "node:test";
import { generateDockerfile, randomFrom } from "../../scripts/bench/generate-dockerfile.mjs";
import { newLintMemory } from "../../server/src/lint/memory.ts";
import type { RuledFinding } from "../../server/src/lint/rule.ts";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { BuildModel, Stage } from "../../server/src/model/build-model.ts";
import { newModelCache } from "../../server/src/model/cache.ts";
import type { Instruction } from "../../server/src/syntax/dockerfile.ts";
import { pairsOf, wordsOf } from "../../server/src/syntax/words.ts";
import { heapBytes } from "../harness/heap.ts";
import { mutated } from "../harness/mutations.ts";
import { STANDARD_OPTIONS } from "../harness/rule-table.ts";

/** Stages that are built from each other, hand values on, and hold everything that the rules look at. */
const HANDED_ON = `# syntax=docker/dockerfile:1
ARG TAG=12
ARG LIST="curl wget"
FROM debian:\${TAG} AS base
ENV MORE="git jq" V=1
ENV PARTS="lib\${V} \${MORE} a=$V" CUT="b\${V#x}"
LABEL org.opencontainers.image.title=a org.opencontainers.image.revision=0123456
RUN apt-get update && apt-get install -y $MORE less=1
FROM node AS tools
ARG LIST
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
COPY package.json package-lock.json ./
RUN npm install && npm install -g eslint
RUN curl -fsSL https://dl.example/a.tgz | tar xz
FROM base AS middle
# hadolint ignore=DL3008
RUN apt-get install $MORE make
RUN for p in c$V $PARTS; do apt-get install $p; done; P="\${PARTS/a/d} $CUT"; apt-get install $P
RUN pip install x==$V y && bundle config set frozen true
COPY Gemfile Gemfile.lock ./
FROM middle
COPY --from=tools /x /y
RUN <<EOF
bundle install
curl -k -o /tmp/key.asc https://dl.example/key.asc
EOF
LABEL org.opencontainers.image.created='$TAG' maintainer="me"
ONBUILD RUN apt-get install -y unzip
FROM
RUN apk add bash
FROM 2 AS last
ADD https://dl.example/b.tgz /opt/
LABEL title="$NOWHERE" title=x
MAINTAINER me
`;

function ofInstruction(instruction: Instruction, escape: string): object {
  const { keyword, keywordSpan, onbuild, span, flags, form, heredocs, body } = instruction;
  const words = wordsOf(instruction);
  return {
    keyword,
    keywordSpan,
    onbuild,
    span,
    flags,
    form,
    heredocs,
    body,
    words,
    pairs: pairsOf(instruction, escape),
  };
}

function ofStage(stage: Stage): object {
  const { index, name, span, base, exported, used, images, installs, packages, downloads } = stage;
  const { maintainers, variables, labels, copied, sources, insecure, parent, instructions } = stage;
  const place = ({ instruction, ...rest }: { readonly instruction: Instruction }) => ({
    ...rest,
    at: instruction.span,
  });
  return {
    ...{ index, name, span, base, exported, used, images, installs, packages, downloads, copied, insecure },
    ...{ parent: parent?.index, snapshotFrom: sources.snapshotFrom, isForeign: sources.isForeign },
    ...{ labels: labels.map(place), maintainers: maintainers.map(place), variables: variables.map(place) },
    instructions: instructions.map((instruction) => instruction.span),
  };
}

function ofModel({ dockerfile, stages, globals, syntaxImage, suppressions, gaps, declaredNames }: BuildModel): object {
  const { escape, directives, comments, instructions } = dockerfile;
  return {
    ...{ escape, directives, comments, suppressions, gaps, syntaxImage, names: [...(declaredNames ?? [])].sort() },
    instructions: instructions.map((instruction) => ofInstruction(instruction, escape)),
    stages: stages.map(ofStage),
    globals: globals?.map(({ instruction, ...rest }) => ({ ...rest, at: instruction.span })),
  };
}

function ofFinding({ span, message, group, stage, rule, severity, fixes }: RuledFinding): object {
  const edits = fixes.map((fix) => (fix.kind === "edit" ? { title: fix.title, edits: fix.edits } : { kind: fix.kind }));
  return { span, message, group, stage, rule, severity, edits };
}

interface Version {
  readonly model: BuildModel;
  readonly findings: readonly RuledFinding[];
}

/** What reads a document from version to version, as an open editor does. */
function newReader(): (text: string) => Version {
  const cache = newModelCache();
  const memory = newLintMemory();
  return (text) => {
    const model = buildModel(text, {}, cache);
    return { model, findings: check(model, STANDARD_OPTIONS, undefined, memory).findings };
  };
}

/** `wantsFacts`: somebody asks for the facts of all stages and for all fixes. */
function assertAsNew(text: string, { model, findings }: Version, wantsFacts: boolean): void {
  const fresh = newReader()(text);
  const brief = ({ span, message, rule, severity }: RuledFinding) => ({ span, message, rule, severity });
  assert.deepEqual(findings.map(brief), fresh.findings.map(brief));
  assert.deepEqual(model.gaps, fresh.model.gaps);
  if (!wantsFacts) return;
  assert.deepEqual(ofModel(model), ofModel(fresh.model));
  assert.deepEqual(findings.map(ofFinding), fresh.findings.map(ofFinding));
}

const STARTS = [HANDED_ON, generateDockerfile(150, 3), generateDockerfile(300, 4)];

/** A keystroke inside a line is what most edits are, and what leaves most stages standing. */
function typed(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  if (random() < 0.4) return text.slice(0, at) + text.slice(at + 1);
  return text.slice(0, at) + "ax1 =$".charAt(Math.floor(random() * 6)) + text.slice(at);
}

for (const [name, edit, seed] of [
  ["keystrokes", typed, 1],
  ["wild edits", mutated, 2],
] as const) {
  test(`after random ${name} everything known of a version is as if it were read anew`, () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 12; round += 1) {
      const read = newReader();
      let text = STARTS[round % STARTS.length] ?? "";
      read(text);
      for (let turn = 0; turn < 50; turn += 1) {
        text = edit(text, random);
        // Facts that nobody asked for in some versions must be right when they are asked for later.
        assertAsNew(text, read(text), random() < 0.3);
      }
    }
  });
}

test("a FROM without an image is told of in every version, wherever the edit is", () => {
  const read = newReader();
  for (const edit of ["# one\n", "FROM a\n", "RUN x\n", "# two\n"]) {
    const text = HANDED_ON.replace("FROM\n", `FROM\n${edit}`).replace("FROM node", `${edit}FROM node`);
    const told = read(text).model.gaps.filter(({ message }) => message === "FROM names no image.");
    assert.equal(told.length, 1, edit);
  }
});

test("what shows Windows shows it to the instructions behind an edit, too", () => {
  const text = "FROM a\nENV TOOL=x\nWORKDIR C:\\app\nRUN npm install %TOOL%\n";
  const read = newReader();
  for (const edited of [text, text.replace("%\n", "% y\n"), text.replace("C:\\", "/"), text])
    assertAsNew(edited, read(edited), true);
});

test("what checks a download is told as if read anew when something around its RUN is edited", () => {
  const clones = "RUN git clone https://git.example/one.git /one && git clone https://git.example/two.git /two\n";
  const checkout = "RUN git checkout 0123456789012345678901234567890123456789\n";
  const fetched =
    "RUN curl -fsSLO https://dl.example/a.tgz\nRUN echo 0123456789abcdef0123456789abcdef  a.tgz | md5sum -c\n";
  const text = `FROM a\nRUN mkdir x\n${clones}WORKDIR /one\n${checkout}FROM b\n${fetched}`;
  const read = newReader();
  for (const [before, after] of [
    ["FROM a", "FROM ab"],
    ["/one\n", "/two\n"],
    ["RUN mkdir x", "RUN mkdir y"],
    ["RUN mkdir x", "RUN apt-get install x"],
    ["RUN mkdir x", "RUN curl -O https://dl.example/a.tgz"],
    ["RUN mkdir x\n", ""],
    ["FROM b\n", "FROM b\nADD https://dl.example/b.tgz /\n"],
    ["md5sum -c", "md5sum"],
    ["FROM b", "FROM bc"],
  ] as const) {
    assertAsNew(text, read(text), true);
    const edited = text.replace(before, after);
    assertAsNew(edited, read(edited), true);
  }
});

test("no version of a document is held by what is kept of it for the next", () => {
  const read = newReader();
  const random = randomFrom(5);
  let text = generateDockerfile(10_000);
  const edited = (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      text = typed(text, random);
      read(text);
    }
    return heapBytes();
  };
  const before = edited(20);
  const grown = edited(100) - before;
  // A hundred texts of 290,000 characters would be 29 MB.
  assert.ok(grown < 10 * 1024 * 1024, `the heap grew by ${grown} bytes`);
});
