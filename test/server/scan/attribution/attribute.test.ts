import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../../server/src/model/build.ts";
import { attributeLayers } from "../../../../server/src/scan/attribution/attribute.ts";

/** Lines of a history, oldest first, a comment behind `##`; one that begins with `-` made no layer, `⏎` is a line break in it. */
function origins(dockerfile: string, history: string): readonly string[] {
  const entries = history
    .trim()
    .split("\n")
    .map((line) => {
      const [createdBy = "", comment = ""] = line.replace(/^-/, "").replaceAll("⏎", "\n").split(" ## ");
      return { createdBy, comment, isEmpty: line.startsWith("-") };
    });
  const layerCount = entries.filter(({ isEmpty }) => !isEmpty).length;
  const text = dockerfile.replace(/^\n/, "");
  const found = attributeLayers({ history: entries, layerCount }, buildModel(text));
  if (!found.ok) return [found.why];
  return found.layers.map((origin) => {
    if (origin === undefined) return "?";
    const { span } = origin.kind === "base" ? origin.stage : origin.instruction;
    const line = text.slice(0, span.start).split("\n").length;
    const confidence = origin.confidence === "likely" ? " likely" : "";
    return `${origin.kind === "base" ? "base of " : ""}line ${line}${confidence}`;
  });
}

const DOCKERFILE = `
ARG TAG=12
FROM debian:\${TAG} AS base
ENV LANG=C.UTF-8
RUN apt-get update \\
 && apt-get install -y curl
FROM base
ARG VER=1
WORKDIR /srv/app
COPY --chown=app . .
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo "it's $VER" | tee x
EXPOSE 8080
CMD ["run", "it"]
`;

const BUILDKIT = `
/bin/sh -c #(nop) ADD file:0f8d in /
-/bin/sh -c #(nop)  CMD ["bash"]
-ENV LANG=C.UTF-8
RUN /bin/sh -c apt-get update  && apt-get install -y curl # buildkit
-ARG VER=1
WORKDIR /srv/app
COPY . . # buildkit
-SHELL [/bin/bash -o pipefail -c]
RUN |1 VER=1 /bin/bash -o pipefail -c echo "it's $VER" | tee x # buildkit
-EXPOSE map[8080/tcp:{}]
-CMD ["run" "it"]`;

const CLASSIC = `
/bin/sh -c #(nop) ADD file:0f8d in /
-/bin/sh -c #(nop)  CMD ["bash"]
-/bin/sh -c #(nop)  ENV LANG=C.UTF-8
/bin/sh -c apt-get update  && apt-get install -y curl
-/bin/sh -c #(nop)  ARG VER=1
/bin/sh -c #(nop) WORKDIR /srv/app
/bin/sh -c #(nop) COPY --chown=appdir:0f8d9a in .
-/bin/sh -c #(nop)  SHELL [/bin/bash -o pipefail -c]
|1 VER=1 /bin/bash -o pipefail -c echo "it's $VER" | tee x
-/bin/sh -c #(nop)  EXPOSE 8080
-/bin/sh -c #(nop)  CMD ["run" "it"]`;

const EXPECTED = ["base of line 2", "line 4", "line 8", "line 9", "line 11"];

