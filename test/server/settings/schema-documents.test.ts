import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv";
import { rules } from "../../../server/src/lint/rules.ts";
import { jsonSchema, packageJsonConfiguration, settingsTable } from "../../../server/src/settings/schema-documents.ts";

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(jsonSchema());

const accepted: readonly unknown[] = [
  {},
  { profile: "strict", rules: { "image-latest": "off", "apt-unpinned": { severity: "info" } } },
  { extends: ["./base.yaml"], overrides: [{ paths: ["a/**"], profile: "relaxed" }], locked: ["image-latest"] },
  { labels: { required: { a: "url" }, recommended: [], fromCI: true }, buildArgs: { A: 1.5 }, exclude: ["x"] },
];
const refused: readonly unknown[] = [
  { profil: "strict" },
  { rules: { "no-such-rule": "off" } },
  { rules: { "image-latest": "error" } },
  { overrides: [{ profile: "strict" }] },
  { labels: { required: { a: "link" } } },
  { groupPackages: "yes" },
];

test("the JSON schema accepts what the reader accepts", () => {
  for (const value of accepted) assert.equal(validate(value), true, JSON.stringify([value, validate.errors]));
});

test("and refuses what the reader reports", () => {
  for (const value of refused) assert.equal(validate(value), false, JSON.stringify(value));
});

test("the editor has a setting for each rule and every setting that is not for files alone", () => {
  const { properties } = packageJsonConfiguration();
  assert.ok(typeof properties === "object" && properties !== null);
  const names = Object.keys(properties);
  for (const { id } of rules) assert.ok(names.includes(`seaworthy.rules.${id}`), id);
  assert.deepEqual(
    names.filter((name) => !name.startsWith("seaworthy.rules.")),
    [
      "seaworthy.profile",
      "seaworthy.labels.required",
      "seaworthy.labels.recommended",
      "seaworthy.labels.fromCI",
      "seaworthy.trustedRegistries",
      "seaworthy.buildArgs",
      "seaworthy.buildContexts",
      "seaworthy.groupPackages",
      "seaworthy.trace.server",
    ],
  );
});

test("every editor setting has a default, so that VS Code fills in no other", () => {
  const { properties } = packageJsonConfiguration();
  for (const [name, schema] of Object.entries(properties ?? {})) {
    assert.ok(typeof schema === "object" && schema !== null && "default" in schema && "scope" in schema, name);
  }
});

test("the table has a row for each setting", () => {
  const rows = settingsTable().split("\n").slice(2, -1);
  assert.equal(
    rows[0]?.startsWith("| `profile` | recommended, relaxed or strict | `recommended` | `.seaworthy.yaml`, editor |"),
    true,
  );
  assert.equal(rows.length, 13);
});
