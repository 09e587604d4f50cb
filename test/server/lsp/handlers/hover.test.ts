import assert from "node:assert/strict";
import { test } from "node:test";
import { type InProcessServer, startServer } from "../../../harness/in-process-server.ts";

const DOCKERFILE = "file:///shop/Dockerfile";

interface HoverAnswer {
  readonly contents: { readonly kind: string; readonly value: string };
  readonly range?: { readonly start: { readonly character: number }; readonly end: { readonly character: number } };
}

/** Hover on the character behind the first `|` of the text that begins no block of YAML; it is taken away. */
async function hoverAt(
  marked: string,
  setup: Parameters<typeof startServer>[0] = {},
  uri = DOCKERFILE,
): Promise<HoverAnswer | null> {
  const server: InProcessServer = await startServer(setup);
  const offset = marked.search(/(?<!: )\|/);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const line = text.slice(0, offset).split("\n").length - 1;
  const character = offset - (text.lastIndexOf("\n", offset - 1) + 1);
  await server.open(uri, text, uri.endsWith(".yaml") ? "yaml" : "dockerfile");
  const answer: HoverAnswer | null = await server.wire.sendRequest("textDocument/hover", {
    textDocument: { uri },
    position: { line, character },
  });
  server.stop();
  return answer;
}

const firstPart = (answer: HoverAnswer | null) => answer?.contents.value.split("\n\n---\n\n")[0];

const SUM = "a".repeat(64);

