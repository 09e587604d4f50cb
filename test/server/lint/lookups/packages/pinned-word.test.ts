import assert from "node:assert/strict";
import { test } from "node:test";
import { packagesOf } from "../../../../../server/src/lint/lookups/packages/package-at.ts";
import { pinnedWord, unwritable } from "../../../../../server/src/lint/lookups/packages/pinned-word.ts";
import { buildModel } from "../../../../../server/src/model/build.ts";

test("the commands and packages of a stage are looked through once for all variables that hold packages", () => {
  const pair = (index: number) => `ARG P${index}="a b"\nRUN apt-get install -y $P${index}\n`;
  const model = buildModel(`FROM debian:12\n${Array.from({ length: 50 }, (_, index) => pair(index)).join("")}`);
  const [stage] = model.stages;
  assert.ok(stage);
  const looks = { runs: 0, installs: 0, packages: 0 };
  const sources = {
    snapshotFrom: undefined,
    isForeign: false,
    get runs() {
      looks.runs += 1;
      return stage.sources.runs;
    },
  };
  const counted = {
    ...stage,
    sources,
    get installs() {
      looks.installs += 1;
      return stage.installs;
    },
    get packages() {
      looks.packages += 1;
      return stage.packages;
    },
  };
  const placed = [...packagesOf(model)];
  assert.equal(placed.length, 100);
  const asked = { ...model, stages: [counted] };
  for (const each of placed) assert.equal(unwritable(each, asked), undefined);
  assert.deepEqual(looks, { runs: 1, installs: 1, packages: 1 });
});

test("what a shell may take for its own is never written, wherever the word stands", () => {
  const rows = [
    "FROM python:3.12\nRUN pip install flask\n",
    "FROM python:3.12\nRUN pip install 'flask'\n",
    'FROM python:3.12\nRUN pip install "flask>=2"\n',
    'FROM python:3.12\nRUN ["pip", "install", "flask"]\n',
    "FROM python:3.12\nARG P=flask\nRUN pip install $P\n",
    "FROM debian:12\nRUN luarocks install lpeg\n",
    "FROM mcr.microsoft.com/powershell:7.4\nRUN pwsh -c Install-Module Pester\n",
  ];
  for (const text of rows) {
    const model = buildModel(text);
    const [placed] = [...packagesOf(model)];
    assert.ok(placed, text);
    const write = (version: string, name?: string) =>
      pinnedWord(
        placed,
        { style: "exact", text: version, lasts: "while-archived", recommended: true, ...(name && { name }) },
        model,
      );
    assert.notDeepEqual(write("1.0"), [], text);
    for (const version of ["1;reboot", "1 -x", '1"', "1'", "1`id`", "1$(id)", "1\\", "1>x", "1&x"])
      assert.deepEqual(write(version), [], `${version} in ${text}`);
    assert.deepEqual(write("1.0", "flask;reboot"), [], text);
  }
});
