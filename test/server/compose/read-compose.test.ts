import assert from "node:assert/strict";
import { test } from "node:test";
import { readCompose } from "../../../server/src/compose/read-compose.ts";
import { buildOf } from "../../harness/compose-build.ts";

interface Row {
  readonly text: string;
  /** The file that it overrides. */
  readonly inFront?: string;
  /** What the span of each image covers. */
  readonly images?: readonly string[];
  readonly builds?: readonly object[];
  /** The words that each gap stands at, and what it says. */
  readonly gaps?: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "the image of a service is found, quotes excluded": {
    text: `services:\n  a:\n    image: redis:7 # cache\n  b: {image: "nginx"}\n  c:\n    image: 'postgres:16'\n`,
    images: ["redis:7", "nginx", "postgres:16"],
  },
  "what a service builds itself is its own image": {
    text: "services:\n  a:\n    build: .\n    image: registry.example/team/a:latest\n",
    images: [],
    builds: [buildOf("a", { names: ["registry.example/team/a:latest"] })],
  },
  "an image that comes by an anchor is told once, where it stands": {
    text: "x-base: &base\n  image: redis:7\nservices:\n  a: *base\n  b:\n    <<: *base\n  c:\n    <<: [*base]\n    image: redis:8\n",
    images: ["redis:7", "redis:8"],
  },
  "an image that comes by a merge alone": {
    text: "x-base: &base\n  image: redis:7\nx-more: &more\n  <<: *base\nservices:\n  b:\n    <<: *more\n",
    images: ["redis:7"],
  },
  "image: elsewhere is nothing of ours": {
    text: "image: a\nvolumes:\n  b:\n    image: c\nservices:\n  d:\n    labels:\n      image: e\n",
    images: [],
  },
  "the long form of build is read": {
    text: `services:
  a:
    build:
      context: ./api
      dockerfile: ../docker/Dockerfile
      args:
        NODE: 1.10
        FROM_ENV:
        KNOWN: \${X:-y}
        UNKNOWN: \${X}
      target: web
      tags: [team/a:1, "team/a:\${X}"]
      additional_contexts:
        base: docker-image://alpine:3.20
`,
    images: ["alpine:3.20"],
    builds: [
      buildOf("a", {
        context: "./api",
        dockerfile: "../docker/Dockerfile",
        target: "web",
        names: ["team/a:1"],
        args: { NODE: "1.1", FROM_ENV: undefined, KNOWN: "y", UNKNOWN: undefined },
        contexts: ["base"],
        unknown: ["names"],
      }),
    ],
  },
  "an argument that is a number or a truth is passed as one": {
    text: `services:\n  a:\n    build:\n      args: {A: 1.10, B: "1.10", C: 0x1f, D: True, E: 12345678901234567890, F: 1e3, G: 1234567.5}\n`,
    builds: [
      buildOf("a", { args: { A: "1.1", B: "1.10", C: "31", D: "true", E: undefined, F: "1000", G: undefined } }),
    ],
  },
  "what is a number or a date for Compose alone is not known": {
    text: `services:\n  a:\n    build:\n      args: {A: 017, B: 0b11, C: 1_000, D: 2024-01-31, E: "017", F: v1_0, G: 2024-01-31-x, H: 0.5, I: !!str 1.10}\n`,
    builds: [
      buildOf("a", {
        args: {
          A: undefined,
          B: undefined,
          C: undefined,
          D: undefined,
          E: "017",
          F: "v1_0",
          G: "2024-01-31-x",
          H: "0.5",
          I: "1.10",
        },
      }),
    ],
  },
  "an empty place is the standard one": {
    text: "services:\n  a:\n    build: {context: '', dockerfile: \"\"}\n",
    builds: [buildOf("a")],
  },
  "what is reset takes nothing from the service that it extends, what overrides takes all from itself": {
    text: `services:
  base:
    build: {args: {A: 1}}
  a:
    extends: base
    build: !reset null
    image: nginx
  b:
    extends: base
    build: !override {context: b}
`,
    images: ["nginx"],
    builds: [buildOf("base", { args: { A: "1" } }), buildOf("b", { context: "b" })],
  },
  "behind a mark of reset what is merged shows": {
    text: "x-base: &base {image: nginx}\nservices:\n  a:\n    <<: *base\n    image: !reset null\n",
    images: ["nginx"],
  },
  "arguments may be a list": {
    text: "services:\n  a:\n    build:\n      args: [A=b=c, D]\n",
    builds: [buildOf("a", { args: { A: "b=c", D: undefined } })],
  },
  "services and arguments may come by a merge; what a map says itself is stronger": {
    text: "x-args: &args {A: 1, B: 1}\nx-all: &all\n  a:\n    build:\n      args: {<<: [*args, {B: 2, C: 2}], A: 3}\nservices:\n  <<: *all\n",
    builds: [buildOf("a", { args: { A: "3", B: "1", C: "2" } })],
  },
  "a stage and a name that only the environment knows are told": {
    text: 'services:\n  a:\n    build: {target: "${STAGE}", tags: [x]}\n    image: ${NAME}\n  b:\n    build: {target: }\n',
    builds: [buildOf("a", { names: ["x"], unknown: ["target", "names"] }), buildOf("b")],
  },
  "a build whose place only the environment knows is left out": {
    text: "services:\n  a:\n    build: ${DIR}\n  b:\n    build:\n      context: ${DIR}\n  c:\n    build:\n      dockerfile_inline: FROM x\n  d:\n    build: {dockerfile: '${FILE}'}\n",
    builds: [],
  },
  "an image that another service builds is not pulled": {
    text: `services:
  web:
    build: .
    image: team/app
  worker: {image: "team/app:latest"}
  tagged: {image: team/app:1}
  inline:
    build: {dockerfile_inline: FROM x, tags: [team/inline:1]}
    image: \${REGISTRY}/inline:latest
  job: {image: "\${REGISTRY}/inline:latest"}
  other: {image: team/inline:1}
`,
    images: ["team/app:1"],
    builds: [buildOf("web", { names: ["team/app"] })],
  },
  "a service builds what the one does that it extends": {
    text: `services:
  base:
    build:
      context: web
      args: {A: 1, B: 1}
      target: dev
      tags: [team/base:1]
  web:
    extends: base
    image: team/web:latest
    build:
      args: [B=2]
  job:
    extends: {service: web}
    build: other
`,
    images: [],
    builds: [
      buildOf("base", { context: "web", args: { A: "1", B: "1" }, target: "dev", names: ["team/base:1"] }),
      buildOf("web", {
        context: "web",
        args: { A: "1", B: "2" },
        target: "dev",
        names: ["team/web:latest", "team/base:1"],
      }),
      buildOf("job", {
        context: "other",
        args: { A: "1", B: "2" },
        target: "dev",
        names: ["team/web:latest", "team/base:1"],
      }),
    ],
  },
  "of a build that goes on in another file nothing is said": {
    text: "services:\n  a:\n    extends: {file: common.yml, service: d}\n    build: {args: {A: 1}}\n  b:\n    extends: c\n    build: .\n  d: {build: d}\n",
    builds: [buildOf("d", { context: "d" })],
  },
  "services that extend each other in a circle have an end": {
    text: "services:\n  a: {extends: b, image: redis}\n  b: {extends: a}\n",
    images: ["redis"],
  },
  "what is marked as reset is not there": {
    text: "services:\n  a:\n    build: !reset null\n    image: !override redis\n  b:\n    image: !reset null\n  c: !reset\n    image: nginx\n",
    images: ["redis"],
    builds: [],
  },
  "a build without a value is none": {
    text: "services:\n  a:\n    build:\n    image: redis\n",
    images: ["redis"],
    builds: [],
  },
  "services of the first format stand at the top": {
    text: "x-web: {image: a}\nweb:\n  image: nginx\ndb:\n  build: ./db\n",
    images: ["nginx"],
    builds: [buildOf("db", { context: "./db" })],
  },
  "a version without services has none": { text: "version: '3'\nweb:\n  image: nginx\n", images: [] },
  "an image that stands among blanks; one in a block is marked where that begins": {
    text: 'services:\n  a:\n    image: >- # redis\n      redis\n  b:\n    image: |\n      nginx\n  c: {image: " mysql "}\n',
    images: [">", "|", "mysql"],
  },
  "an empty value, a number and a list are no image": {
    text: 'services:\n  a: {image: ""}\n  b: {image: "${NONE:-}"}\n  c: {image: 7}\n  d: {image: [nginx]}\n',
    images: [],
  },
  "an image that is written with an escape stands between its quotes": {
    text: 'services:\n  a: {image: "\\x6eginx"}\n',
    images: ["\\x6eginx"],
  },
  "the id of an image is no name": { text: `services:\n  a: {image: "sha256:${"0".repeat(64)}"}\n`, images: [] },
  "an image that Compose refuses is a gap": {
    text: 'services:\n  a:\n    image: "redis:${TAG"\n  b: {image: nginx}\n',
    images: ["nginx"],
    gaps: ["redis:${TAG: Compose refuses the variables of this image"],
  },
  "jobs, containers in front of a service and mounted images run images, too": {
    text: `services:
  a:
    image: nginx
    pre_start: [{image: busybox, command: x}, {command: y}]
    volumes:
      - x:/x
      - {type: image, source: alpine, target: /y}
      - {type: volume, source: debian, target: /z}
jobs:
  a: {image: redis, triggers: {manual: true}}
  b: {build: b, image: own, extends: a}
---
services:
  a:
    volumes: [{type: image, source: ubuntu, target: /y}]
`,
    images: ["nginx", "busybox", "redis", "ubuntu"],
    builds: [buildOf("b", { context: "b", names: ["own"] })],
    gaps: [],
  },
  "jobs without services are no services": {
    text: "jobs: {a: {image: redis}}\nb: {image: nginx}\n",
    images: ["redis"],
  },
  "an image that a build takes as a context is one": {
    text: `services:
  a:
    build:
      additional_contexts: {one: docker-image://alpine, two: ../two, three: "docker-image://\${R:-busybox}:1"}
  b:
    build: {additional_contexts: ["four=docker-image://debian", "five=service:a", "six=docker-image://\${"]}
  c: {image: team/own, build: c}
  d: {build: {additional_contexts: {seven: docker-image://team/own, eight: x/docker-image://nginx, nine: "docker-image://"}}}
`,
    images: ["alpine", "${R:-busybox}:1", "debian"],
    gaps: [],
  },
  "of a context that is overridden the later image is one": {
    text: "services:\n  a: {build: {additional_contexts: {b: docker-image://alpine}}}\n---\nservices:\n  a: {build: {additional_contexts: [b=docker-image://debian]}}\n",
    images: ["debian"],
  },
  "the images of a Dockerfile in the file stand where it has them": {
    text: `services:
  a:
    build:
      additional_contexts: {base: ../base}
      dockerfile_inline: |
        # syntax=docker/dockerfile:1

        FROM base AS zero
        FROM --platform=linux/amd64 "golang" AS one
          RUN echo $$HOME \${X} <<EOF && \\
              true
        FROM no
        EOF
        COPY --from=busybox:latest /x /x
        COPY --from=other /y /y
        ARG V=1
        FROM node:$$V AS unused
        FROM scratch
        COPY --from=one /x /x
  b: {build: {dockerfile_inline: !override "FROM x"}}
  c: {build: {dockerfile_inline: }}
`,
    images: ['"golang"', "busybox:latest"],
    builds: [buildOf("c")],
    gaps: ['": this Dockerfile is not read: it has to be a block (|) with variables that Compose takes'],
  },
  "a Dockerfile that services share is read once, and one with CRLF where it stands": {
    text: "x-build: &build\r\n  dockerfile_inline: |+2\r\n      FROM nginx\r\n\r\n    RUN x\r\n\r\nservices:\r\n  a: {build: *build}\r\n  b: {build: *build}\r\n",
    images: ["nginx"],
    gaps: [],
  },
  "a Dockerfile that is folded is not read: its lines are not those of the file": {
    text: "services:\n  a:\n    build:\n      dockerfile_inline: >\n        FROM nginx\n",
    images: [],
    gaps: [">: this Dockerfile is not read: it has to be a block (|) with variables that Compose takes"],
  },
  "a Dockerfile whose variables Compose refuses is not read": {
    text: "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM nginx\n        RUN echo ${1}\n",
    images: [],
    gaps: ["|: this Dockerfile is not read: it has to be a block (|) with variables that Compose takes"],
  },
  "an empty Dockerfile in the file is none, also over that of another service": {
    text: 'services:\n  a: {extends: b, build: {dockerfile_inline: ""}}\n  b:\n    build:\n      dockerfile_inline: |\n        FROM x\n',
    images: ["x"],
    builds: [buildOf("a")],
    gaps: [],
  },
  "a Dockerfile in the file may have dollars that Compose leaves alone": {
    text: "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM nginx\n        RUN echo $(x) $1 $?\n",
    images: ["nginx"],
    gaps: [],
  },
  "a file of another program is not taken for a Compose file without images": {
    text: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: nginx:latest\n",
    images: [],
    gaps: [": not a Compose file: nothing in it is checked"],
  },
  "a workflow with a job that is called build is none either": {
    text: "name: CI\njobs:\n  build:\n    runs-on: x\n",
    gaps: [": not a Compose file: nothing in it is checked"],
  },
  "jobs alone are a Compose file where they have images": {
    text: "jobs:\n  backup: {image: busybox}\n",
    images: ["busybox"],
    gaps: [],
  },
  "nor is a file of GitLab": {
    text: "services: [postgres:16]\nbuild: {image: node}\n",
    gaps: [": not a Compose file: nothing in it is checked"],
  },
  "a list is none": { text: "- hosts: all\n", gaps: [": not a Compose file: nothing in it is checked"] },
  "a part of a Compose file is one, and so is an empty one": {
    text: "# nothing yet\n---\nvolumes: {a: {}}\n---\nx-more: {}\n---\nweb: {image: nginx}\n",
    gaps: [],
  },
  "a file of volumes alone is one, too": { text: "volumes: {a: {}}\n", gaps: [] },
  "and one whose services have no images": { text: "services: {a: {command: x}}\n", gaps: [] },
  "and one of extensions alone": { text: "x-base: {a: 1}\n", gaps: [] },
  "a later document overrides what those in front say; each image stands where it is said last": {
    text: `services:
  a: {image: redis:6}
  b: {image: nginx}
  c: {image: team/c}
---
services:
  a: {image: redis:7}
  c: {build: {context: c, args: {A: 1}}}
  d: {image: mysql}
---
volumes: {x: {}}
services:
  c: {build: {args: {B: 2}}}
`,
    images: ["nginx", "redis:7", "mysql"],
    builds: [buildOf("c", { context: "c", names: ["team/c"], args: { A: "1", B: "2" } })],
    gaps: [],
  },
  "a later document resets and overrides services and what they say": {
    text: `services:
  a: {image: redis:6}
  b: {build: b, image: nginx}
  c: {build: {context: c, args: {A: 1}, tags: [c:1]}}
  d: {image: mysql, build: d}
---
services:
  a: !reset null
  b: {build: !reset null}
  c: {build: {args: !override {B: 2}, tags: !reset null}}
  d: !override
    image: mariadb
`,
    images: ["nginx", "mariadb"],
    builds: [buildOf("c", { context: "c", args: { B: "2" } })],
  },
  "services that override all leave nothing of the documents in front": {
    text: "services:\n  a: {image: redis}\n---\nservices: !override\n  b: {image: nginx}\n",
    images: ["nginx"],
  },
  "a service extends one of its own document, and an anchor holds in its own": {
    text: `x-base: &base {image: redis:6}
services:
  a: {image: nginx}
  b: {extends: a}
---
services:
  a: {image: httpd}
  c: *base
  d: {extends: b, build: .}
`,
    images: ["nginx", "httpd"],
    builds: [],
  },
  "a mark in a service that is extended cuts off what that one extends, not the documents in front": {
    text: `services:
  a: {build: {args: {A: 1}}}
---
services:
  root: {build: {args: {R: 1}}}
  base: {extends: root, build: {args: !override {B: 1}}}
  a: {extends: base}
`,
    builds: [
      buildOf("a", { args: { A: "1", B: "1" } }),
      buildOf("root", { args: { R: "1" } }),
      buildOf("base", { args: { B: "1" } }),
    ],
  },
  "of an image of a service that the overridden file builds nothing is said": {
    inFront: "services:\n  a: {build: .}\n  b: {image: nginx}\n  c: {image: mysql}\n",
    text: 'services:\r\n  a: {image: team/a}\r\n  c: {image: mariadb}\r\n  d: {image: redis}\r\n  e: {image: "x:${"}\r\n',
    images: ["mariadb", "redis"],
    gaps: ["x:${: Compose refuses the variables of this image"],
  },
  "an overridden file that Compose refuses still says what it builds": {
    inFront: "services:\n  a: {build: .}\n  b: {image: nginx, image: mysql}\n  c: {image: '${'}\n",
    text: "services:\n  a: {image: team/a}\n",
    images: [],
    gaps: [],
  },
  "an empty target is none": {
    text: 'services:\n  a: {build: {context: ., target: ""}}\n',
    images: [],
    builds: [buildOf("a")],
  },
  "an overridden file that is broken, or too large, is as if it were not there": {
    inFront: "services:\n  a: {build: .}\n  b: [\n",
    text: "---\nservices:\n  a: {image: team/a}\n",
    images: ["team/a"],
    gaps: [],
  },
  "what is broken in a later document is a gap there, and the others are read": {
    text: "services:\n  a: {image: redis}\n---\nservices:\n  b: {image: nginx}\n  c: [\n",
    images: ["redis", "nginx"],
    gaps: [": Flow sequence in block collection must be sufficiently indented and end with a ]"],
  },
  "a key that stands twice is a gap, once for the file: what its first place says is read": {
    text: "services:\n  a: {image: redis}\n  b: {image: nginx}\n  a: {image: mysql}\n---\nservices: {c: {image: httpd}}\n",
    images: ["redis", "nginx", "httpd"],
    gaps: ["a: a stands twice: Compose refuses this file"],
  },
  "CRLF and a broken end leave the rest": {
    text: "services:\r\n  a:\r\n    image: redis:7\r\n  b:\r\n    image: [\r\n",
    images: ["redis:7"],
  },
  "no Compose file at all gives nothing": { text: "- a\n- b\n", images: [], builds: [] },
  "an empty file gives nothing": { text: "", images: [], builds: [], gaps: [] },
  "nor does an empty document": { text: "---\n...\n", gaps: [] },
};

for (const [name, { text, inFront, images, builds, gaps }] of Object.entries(rows)) {
  test(name, async () => {
    const compose = await readCompose(text, inFront);
    if (gaps !== undefined) {
      assert.deepEqual(
        compose.gaps.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`),
        gaps,
      );
    }
    if (images !== undefined) {
      assert.deepEqual(
        compose.images.map(({ span }) => text.slice(span.start, span.end)),
        images,
      );
    }
    if (builds !== undefined) {
      assert.deepEqual(
        compose.builds.map((build) => ({ ...build, args: Object.fromEntries(build.args) })),
        builds,
      );
    }
  });
}