const CASES: Readonly<Record<string, readonly [string, string]>> = {
  "the parts of an image, and what its tag promises": [
    "FROM --platform=linux/amd64 no|de:20-slim\n",
    "**Image** `node:20-slim`  \nregistry `docker.io`, repository `library/node`  \ntag `20-slim`  \nplatform `linux/amd64`\n\nThe tag moves with the releases it stands for.",
  ],
  "the value that a variable gives an image": [
    "ARG TAG=1.2.3\nFROM regist|ry.example/app:${TAG}\n",
    "**Image** `registry.example/app:1.2.3`  \nwritten `registry.example/app:${TAG}`  \nregistry `registry.example`, repository `app`  \ntag `1.2.3`\n\nThe tag names one version. Only a digest says that nobody pushes another image under it.",
  ],
  "the stage that a name means": [
    "FROM debian:12 AS base\nFROM ba|se\n",
    "**Image** `base`  \nstage 1 of 2, built from `debian:12`\n\nA stage of this file.",
  ],
  "what a variable holds where it is used": ["ARG TAG=1.2.3\nFROM app:${T|AG}\n", "**ARG** `TAG`  \nholds `1.2.3`"],
  "what a variable holds where it is declared": ["FROM scratch\nENV A|PP=/srv\n", "**ENV** `APP`  \nholds `/srv`"],
  "what a variable of a later stage holds where it is declared": [
    "FROM scratch\nFROM scratch\nARG aZ|zA=1\n",
    "**ARG** `aZzA`  \nholds `1`",
  ],
  "that the value of a variable is not known": [
    "ARG TAG\nFROM app:$TA|G\n",
    "**ARG** `TAG`  \nits value is not known here: a build may pass one",
  ],
  "that BuildKit sets the platform": [
    "FROM app:1\nARG TARGET|ARCH\n",
    "**ARG** `TARGETARCH`  \nits value is not known here: BuildKit sets it",
  ],
  "that no build passes the value of an ENV": [
    'FROM scratch\nENV PA|TH="/app:$PATH"\n',
    "**ENV** `PATH`  \nits value is not known here: it holds a variable whose value this file does not say",
  ],
  "that an ENV beats the ARG of its name": [
    "FROM scratch\nENV V=1\nARG V=2\nRUN echo $|V\n",
    "**ENV** `V`  \nholds `1`",
  ],
  "what a stage has from the one that it is built from": [
    "FROM scratch AS base\nENV V_1=1\nARG V_1=0\nFROM base\nARG V_1=2\nRUN echo ${V_|1}\n",
    "**ENV** `V_1`  \nholds `1`",
  ],
  "what was set in front of the instruction that sets it anew": [
    "FROM scratch\nENV V=1\nENV V=2 W=$V|\n",
    "**ENV** `V`  \nholds `1`",
  ],
  "the ARG in front of FROM where the stage names it again": [
    "ARG V=1\nFROM scratch\nARG V\nRUN echo $|V\n",
    "**ARG** `V`  \nholds `1`",
  ],
  "why a pin counts": [
    "FROM scratch\nRUN apt-get install -y cu|rl=7.88.1-10\n",
    "**Package** `curl` (apt)  \nversion `7.88.1-10`\n\nPinned: every build installs this version, or fails.",
  ],
  "the same behind its last letter, where the cursor stands when it was typed": [
    "FROM scratch\nRUN apt-get install -y curl=7.88.1-10|\n",
    "**Package** `curl` (apt)  \nversion `7.88.1-10`\n\nPinned: every build installs this version, or fails.",
  ],
  "that a pin names a part of the version": [
    "FROM scratch\nRUN pip install po|etry==1.8.*\n",
    "**Package** `poetry` (pip)  \nversion `1.8.*`\n\nPinned in part: every build installs a version that matches, or fails.",
  ],
  "that apk's tilde names a part": [
    "FROM scratch\nRUN apk add cu|rl~8.9\n",
    "**Package** `curl` (apk)  \nversion `8.9`\n\nPinned in part: every build installs a version that matches, or fails.",
  ],
  "that one equals sign of conda names a part": [
    "FROM scratch\nRUN conda install sc|ipy=1.13\n",
    "**Package** `scipy` (conda)  \nversion `1.13`\n\nPinned in part: every build installs a version that matches, or fails.",
  ],
  "that two of them name all of it": [
    "FROM scratch\nRUN conda install sc|ipy==1.13.0\n",
    "**Package** `scipy` (conda)  \nversion `1.13.0`\n\nPinned: every build installs this version, or fails.",
  ],
  "that a package floats": [
    "FROM scratch\nRUN npm install -g ya|rn\n",
    "**Package** `yarn` (npm)\n\nNot pinned: each build installs the newest version of that day.",
  ],
  "that an archive of one day has one version": [
    "FROM ubuntu:24.04\nRUN apt-get install --update --snapshot=20250930T000000Z -y cu|rl\n",
    "**Package** `curl` (apt)\n\nThe archive of one day decides the version.",
  ],
  "which commit is checked out": [
    "FROM scratch\nADD https://git.example/a/b.git#0123456789abcdef0123456789abcdef0123456|7 /b\n",
    "**Download** `https://git.example/a/b.git#0123456789abcdef0123456789abcdef01234567` (git)  \nsaved as `b`  \ncommit `0123456789abcdef0123456789abcdef01234567`\n\nChecked (commit): the build stops when something else arrives.",
  ],
  "what checks a download, and where it is saved": [
    `FROM scratch\nADD --checksum=sha256:${SUM} https://dl.exam|ple/tool.tgz /opt/\n`,
    "**Download** `https://dl.example/tool.tgz` (artifact)  \nsaved as `/opt/tool.tgz`\n\nChecked (add-checksum): the build stops when something else arrives.",
  ],
  "that nothing checks a download": [
    "FROM scratch\nRUN git clone -b main https://git.exam|ple/tool.git\n",
    "**Download** `https://git.example/tool.git` (git)  \nsaved as `tool`  \nbranch or tag `main`\n\nNothing in this stage checks what arrives.",
  ],
  "that the check of a download does not stop the build": [
    `FROM scratch\nRUN curl -o tool https://dl.exam|ple/tool; echo "${SUM}  tool" | sha256sum -c; ls\n`,
    "**Download** `https://dl.example/tool` (artifact)  \nsaved as `tool`\n\nThere is a check (sha), but it does not stop the build for this file.",
  ],
  "the digest of an image": [
    `FROM node:20@sha256:${SUM} AS a\nFROM no|de:20@sha256:${SUM}\n`,
    `**Image** \`node:20@sha256:${SUM}\`  \nregistry \`docker.io\`, repository \`library/node\`  \ntag \`20\`  \ndigest \`sha256:${SUM}\`\n\nPinned: the digest names this very image, whatever becomes of the tag.`,
  ],
  "nothing more of scratch": ["FROM scra|tch\n", "**Image** `scratch`\n\nThe empty image."],
  "which of two variables is meant": ["FROM scratch\nENV A=1\nENV B=2\nRUN echo $|A\n", "**ENV** `A`  \nholds `1`"],
  "what a variable holds where it is declared anew": ["FROM scratch\nENV A=1\nENV |A=2\n", "**ENV** `A`  \nholds `2`"],
  "which variable holds a package": [
    'FROM scratch\nENV TOOLS="cu|rl"\nRUN apt-get install -y $TOOLS\n',
    "**Package** `curl` (apt)  \nwritten in the variable `TOOLS`\n\nNot pinned: each build installs the newest version of that day.",
  ],
  "that the version of a package is not known": [
    "FROM scratch\nARG V\nRUN apt-get install -y cu|rl=$V\n",
    "**Package** `curl` (apt)  \nversion `$V`\n\nNot known here: it holds a variable whose value this file does not say.",
  ],
  "which release a package is taken from": [
    "FROM debian:12\nRUN apt-get install -y -t bookworm-backports cu|rl\n",
    "**Package** `curl` (apt)  \nfrom `bookworm-backports`\n\nNot pinned: each build installs the newest version of that day.",
  ],
  "that a constraint file decides": [
    "FROM scratch\nRUN pip install -c constraints.txt po|etry\n",
    "**Package** `poetry` (pip)\n\nA constraint file decides the version.",
  ],
  "that a package may be of a range": [
    "FROM scratch\nRUN pip install 'po|etry>=1.8'\n",
    "**Package** `poetry` (pip)  \nversion `>=1.8`\n\nA range: a later build may install another version.",
  ],
  "that the value of a label is not known": [
    'FROM scratch\nARG V\nLABEL ver|sion="$V"\n',
    '**Label** `version`  \nvalue `"$V"` (holds a variable that is not known here)',
  ],
  "that a label is empty": ['FROM scratch\nLABEL ver|sion=""\n', "**Label** `version`  \nvalue (empty)"],
  "what a label holds": ['FROM scratch\nARG V=3\nLABEL ver|sion="$V"\n', "**Label** `version`  \nvalue `3`"],
};

