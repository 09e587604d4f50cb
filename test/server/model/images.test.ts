import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";
import type { ModelOptions } from "../../../server/src/model/options.ts";

/** `instr value → class (resolved)` of every image, in order of the stages. */
function imagesOf(text: string, options: ModelOptions = {}): readonly string[] {
  return buildModel(text, options).stages.flatMap(({ images }) =>
    images.map((image) => `${image.instr} ${image.value} → ${image.class} (${image.resolved ?? "?"})`),
  );
}

const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "no tag": ["FROM debian", ["FROM debian → untagged (debian)"]],
  "a registry with a port and no tag": [
    "FROM localhost:5000/a",
    ["FROM localhost:5000/a → untagged (localhost:5000/a)"],
  ],
  latest: ["FROM debian:latest", ["FROM debian:latest → latest (debian:latest)"]],
  "three numbers": ["FROM node:20.11.1-slim", ["FROM node:20.11.1-slim → exact (node:20.11.1-slim)"]],
  "two numbers": ["FROM node:20.11", ["FROM node:20.11 → floating (node:20.11)"]],
  "a digest": [
    `FROM a:latest@sha256:${"0".repeat(64)}`,
    [`FROM a:latest@sha256:${"0".repeat(64)} → digest-pinned (a:latest@sha256:${"0".repeat(64)})`],
  ],
  scratch: ["FROM scratch", ["FROM scratch → scratch (scratch)"]],
  "a global ARG's default": ["ARG V=1.2.3\nFROM a:$V", ["FROM a:$V → exact (a:1.2.3)"]],
  "defaults of defaults": ["ARG A=1\nARG B=${A}.2.3\nFROM a:${B}", ["FROM a:${B} → exact (a:1.2.3)"]],
  "an inline default": ["FROM a:${V:-latest}", ["FROM a:${V:-latest} → latest (a:latest)"]],
  "an ARG without default in the tag": ["ARG V\nFROM a:$V", ["FROM a:$V → arg-unresolvable (?)"]],
  "an ARG without default for all": ["ARG BASE\nFROM $BASE", ["FROM $BASE → arg-unresolvable (?)"]],
  "an unknown registry and a literal tag": ["FROM $R/a:latest", ["FROM $R/a:latest → latest (?)"]],
  "an unknown registry and no tag": ["FROM $R/a", ["FROM $R/a → arg-unresolvable (?)"]],
  "a platform argument": ["FROM base-${TARGETARCH}", ["FROM base-${TARGETARCH} → arg-unresolvable (?)"]],
  "a platform argument is never unset": [
    "ARG TARGETARCH\nFROM a:${TARGETARCH:-1.2.3}",
    ["FROM a:${TARGETARCH:-1.2.3} → arg-unresolvable (?)"],
  ],
  "nor where no ARG names it": ["FROM a${BUILDOS:+:1.2.3}", ["FROM a${BUILDOS:+:1.2.3} → arg-unresolvable (?)"]],
  "nor what is made of one": [
    "ARG A=${TARGETPLATFORM#linux/amd64}\nARG A=${A:+other}\nARG A=${A:-usual}\nFROM a-$A",
    ["FROM a-$A → arg-unresolvable (?)"],
  ],
  "nor what is made of a part of one": [
    "ARG A=x-${TARGETVARIANT}\nARG B=${A#x-}\nFROM a:${B:-1.2.3}",
    ["FROM a:${B:-1.2.3} → arg-unresolvable (?)"],
  ],
  "a platform argument with a default": [
    "ARG TARGETARCH=amd64\nFROM a:$TARGETARCH",
    ["FROM a:$TARGETARCH → floating (a:amd64)"],
  ],
  "an ARG that is named again keeps its value": ["ARG V=1.2.3\nARG V\nFROM a:$V", ["FROM a:$V → exact (a:1.2.3)"]],
  "what Docker takes for no reference": [
    "FROM REPLACE-ME/app_:1",
    ["FROM REPLACE-ME/app_:1 → arg-unresolvable (REPLACE-ME/app_:1)"],
  ],
  "the id of an image that was built here": [
    `FROM ${"0123456789abcdef".repeat(4)}`,
    [`FROM ${"0123456789abcdef".repeat(4)} → arg-unresolvable (${"0123456789abcdef".repeat(4)})`],
  ],
  "a template's placeholder": [
    "FROM {{ base }}:latest\nFROM a:%%TAG%%\nFROM b:<%=tag%>\nFROM c:@@tag-name@@",
    [
      "FROM {{ → arg-unresolvable (?)",
      "FROM a:%%TAG%% → arg-unresolvable (?)",
      "FROM b:<%=tag%> → arg-unresolvable (?)",
      "FROM c:@@tag-name@@ → arg-unresolvable (?)",
    ],
  ],
  "one of autoconf's and CMake's": [
    "FROM a:@TAG@\nFROM @BASE@\nFROM b:@V@-slim\nFROM @HOST@/c:1.2\nFROM d:1.2@sha256:@SUM@",
    [
      "FROM a:@TAG@ → arg-unresolvable (?)",
      "FROM @BASE@ → arg-unresolvable (?)",
      "FROM b:@V@-slim → arg-unresolvable (?)",
      "FROM @HOST@/c:1.2 → floating (?)",
      "FROM d:1.2@sha256:@SUM@ → arg-unresolvable (?)",
    ],
  ],
  "a digest that is none": [
    "FROM a@latest\nFROM a:#{@version}",
    ["FROM a@latest → arg-unresolvable (a@latest)", "FROM a:#{@version} → arg-unresolvable (a:#{@version})"],
  ],
  "an earlier stage, in any letter case": [
    "FROM a:1.2.3 AS Build\nFROM build",
    ["FROM a:1.2.3 → exact (a:1.2.3)", "FROM build → stage-ref (build)"],
  ],
  "a later stage is an image": [
    "FROM b\nFROM a:1.2.3 AS b",
    ["FROM b → untagged (b)", "FROM a:1.2.3 → exact (a:1.2.3)"],
  ],
  "COPY --from a stage by name and by number": [
    "FROM a:1.2.3 AS x\nFROM b:1.2.3\nCOPY --from=x /a /\nCOPY --from=0 /b /",
    [
      "FROM a:1.2.3 → exact (a:1.2.3)",
      "FROM b:1.2.3 → exact (b:1.2.3)",
      "COPY --from x → stage-ref (x)",
      "COPY --from 0 → stage-ref (0)",
    ],
  ],
  "COPY --from the number of no stage before it is no image": [
    "FROM a:1.2.3\nCOPY --from=1 /a /\nCOPY --from=9 /b /\nFROM b:1.2.3",
    ["FROM a:1.2.3 → exact (a:1.2.3)", "FROM b:1.2.3 → exact (b:1.2.3)"],
  ],
  "COPY --from an image": [
    "FROM a:1.2.3\nCOPY --from=golang /a /",
    ["FROM a:1.2.3 → exact (a:1.2.3)", "COPY --from golang → untagged (golang)"],
  ],
  "RUN --mount from an image": [
    "FROM a:1.2.3\nRUN --mount=type=bind,from=golang:latest,target=/x true",
    ["FROM a:1.2.3 → exact (a:1.2.3)", "RUN --mount golang:latest → latest (golang:latest)"],
  ],
};