describe("the instruction of a layer", () => {
  it("BuildKit's history", () => assert.deepEqual(origins(DOCKERFILE, BUILDKIT), EXPECTED));
  it("the classic builder's history", () => assert.deepEqual(origins(DOCKERFILE, CLASSIC), EXPECTED));
  it("buildah's history, where WORKDIR makes no layer", () => {
    const history = CLASSIC.replace("/bin/sh -c #(nop) WORKDIR", "-/bin/sh -c #(nop) WORKDIR").replace(
      "COPY --chown=appdir:0f8d9a in .",
      "COPY dir:0f8d9a in . ",
    );
    assert.deepEqual(
      origins(DOCKERFILE, history),
      EXPECTED.filter((line) => line !== "line 8"),
    );
  });
  const commands: Readonly<Record<string, readonly [run: string, history: string]>> = {
    "another shell without build arguments": [
      "RUN echo hi | tee x",
      "/bin/bash -o errexit -o pipefail -c echo hi | tee x",
    ],
    "JSON form": ['RUN ["apt-get", "update"]', "apt-get update"],
    "a shell in JSON form": ['RUN ["/bin/bash", "-c", "echo \\"a, b\\""]', 'RUN /bin/bash -c echo "a, b" # buildkit'],
    "a shell in shell form": ['RUN bash -c "make all"', 'RUN /bin/sh -c bash -c "make all" # buildkit'],
    "JSON form behind build arguments": [
      'RUN ["install", "x", "/usr/local/bin/"]',
      "|1 VER=1 install x /usr/local/bin/",
    ],
    "build arguments that hold blanks and paths of programs": [
      "RUN make all",
      "RUN |2 TO=/usr/local/bin/x FLAGS=-O2 -g /bin/sh -c make all # buildkit",
    ],
    "a script in a here-document": ["RUN --mount=type=cache,target=/x <<-EOF\n\tmake\nEOF", "RUN /bin/sh -c make⏎"],
    "a here-document with a shebang": ["RUN <<EOF\n#!/usr/bin/python3\nx()\nEOF", "RUN /bin/sh -c /dev/pipes/EOF"],
    "a command with two here-documents": [
      "RUN cat <<A <<B > /x\na\nA\nb\nB",
      "RUN /bin/sh -c cat <<A <<B > /x⏎a⏎A⏎b⏎B # buildkit",
    ],
    "a file in a here-document": ["COPY <<A <<B /etc/\na /x\nA\nb\nB", "COPY <<A <<B /etc/ # buildkit"],
    "a shell of Windows behind build arguments": ["RUN dir", "|1 VER=1 cmd /S /C dir"],
  };
  for (const [title, [run, history]] of Object.entries(commands))
    it(`of ${title}`, () => assert.deepEqual(origins(`FROM debian:12\n${run}\n`, history), ["line 2"]));

  it("a RUN behind all that SHELL says", () => {
    const shells: Readonly<Record<string, string>> = {
      '["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]':
        "powershell -Command $ErrorActionPreference = 'Stop';",
      '["/bin/bash", "-o", "errtrace", "-c"]': "/bin/bash -o errtrace -c",
      '["/usr/bin/env", "bash", "-c"]': "/usr/bin/env bash -c",
    };
    for (const [shell, written] of Object.entries(shells)) {
      const history = `-SHELL [${written}]\nRUN ${written} make # buildkit`;
      assert.deepEqual(origins(`FROM debian:12 AS a\nSHELL ${shell}\nFROM a\nRUN make\n`, history), ["line 4"]);
    }
  });
  it("a stage that is not the last one, when all that it runs is there and the image ends with it", () => {
    const history = BUILDKIT.trim().split("\n").slice(0, 4).join("\n");
    assert.deepEqual(origins(DOCKERFILE, history), ["base of line 2", "line 4"]);
    const more = `${history}\nRUN /bin/sh -c make it # buildkit`;
    assert.deepEqual(origins(DOCKERFILE, more), [
      "this image was not built from this Dockerfile, or it has changed a lot since",
    ]);
  });
  it("a stage for tests, which has all of the last one and more", () => {
    const tested = `${DOCKERFILE.replace("FROM base\n", "FROM base AS app\n")}FROM app AS test\nRUN make test\nFROM app\n`;
    assert.deepEqual(origins(tested, BUILDKIT), EXPECTED);
    const history = `${BUILDKIT}\nRUN /bin/sh -c make test # buildkit`;
    assert.deepEqual(origins(tested, history), [...EXPECTED, "line 15"]);
  });
  it("a stage whose results the last one copies to the same place", () => {
    const copied = "FROM debian:12 AS build\nRUN make\nCOPY x /app\nFROM scratch\nCOPY --from=build /app /app\n";
    const built = "ADD file:0 in / # buildkit\nRUN /bin/sh -c make # buildkit\nCOPY x /app # buildkit";
    assert.deepEqual(origins(copied, built), ["base of line 1", "line 2", "line 3"]);
    assert.deepEqual(origins(copied, "COPY /app /app # buildkit"), ["line 5"]);
  });
  it("a RUN that was edited a little since is likely, what is new has no layer", () => {
    const edited = DOCKERFILE.replace("install -y curl", "install -y curl wget")
      .replace("EXPOSE", "RUN true\nEXPOSE")
      .replace("COPY --chown=app . .", "COPY . .\nCOPY a /a");
    assert.deepEqual(origins(edited, `${BUILDKIT}`), [
      "this image was not built from this Dockerfile, or it has changed a lot since",
    ]);
    const little = DOCKERFILE.replace("install -y curl", "install -y curl wget");
    assert.deepEqual(origins(little, BUILDKIT), ["base of line 2", "line 4 likely", "line 8", "line 9", "line 11"]);
  });
  it("what was written anew at the start of the file is not called the base", () => {
    const copies = [..."abcd"].map((each) => `COPY ${each} /${each} # buildkit`);
    const file = "FROM debian:12\nRUN apt-get install -y nginx\nCOPY a /a\nCOPY b /b\nCOPY c /c\nCOPY d /d\n";
    const history = ["ADD file:0 in /", "RUN /bin/sh -c make it # buildkit", ...copies].join("\n");
    assert.deepEqual(origins(file, history), ["base of line 1", "?", "line 3", "line 4", "line 5", "line 6"]);
  });
  it("a COPY that is new goes with no other COPY of the base, wherever that went", () => {
    const file =
      "FROM debian:12\nCOPY app app\nCOPY rootfs /\nRUN a\nRUN b\nRUN c\nRUN d\nRUN e\nRUN f\nRUN g\nRUN h\n";
    const runs = [..."abcdefgh"].map((each) => `RUN /bin/sh -c ${each} # buildkit`);
    const history = ["ADD file:0 in /", "COPY file:1 in /usr/bin/myapp", ...runs].join("\n");
    assert.deepEqual(origins(file, history).slice(0, 3), ["?", "?", "line 4"]);
    const copied = ["ADD file:0 in /", "COPY dir:1 in /srv/app", "COPY dir:1 in /", ...runs].join("\n");
    assert.deepEqual(origins(file, copied).slice(0, 3), ["base of line 1", "line 2 likely", "line 3"]);
  });
  it("a file with nothing but FROM gives all layers to the base, which nothing proves", () => {
    const history = 'ADD file:0 in / # buildkit\nRUN /bin/sh -c make # buildkit\n-CMD ["sh"]';
    const ofLine = (line: number) => [`base of line ${line} likely`, `base of line ${line} likely`];
    assert.deepEqual(origins("FROM debian:12\n", history), ofLine(1));
    assert.deepEqual(origins("FROM debian:12 AS a\nRUN x\nFROM nginx:1.29 AS b\nFROM b\n", history), ofLine(3));
  });
  it("the base is that of the stage at the bottom, whether that has instructions or none", () => {
    const history = "ADD file:0 in / # buildkit\nRUN /bin/sh -c make # buildkit";
    assert.deepEqual(origins("FROM debian:12 AS a\nFROM a\nRUN make\n", history), ["base of line 1", "line 3"]);
  });
  it("another image's history gives no line", () => {
    assert.deepEqual(origins(DOCKERFILE, "RUN /bin/sh -c make all # buildkit\nCOPY /x /y # buildkit"), [
      "this image was not built from this Dockerfile, or it has changed a lot since",
    ]);
  });
  it("is not that of a RUN before it that changed nothing, for which the classic builder and kaniko make none", () => {
    const history = "Imported from -\n-/bin/sh -c node -v\n/bin/sh -c make\n-/bin/sh -c #(nop) CMD a";
    assert.deepEqual(origins("FROM node:22\nRUN node -v\nRUN make\nCMD a\n", history), ["base of line 1", "line 3"]);
    const copied = history.replace("/bin/sh -c make", "/bin/sh -c #(nop) WORKDIR /srv");
    assert.deepEqual(origins("FROM node:22\nRUN node -v\nWORKDIR /srv\nCMD a\n", copied), ["base of line 1", "line 3"]);
  });
  describe("of buildah, which makes one of a whole stage", () => {
    const rows: Readonly<Record<string, readonly [dockerfile: string, history: string, expected: readonly string[]]>> =
      {
        "is that of no one of several": [
          "FROM debian:12\nRUN make a\nENV A=1\nRUN make b\nCOPY d /d\n",
          `
Imported from -
-/bin/sh -c make a
-/bin/sh -c #(nop) ENV A=1
-/bin/sh -c make b
/bin/sh -c #(nop) COPY dir:8380 in /d  ## FROM localhost/debian:12`,
          ["base of line 1", "?"],
        ],
        "is that of the only one, which another line of the history has": [
          "FROM debian:12\nRUN make a\nCMD a\n",
          `
Imported from -
-/bin/sh -c make a
/bin/sh -c #(nop) CMD a ## FROM localhost/debian:12`,
          ["base of line 1", "line 2"],
        ],
        "is told for each stage": [
          "FROM debian:12 AS b\nRUN make a\nFROM b\nCOPY d /d\nRUN make b\nCMD a\n",
          `
Imported from -
/bin/sh -c make a ## FROM localhost/debian:12
-/bin/sh -c #(nop) COPY dir:8380 in /d
-/bin/sh -c make b
/bin/sh -c #(nop) CMD a ## FROM 2ed9e9d08a3a`,
          ["base of line 1", "line 2", "?"],
        ],
        "on nothing is that of its only instruction": [
          "FROM scratch\nCOPY d /d\nCMD a\n",
          "-/bin/sh -c #(nop) COPY dir:8380 in /d\n/bin/sh -c #(nop) CMD a",
          ["line 2"],
        ],
        "with the base image in it is nobody's": [
          "FROM debian:12\nRUN make a\nCMD a\n",
          "-/bin/sh -c make a\n/bin/sh -c #(nop) CMD a ## FROM localhost/debian:12",
          ["what several instructions made is one layer: it was squashed"],
        ],
        "with the base image in that of its only instruction is nobody's": [
          "FROM debian:12\nRUN make a\n",
          "/bin/sh -c make a ## FROM localhost/debian:12",
          ["what several instructions made is one layer: it was squashed"],
        ],
      };
    for (const [title, [dockerfile, history, expected]] of Object.entries(rows))
      it(title, () => assert.deepEqual(origins(dockerfile, history), expected));
  });

  it("a history that does not fit the layers gives no line", () => {
    const found = attributeLayers({ history: [], layerCount: 2 }, buildModel("FROM a:1\nRUN b\n"));
    assert.equal(
      !found.ok && found.why,
      "the history tells of 0 layers and the image has 2: it was squashed, or its builder writes none",
    );
  });
});
