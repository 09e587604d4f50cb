import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { packagesOf } from "../../../../../server/src/lint/lookups/packages/package-at.ts";
import { packageQuery } from "../../../../../server/src/lint/lookups/packages/package-query.ts";
import { buildModel } from "../../../../../server/src/model/build.ts";
import { SETUP } from "../../../../harness/lookup-table.ts";

const BUILD = { context: "/r", buildArguments: {} };
const SETUP_SCRIPT = "curl -fsSL https://packages.example/setup.sh | bash -";

/** A Dockerfile whose package `x` is asked for → the text that is built for it; null: none. */
const ROWS: Readonly<Record<string, readonly [text: string, built: string | null]>> = {
  "an earlier RUN changes the sources": [
    `FROM debian:12\nRUN ${SETUP_SCRIPT}\nRUN apt-get update && apt-get install -y x\nCMD x\n`,
    `FROM debian:12\nRUN ${SETUP_SCRIPT}\n`,
  ],
  "the same RUN does": [
    `FROM debian:12\nRUN ${SETUP_SCRIPT} && apt-get install -y x && rm -rf /a\n`,
    `FROM debian:12\nRUN ${SETUP_SCRIPT}\n`,
  ],
  "over several lines with comments": [
    `FROM debian:12\nRUN set -eux; \\\n  # The source.\n  ${SETUP_SCRIPT}; \\\n  # The package.\n  DEBIAN_FRONTEND=noninteractive apt-get install -y x; \\\n  rm -rf /a\n`,
    `FROM debian:12\nRUN set -eux; \\\n  # The source.\n  ${SETUP_SCRIPT}\n`,
  ],
  "operators at the beginning of the lines": [
    `FROM debian:12\nRUN ${SETUP_SCRIPT} \\\n && sudo apt-get install -y x\n`,
    `FROM debian:12\nRUN ${SETUP_SCRIPT}\n`,
  ],
  "stages in front are built with it, those behind are not": [
    `FROM node:22 AS a\nFROM debian:12\nRUN ${SETUP_SCRIPT}\nRUN apt-get install -y x\nFROM node:22\n`,
    `FROM node:22 AS a\nFROM debian:12\nRUN ${SETUP_SCRIPT}\n`,
  ],
  "a branch cannot be cut off": [`FROM debian:12\nRUN if true; then ${SETUP_SCRIPT}; apt-get install -y x; fi\n`, null],
  "nor can a command behind ||": [`FROM debian:12\nRUN ${SETUP_SCRIPT} || apt-get install -y x\n`, null],
  "nor one in quotes": [`FROM debian:12\nRUN bash -c '${SETUP_SCRIPT} && apt-get install -y x'\n`, null],
  "nor one in a here-document": [`FROM debian:12\nRUN <<EOF\n${SETUP_SCRIPT}\napt-get install -y x\nEOF\n`, null],
  "what is known needs no build": [
    'FROM debian:12\nRUN echo "deb http://a.example b c" > /etc/apt/sources.list.d/a.list\nRUN apt-get install -y x\n',
    null,
  ],
  "nor does an untouched base": ["FROM debian:12\nRUN apt-get install -y x\n", null],
  "a source of the command itself would be missing": [
    `FROM fedora:41\nRUN ${SETUP_SCRIPT}\nRUN dnf install -y --repofrompath=a,http://a.example x\n`,
    null,
  ],
};

function builtFor(text: string, setup = { ...SETUP, build: BUILD }): string | null {
  const model = buildModel(text);
  const placed = [...packagesOf(model)].find(({ use }) => use.name === "x");
  assert.ok(placed !== undefined);
  const query = packageQuery(placed, model, setup);
  assert.ok(typeof query !== "string" && query.kind === "os");
  return query.soFar?.text ?? null;
}

describe("what is built to know the sources of a package", () => {
  for (const [name, [text, built]] of Object.entries(ROWS)) {
    it(name, () => {
      assert.equal(builtFor(text), built);
    });
  }
});