for (const [name, [text, images]] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(imagesOf(text), images));
}

test("a build argument that the builder gives wins over the default", () => {
  const buildArgs = new Map([["V", "9.9.9"]]);
  assert.deepEqual(imagesOf("ARG V=1\nFROM a:$V", { buildArgs }), ["FROM a:$V → exact (a:9.9.9)"]);
});

test("a build argument that is given as several words makes the reference unknown", () => {
  const buildArgs = new Map([["V", "9 8"]]);
  assert.deepEqual(imagesOf("ARG V=1\nFROM a:$V", { buildArgs }), ["FROM a:$V → arg-unresolvable (?)"]);
});

test("a build argument that is given, but not to what, makes the reference unknown", () => {
  const buildArgs = new Map([["V", undefined]]);
  assert.deepEqual(imagesOf("ARG V=1\nFROM a:$V", { buildArgs }), ["FROM a:$V → arg-unresolvable (?)"]);
});

test("a named build context is marked", () => {
  const [stage] = buildModel("FROM base", { buildContexts: ["base"] }).stages;
  assert.equal(stage?.base.namedContext, true);
});

test("the tag's span is the tag, or the whole word where a variable or quote hides it", () => {
  const tagOf = (text: string) => {
    const span = buildModel(text).stages[0]?.base.tagSpan ?? { start: 0, end: 0 };
    return text.slice(span.start, span.end);
  };
  assert.deepEqual(["FROM a:latest AS b", "FROM a", 'FROM "a:latest"', "ARG V=latest\nFROM a:$V"].map(tagOf), [
    "latest",
    "a",
    '"a:latest"',
    "a:$V",
  ]);
});

test("the image of the syntax directive", () => {
  const { syntaxImage } = buildModel("# syntax=docker/dockerfile:1\nFROM a");
  assert.deepEqual(
    [syntaxImage?.instr, syntaxImage?.value, syntaxImage?.class],
    ["syntax", "docker/dockerfile:1", "floating"],
  );
});
