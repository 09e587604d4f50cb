import assert from "node:assert/strict";
import { test } from "node:test";
import { statusWords } from "../../../client/src/views/status-words.ts";

const STATUS = {
  uri: "file:///shop/Dockerfile",
  isChecked: true,
  profile: "strict",
  rulesOn: 34,
  rules: 36,
  warnings: 0,
  informations: 0,
  hints: 0,
};

test("the status says what was found, how many rules are on and the profile", () => {
  assert.deepEqual(statusWords({ ...STATUS, warnings: 2, informations: 1, hints: 1 }, undefined), {
    text: "Seaworthy: 2 warnings, 1 note, 1 hint",
    detail: "34 of 36 rules on, profile strict",
  });
  assert.equal(statusWords(STATUS, undefined).text, "Seaworthy: nothing found");
});

test("the status names the extension that serves Dockerfiles beside us", () => {
  assert.equal(
    statusWords(STATUS, "Container Tools").detail,
    "34 of 36 rules on, profile strict; hover of instructions and outline by Container Tools",
  );
});

test("a file that is left out is said not to be checked", () => {
  assert.deepEqual(statusWords({ ...STATUS, isChecked: false }, undefined), {
    text: "Seaworthy: not checked",
    detail: "by its name or the settings, this file is left out",
  });
});
