import assert from "node:assert/strict";
import { test } from "node:test";
import { generateDockerfile } from "../../../scripts/bench/generate-dockerfile.mjs";
import type { FileRole } from "../../../server/src/engine/file-roles.ts";
import { fixFile } from "../../../server/src/engine/fix.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import type { PinStyle } from "../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { found, madeUpLookups } from "../../harness/made-up-broker.ts";
import { memoryFiles } from "../outside/memory-files.ts";

const FILES = memoryFiles({
  "/r/.git/HEAD": "0123456789abcdef0123456789abcdef01234567\n",
  "/r/package.json": '{"name":"shop","version":"1.2.3","license":"MIT"}',
});

const VALUES: Readonly<Record<PinQuery["kind"], readonly [PinStyle, string]>> = {
  image: ["tag-digest", `12.11@sha256:${"ab".repeat(32)}`],
  os: ["exact", "7.88.1-10"],
  language: ["exact", "3.1.4"],
  download: ["checksum", "cd".repeat(32)],
  git: ["commit", "ef".repeat(20)],
};

async function fixed(role: FileRole, text: string): Promise<string> {
  const lookups = madeUpLookups(({ kind }) => {
    const [style, value] = VALUES[kind];
    return found([{ style, text: value }]);
  });
  const path = role === "compose" ? "/r/compose.yaml" : "/r/Dockerfile";
  const sources = { files: FILES, commandLine: EMPTY_CONFIG, editor: EMPTY_CONFIG, settingsPath: undefined };
  const settings = await newSettingsReader({ ...sources, limit: "/r", today: "2026-01-01" }).settingsOf(path);
  const request = { path, role, text, settings, safety: "review", lookups } as const;
  return (await fixFile(request, FILES)).text;
}

interface Layout {
  readonly header?: string;
  readonly behind?: string;
  readonly indent?: string;
  /** What the Dockerfile ends with. */
  readonly tail?: string;
}

/** A Compose file with a Dockerfile whose lines all stand in the file, too, and something behind it. */
function composeWith(
  dockerfile: string,
  { header = "|", behind = "  b: {}\n", indent = "        " }: Layout = {},
): string {
  const block = dockerfile.replaceAll("$", "$$$$").replace(/^(?=.)/gm, indent);
  return `services:\n  a:\n    build:\n      dockerfile_inline: ${header}\n${block}${behind}`;
}

const DOCKERFILES: Readonly<Record<string, string>> = {
  "a label block behind the last line": "FROM debian:latest\nRUN apt-get update && apt-get install -y curl\n",
  "what brings dollars and lines":
    "FROM debian:12\nARG V=1.2\n\nRUN curl -fsSLO https://files.example/tool-$V.tgz\nENV A=$V\n",
  "the first line":
    "FROM alpine:3.22\nFROM debian:12\nRUN <<E\napt-get install -y git\n\nE\nLABEL maintainer=a b.c=d\n",
};
const LAYOUTS = {
  "something behind it": {},
  "the end of the file behind it": { behind: "" },
  "no last line end": { header: "|-", tail: "", behind: "\n  b: {}\n" },
  "all its line ends": { header: "|+", tail: "\n\n\n" },
  "its indentation told": { header: "|4", indent: "          " },
};

for (const [name, lines] of Object.entries(DOCKERFILES)) {
  for (const [layout, { tail = "\n", ...where }] of Object.entries<Layout>(LAYOUTS)) {
    for (const lineEnd of ["\n", "\r\n"]) {
      const title = `fixes of a Dockerfile in a Compose file: ${name}, ${layout}`;
      test(lineEnd === "\n" ? title : `${title} (CRLF)`, async () => {
        const dockerfile = lines.replace(/\n$/, tail);
        const alone = await fixed("dockerfile", dockerfile);
        assert.ok(alone.split("\n").length > dockerfile.split("\n").length);
        const text = composeWith(dockerfile, where).replaceAll("\n", lineEnd);
        assert.equal(await fixed("compose", text), composeWith(alone, where).replaceAll("\n", lineEnd));
      });
    }
  }
}

test("a file that ends without a line end gets one in front of what is added", async () => {
  const text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.11@sha256:";
  const after = await fixed("compose", text + "ab".repeat(32));
  assert.match(after, /b\n {8}ARG REVISION\n(?: {8}.*\n)+$/);
});

test("a Dockerfile in a Compose file is fixed as it is alone", async () => {
  let changed = 0;
  for (let seed = 1; seed <= 25; seed += 1) {
    const dockerfile = `${generateDockerfile(60, seed)}\n`;
    const alone = await fixed("dockerfile", dockerfile);
    assert.equal(await fixed("compose", composeWith(dockerfile)), composeWith(alone), `seed ${seed}`);
    if (alone !== dockerfile) changed += 1;
  }
  assert.equal(changed, 25);
});

test("nothing is written where Compose puts something into a line that the fix touches", async () => {
  const text =
    "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:$V\n        RUN pip install \\\n          flask \\\n          ${P} django\n";
  const after = text.replace(" flask ", " flask==3.1.4 ");
  assert.equal(await fixed("compose", text), after);
});
