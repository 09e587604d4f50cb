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

test("the status says what was found, and the profile, or how many rules are on unless all are", () => {
  assert.deepEqual(statusWords({ ...STATUS, warnings: 2, informations: 1, hints: 1 }), {
    text: "Seaworthy: 2 warnings, 1 note, 1 hint",
    detail: "34 of 36 rules on",
  });
  assert.deepEqual(statusWords({ ...STATUS, rulesOn: 36 }), {
    text: "Seaworthy: nothing found",
    detail: "profile strict",
  });
});

test("a file that is left out is said not to be checked", () => {
  assert.deepEqual(statusWords({ ...STATUS, isChecked: false }), {
    text: "Seaworthy: not checked",
    detail: "left out by its name or the settings",
  });
});