for (const [name, [marked, expected]] of Object.entries(CASES)) {
  test(`hover says ${name}`, async () => {
    assert.equal(firstPart(await hoverAt(marked)), expected);
  });
}

test("hover says that a build context is no image", async () => {
  const setup = { settings: () => ({ buildContexts: ["app"] }) };
  const answer = await hoverAt("FROM ap|p\n", setup);
  assert.match(firstPart(answer) ?? "", /\n\nA build context of that name is set: not an image\.$/);
});

test("hover on the words of a finding says why its rule matters", async () => {
  const answer = await hoverAt("FROM node:lat|est\n");
  assert.match(answer?.contents.value ?? "", /\n\n---\n\n\*\*image-latest\*\*: /);
  assert.equal(answer?.contents.kind, "markdown");
  assert.deepEqual(answer?.range, { start: { line: 0, character: 5 }, end: { line: 0, character: 16 } });
});

test("a client that shows no Markdown gets the words alone, and texts of the file as they stand there", async () => {
  const capabilities = { textDocument: { hover: { contentFormat: ["plaintext"] } } };
  const answer = await hoverAt("FROM scratch\nENV GLO|B=**/[a]`b\n", { capabilities });
  assert.deepEqual(answer?.contents, { kind: "plaintext", value: "ENV GLOB\nholds  **/[a]`b " });
  const instruction = await hoverAt("FROM scratch\nWORK|DIR /app\n", { capabilities });
  assert.equal(instruction?.contents.kind, "plaintext");
  assert.doesNotMatch(instruction?.contents.value ?? "", /`/);
});

test("hover on an instruction is the language service's, unless another extension gives it", async () => {
  const marked = "FROM scratch\nWORK|DIR /srv\n";
  assert.match(JSON.stringify(await hoverAt(marked)), /working directory/);
  assert.equal(await hoverAt(marked, { options: { languageFeatures: false } }), null);
  const server = await startServer();
  const textDocument = { uri: "file:///shop/compose.yaml" };
  await server.open(textDocument.uri, "x-note:\n  RUN it\n", "yaml");
  const position = { line: 1, character: 3 };
  assert.equal(await server.wire.sendRequest("textDocument/hover", { textDocument, position }), null);
  server.stop();
});

test("hover in a Dockerfile of a Compose file is that of any Dockerfile, at its place in the file", async () => {
  const hoverOf = async (run: string) => {
    const inline = ["FROM debian:12", "ENV HOME=/srv", run, "LABEL a=${X}"].join("\n        ");
    const text = `services:\n  a:\n    build:\n      dockerfile_inline: |\n        ${inline}\n`;
    const answer = await hoverAt(text, {}, "file:///shop/compose.yaml");
    return [firstPart(answer)?.split("  \n")[0], answer?.range?.start.character, answer?.range?.end.character];
  };
  assert.deepEqual(await hoverOf("RUN touch $$HO|ME/x"), ["**ENV** `HOME`", 20, 24]);
  assert.deepEqual(await hoverOf("RUN apt-get install -y $$HOME cu|rl"), [
    "**Package** `curl` (apt)\n\nNot pinned: each build installs the newest version of that day.",
    38,
    42,
  ]);
  assert.deepEqual(await hoverOf("RUN apt-get install -y ${X} cu|rl"), [undefined, undefined, undefined]);
});

test("hover says nothing of a variable that its place does not know", async () => {
  const options = { languageFeatures: false };
  for (const marked of [
    "ARG V=1\nFROM scratch\nRUN echo $|V\nARG V\n",
    "FROM scratch AS one\nENV V=1\nFROM scratch\nRUN echo $|V\n",
  ])
    assert.equal(await hoverAt(marked, { options }).then(firstPart), undefined, marked);
});

test("text of the file cannot become Markdown", async () => {
  const answer = await hoverAt("FROM scratch\nLABEL k|ey='`**x**` [a](b)'\n");
  assert.equal(firstPart(answer), "**Label** `key`  \nvalue `` `**x**` [a](b) ``");
});

test("a Compose file has no symbols and no folding ranges of ours", async () => {
  const server = await startServer();
  const textDocument = { uri: "file:///shop/compose.yaml" };
  await server.open(textDocument.uri, "services:\n  a:\n    image: redis\n", "yaml");
  for (const method of ["documentSymbol", "foldingRange"])
    assert.deepEqual(await server.wire.sendRequest(`textDocument/${method}`, { textDocument }), []);
  server.stop();
});

test("symbols and folding ranges come from the language service", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM scratch AS one\nRUN a && \\\n  b\n");
  const textDocument = { uri: DOCKERFILE };
  const symbols: readonly { name: string }[] = await server.wire.sendRequest("textDocument/documentSymbol", {
    textDocument,
  });
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ["FROM", "RUN"],
  );
  const ranges: readonly { startLine: number; endLine: number }[] = await server.wire.sendRequest(
    "textDocument/foldingRange",
    {
      textDocument,
    },
  );
  assert.deepEqual(
    ranges.map(({ startLine, endLine }) => [startLine, endLine]),
    [[1, 2]],
  );
  server.stop();
});

test("what a file is too long for is said once in the log, by each server", async () => {
  for (const server of [await startServer(), await startServer()]) {
    const open = async (name: string, length: number) => {
      const uri = `file:///shop/${name}/Dockerfile`;
      await server.open(uri, `FROM scratch\n#${"-".repeat(length)}\n`);
      const symbols: readonly unknown[] = await server.wire.sendRequest("textDocument/documentSymbol", {
        textDocument: { uri },
      });
      await server.wire.sendRequest("textDocument/foldingRange", { textDocument: { uri } });
      return symbols.length;
    };
    assert.equal(await open("short", 500_000), 1);
    assert.deepEqual(server.log, []);
    assert.equal(await open("long", 530_000), 0);
    assert.deepEqual(server.log, [
      "/shop/long/Dockerfile has more than 524288 characters: no outline, folding or hover of its instructions",
    ]);
    server.stop();
  }
});
