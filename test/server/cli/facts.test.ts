import assert from "node:assert/strict";
import { test } from "node:test";
import { assertDocumented } from "../../harness/json-page.ts";
import { runIn } from "./made-up-world.ts";

const TEXT = `ARG TAG=20.1.0
FROM node:$TAG AS build
RUN apt-get install -y curl git=1:2.39
LABEL a=b
FROM build
LABEL c="$D"
`;

test("the frontend is a fact, too", async () => {
  const text = "# syntax=docker/dockerfile:1.9\nFROM scratch\n";
  const { output } = await runIn({ files: { "/r/Dockerfile": text } }, "facts", "--format", "json");
  const [first] = JSON.parse(output).files[0].images;
  assert.deepEqual([first.instr, first.value, first.line, first.column], ["syntax", "docker/dockerfile:1.9", 1, 10]);
});

test("facts in JSON have the shape that the documentation gives", async () => {
  const ran = await runIn({ files: { "/r/Dockerfile": TEXT, "/r/compose.yaml": "" } }, "facts", "--format", "json");
  assert.deepEqual([ran.status, ran.errors], [0, ""]);
  assert.deepEqual(JSON.parse(ran.output), {
    version: 1,
    files: [
      {
        path: "Dockerfile",
        images: [
          {
            line: 2,
            column: 6,
            endLine: 2,
            endColumn: 15,
            instr: "FROM",
            value: "node:$TAG",
            resolved: "node:20.1.0",
            class: "exact",
          },
          {
            line: 5,
            column: 6,
            endLine: 5,
            endColumn: 11,
            instr: "FROM",
            value: "build",
            resolved: "build",
            class: "stage-ref",
          },
        ],
        packages: [
          {
            line: 3,
            column: 24,
            endLine: 3,
            endColumn: 28,
            manager: "apt",
            spec: "curl",
            name: "curl",
            version: null,
            pinned: "no",
          },
          {
            line: 3,
            column: 29,
            endLine: 3,
            endColumn: 39,
            manager: "apt",
            spec: "git=1:2.39",
            name: "git",
            version: "1:2.39",
            pinned: "yes",
          },
        ],
        downloads: [],
        labels: [
          { line: 4, key: "a", value: "b", stage: 0, exported: true },
          { line: 6, key: "c", value: null, stage: 1, exported: true },
        ],
      },
    ],
    errors: [],
  });
});

test("facts as text are a table for each kind", async () => {
  const { output } = await runIn({ files: { "/r/Dockerfile": TEXT, "/r/b.Dockerfile": "" } }, "facts");
  assert.equal(
    output,
    `Dockerfile
  images
      2  FROM  node:20.1.0  exact
      5  FROM  build        stage-ref
  packages
      3  apt  curl        not pinned
      3  apt  git=1:2.39  pinned
  labels
      4  a  b  exported
      6  c     exported

b.Dockerfile
  nothing
`,
  );
});

test("facts of nothing are whole, and what cannot be read makes 2", async () => {
  const ran = await runIn({ files: { "/r/Dockerfile": null } }, "facts", "--format", "json");
  assert.equal(ran.status, 2);
  assert.deepEqual(JSON.parse(ran.output), {
    version: 1,
    files: [],
    errors: [{ path: "Dockerfile", message: "may not be accessed: permission denied", fails: true }],
  });
});

test("a word that two commands take from one variable is one fact, and a check that protects nothing is said to", async () => {
  const text = `FROM debian:12.11
ENV TOOLS="curl git"
RUN apt-get install -y $TOOLS; wget https://dl.example/a-1.4.0.tgz && (echo "${"0".repeat(64)}  a-1.4.0.tgz" | sha256sum -c || true)
RUN apt-get install -y $TOOLS
LABEL a=b
`;
  const json = JSON.parse(
    (await runIn({ files: { "/r/Dockerfile": text } }, "facts", "gone", ".", "-f", "json")).output,
  );
  assertDocumented("facts", json);
  const { output } = await runIn({ files: { "/r/Dockerfile": text } }, "facts");
  assert.equal(
    output,
    `Dockerfile
  images
      1  FROM  debian:12.11  floating
  packages
      2  apt  curl  not pinned
      2  apt  git   not pinned
  downloads
      3  wget  https://dl.example/a-1.4.0.tgz  artifact, sha that does not stop the build
  labels
      5  a  b  exported
`,
  );
});

test("facts say what holds: a check that stops the build, a label that the image has", async () => {
  const text = `FROM debian:12.11 AS build
LABEL a=b
RUN curl -O https://dl.example/a-1.4.0.tgz && echo "${"0".repeat(64)}  a-1.4.0.tgz" | sha256sum -c
FROM scratch
LABEL c=d
`;
  const { output } = await runIn({ files: { "/r/Dockerfile": text } }, "facts");
  assert.deepEqual(output.split("\n").slice(4, -1), [
    "  downloads",
    "      3  curl  https://dl.example/a-1.4.0.tgz  artifact, sha",
    "  labels",
    "      2  a  b",
    "      5  c  d  exported",
  ]);
});

test("nothing in them moves a terminal", async () => {
  const text = 'FROM a\u001b[2J:1\nLABEL "b\u001b[2J"="c\u001b[2J"\n';
  const { output } = await runIn({ files: { "/r/d\u001b[2J/Dockerfile": text } }, "facts");
  assert.match(output, /^d␛\[2J\/Dockerfile\n[\s\S]* a␛\[2J:1 [\s\S]* b␛\[2J {2}c␛\[2J /);
  assert.equal(output.includes("\u001b"), false);
});

test("a Compose file alone is said to have none", async () => {
  const compose = { "/r/compose.yaml": "services: {a: {build: .}}\n" };
  const ran = await runIn({ files: compose }, "facts", "compose.yaml");
  assert.deepEqual(
    [ran.status, ran.output, ran.errors],
    [0, "", "seaworthy: a Compose file has no facts of its own: name the Dockerfiles that it builds\n"],
  );
  const both = await runIn({ files: { ...compose, "/r/Dockerfile": "FROM scratch\n" } }, "facts");
  const quiet = await runIn({ files: compose }, "facts", "--quiet");
  assert.deepEqual([both.errors, quiet.errors], ["", ""]);
});

test("facts take no option that concerns the rules alone", async () => {
  for (const option of ["--rule=label-empty", "--ignore=label-empty", "--profile=strict", "--no-suppressions"]) {
    const ran = await runIn({ files: { "/r/Dockerfile": TEXT } }, "facts", option);
    assert.deepEqual([ran.status, ran.output], [2, ""], option);
    assert.match(ran.errors, /there is no option --/, option);
  }
});
