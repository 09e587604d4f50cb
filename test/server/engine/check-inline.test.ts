import assert from "node:assert/strict";
import { test } from "node:test";
import { generateDockerfile } from "../../../scripts/bench/generate-dockerfile.mjs";
import { settle, startServer } from "../../harness/in-process-server.ts";

const URI = "file:///shop/compose.yaml";

interface Row {
  /** The Dockerfile; the file has it as a block. */
  readonly dockerfile: string;
  /** In front of the services. */
  readonly comment?: string;
  readonly found: readonly string[];
}

const FILLED_IN =
  '3 not-checked "RUN pip install ${P:-flask} django": Compose puts a variable into this line and 1 more of this Dockerfile: not checked; write $$ for a variable of the build';

const rows: Readonly<Record<string, Row>> = {
  "each word is found where the file has it": {
    dockerfile:
      "FROM debian:latest\n\nRUN apt-get update \\\n # now\n  && apt-get install -y curl=8.0\\* vim\nLABEL a=b\n",
    found: [
      '3 label-missing "FROM"',
      '2 image-latest "latest"',
      '2 apt-unpinned "apt-get install"',
      '4 apt-unpinned "vim"',
    ],
  },
  "two dollars are one": {
    dockerfile: "FROM debian:12.11\nRUN echo $$A $$$$ && pip install $$PACKAGES flask\n",
    found: [
      '3 label-missing "FROM"',
      '4 image-floating-tag "12.11"',
      '2 pip-unpinned "pip install"',
      '4 pip-unpinned "flask"',
    ],
  },
  "a line that Compose puts something into is not checked, which is told once": {
    dockerfile: "FROM debian:12.11\nRUN pip install ${P:-flask} django\nENV A=$B\nRUN pip install httpx\n",
    found: [
      '3 label-missing "FROM"',
      '4 image-floating-tag "12.11"',
      '2 pip-unpinned "pip install"',
      '4 pip-unpinned "httpx"',
      FILLED_IN,
    ],
  },
  "comments in the Dockerfile hold, and those of the file": {
    comment: "# seaworthy global ignore=label-missing\n",
    dockerfile:
      "# hadolint ignore=DL3007\nFROM debian:latest\nRUN pip install \\\n# seaworthy ignore=pip-unpinned\n  flask\n",
    found: [],
  },
  "a stage that is not exported and a context of the build count as in any Dockerfile": {
    dockerfile: "FROM golang:latest AS unused\nFROM base\n",
    found: ['3 image-latest "latest"', '3 label-missing "FROM"'],
  },
};

for (const [name, { dockerfile, comment = "", found }] of Object.entries(rows)) {
  for (const lineEnd of ["\n", "\r\n"]) {
    test(`a Dockerfile in a Compose file: ${name}${lineEnd === "\n" ? "" : " (CRLF)"}`, async () => {
      const block = dockerfile.replace(/^(?=.)/gm, "        ");
      const text = `${comment}services:\n  a:\n    build:\n      additional_contexts: {base: ../base}\n      dockerfile_inline: |\n${block}  b: {image: "redis:7.4.1@sha256:${"0".repeat(64)}"}\n`;
      const server = await startServer();
      await server.open(URI, text.replaceAll("\n", lineEnd));
      await settle(server.wire);
      const squiggles = await server.squiggles(URI);
      const shown = (await server.diagnostics(URI)).map(
        ({ code, message, severity }, index) =>
          `${severity} ${squiggles[index]}${code === "not-checked" ? `: ${message}` : ""}`,
      );
      assert.deepEqual(shown, found);
      server.stop();
    });
  }
}

test("all that is found in a Dockerfile is found in the same one in a Compose file, but for its dollars", async () => {
  const server = await startServer();
  for (let seed = 1; seed <= 12; seed += 1) {
    const dockerfile = generateDockerfile(60, seed);
    const uri = `file:///shop/${seed}.Dockerfile`;
    await server.open(uri, dockerfile);
    const inline = `file:///shop/compose.${seed}.yaml`;
    await server.open(inline, composeWith(dockerfile.replaceAll("$", "$$$$")));
    await settle(server.wire);
    const alone = await server.squiggles(uri);
    assert.ok(alone.length > 5);
    assert.deepEqual(
      (await server.squiggles(inline)).map((squiggle) => squiggle.replaceAll("$$", "$")),
      alone,
    );
  }
  server.stop();
});

test("what is offered for a Dockerfile is offered for the same one in a Compose file", async () => {
  const server = await startServer();
  let offered = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const dockerfile = `${generateDockerfile(60, seed)}\n`;
    const uri = `file:///shop/${seed}.Dockerfile`;
    await server.open(uri, dockerfile);
    const inline = `file:///shop/compose.${seed}.yaml`;
    await server.open(inline, composeWith(dockerfile.replaceAll("$", "$$$$")));
    await settle(server.wire);
    const [alone, inside] = [await server.diagnostics(uri), await server.diagnostics(inline)];
    for (const [index, { range }] of alone.entries()) {
      const titles = await server.actionTitles(uri, range);
      assert.deepEqual(await server.actionTitles(inline, inside[index]?.range ?? range), titles);
      offered += titles.length;
    }
  }
  assert.ok(offered > 100);
  server.stop();
});

function composeWith(dockerfile: string): string {
  return `services:\n  a:\n    build:\n      dockerfile_inline: |\n${dockerfile.replace(/^(?=.)/gm, "        ")}`;
}
