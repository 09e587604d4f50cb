import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mayBeInsecure } from "../../../server/src/knowledge/insecure.ts";
import { mayHoldFacts } from "../../../server/src/knowledge/known-programs.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { readRunFacts } from "../../../server/src/model/run-facts.ts";
import { runScript } from "../../../server/src/model/run-script.ts";
import { LINUX_SHELL } from "../../../server/src/model/run-shell.ts";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { CORPUS, skipWithoutShared } from "../../harness/shared.ts";

/** Scripts that must be read, each for one program or sign in it. */
const READ = [
  "apt-get install x",
  "/usr/bin/pip3.11 install x",
  "pip$V install x",
  "pip3.${V} install x",
  "$PY -m pip install x",
  "sh -c 'npm i x'",
  "set -e;curl u",
  "$(wget u)",
  "& choco.exe install x",
  "VAR=1 gem install x",
  "echo x | sha256sum -c",
  "certutil -URLCache -f u f",
  "bitsadmin /transfer j u f",
  "apt-key adv --fetch-keys u",
  "rpm --import u",
  "python -m pip install x",
  "php -r 'x'",
  '["sh", "-c", "set -e\\n\\tapt-get install x"]',
  "apt-\\\nget install x",
];

/** Scripts that nothing can be read from, whatever names they hold. */
const DULL = [
  "mkdir -p /app",
  "useradd --system curlie",
  "echo nodejs > /etc/apt-getter",
  "chmod +x /usr/local/bin/npmrc",
];

test("a script that names a program is read, one that does not is not", () => {
  assert.deepEqual(
    READ.filter((script) => !mayHoldFacts(script)),
    [],
  );
  assert.deepEqual(DULL.filter(mayHoldFacts), []);
});

test("what is left unread holds no facts, over every RUN of the corpus", { skip: skipWithoutShared() }, () => {
  const wrong: string[] = [];
  for (const name of readdirSync(CORPUS)) {
    const text = readFileSync(join(CORPUS, name), "utf8");
    for (const instruction of parseDockerfile(text).instructions) {
      const source = text.slice(instruction.span.start, instruction.span.end);
      if (instruction.keyword !== "RUN" || mayHoldFacts(source) || mayBeInsecure(source)) continue;
      const surroundings = {
        source,
        outer: { lookup: () => undefined },
        shell: LINUX_SHELL,
      };
      const { facts } = readRunFacts(runScript(instruction, text, LINUX_SHELL), surroundings);
      if (facts.installs.length + facts.fetches.length + facts.checks.length > 0) wrong.push(`${name}: ${source}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("a program that comes from a variable is read", () => {
  const { packages } = buildModel('FROM a\nENV INSTALL="apt-get install -y"\nRUN $INSTALL curl\n').stages[0] ?? {
    packages: [],
  };
  assert.deepEqual(
    packages.map(({ name }) => name),
    ["curl"],
  );
});
