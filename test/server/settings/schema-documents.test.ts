import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv";
import { PLATFORMS } from "../../../server/src/lint/lookups/downloads/architectures.ts";
import { onlineRules } from "../../../server/src/lint/online-rules.ts";
import { rules } from "../../../server/src/lint/rules.ts";
import { type Config, EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { effectiveSettings } from "../../../server/src/settings/effective.ts";
import { matchNothing } from "../../../server/src/settings/globs.ts";
import { readEditorSettings } from "../../../server/src/settings/read-config.ts";
import { readSeaworthyYaml } from "../../../server/src/settings/read-seaworthy-yaml.ts";
import { jsonSchema, packageJsonConfiguration, settingsTable } from "../../../server/src/settings/schema-documents.ts";

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(jsonSchema());

const accepted: readonly unknown[] = [
  {},
  { profile: "strict", rules: { "image-latest": "off", "apt-unpinned": { severity: "info" } } },
  { extends: ["./base.yaml"], overrides: [{ paths: ["a/**"], profile: "relaxed" }], locked: ["image-latest"] },
  { "labels.fromCI": true, "scan.failOn": "low" },
  {
    labels: { required: { a: "url" }, recommended: [], fromCI: true },
    buildArgs: { A: 1.5 },
    exclude: ["x", "..y", "x/!y", 1],
  },
];
const refused: readonly unknown[] = [
  { profil: "strict" },
  { rules: { "no-such-rule": "off" } },
  { rules: { "image-latest": "error" } },
  { rules: { "image-latest": null } },
  { rules: { "image-latest": {} } },
  { "labels.fromCI": "yes" },
  { overrides: [{ profile: "strict" }] },
  { labels: { required: { a: "link" } } },
  { groupPackages: "yes" },
  { exclude: ["!a"] },
  { overrides: [{ paths: ["../a"] }] },
  { minimumReleaseAge: -1 },
  { engine: "podman" },
];

/** What the reader says of settings that are written as JSON, which is YAML. */
async function problemsOf(value: unknown): Promise<readonly string[]> {
  return (await readSeaworthyYaml(JSON.stringify(value))).problems.map(({ message }) => message);
}

test("the JSON schema accepts what the reader accepts", async () => {
  for (const value of accepted) {
    assert.equal(validate(value), true, JSON.stringify([value, validate.errors]));
    assert.deepEqual(await problemsOf(value), [], JSON.stringify(value));
  }
});

test("and refuses what the reader reports", async () => {
  for (const value of refused) {
    assert.equal(validate(value), false, JSON.stringify(value));
    assert.notDeepEqual(await problemsOf(value), [], JSON.stringify(value));
  }
});

test("the two agree on every setting, whatever stands in it", async () => {
  const odd: readonly unknown[] = [
    null,
    "",
    "x",
    1,
    -1,
    1.5,
    true,
    [],
    [null],
    ["x"],
    [1],
    {},
    { x: null },
    { x: "y" },
    { x: {} },
  ];
  const { properties, patternProperties } = jsonSchema();
  const keys = [...Object.keys({ ...Object(properties) }), "labels.fromCI", "scan.failOn", "vex.path", "labels.x"];
  const members = keys.flatMap((key) => {
    const inner = Object(Object(properties)[key]).properties ?? {};
    return Object.keys(inner).map((member) => [key, member] as const);
  });
  assert.equal(Object.keys(Object(patternProperties)).length, 7);
  for (const value of odd) {
    const files = [
      ...keys.map((key) => ({ [key]: value })),
      ...members.map(([key, member]) => ({ [key]: { [member]: value } })),
    ];
    for (const file of files)
      assert.equal(
        validate(file),
        (await problemsOf(file)).length === 0,
        JSON.stringify([file, await problemsOf(file)]),
      );
  }
});

test("a setting that stands with a dot and as a level counts once, and is told to stand twice", async () => {
  assert.deepEqual(await problemsOf({ labels: { fromCI: true }, "labels.fromCI": false }), [
    '"labels.fromCI" stands twice',
  ]);
});

test("the editor has a setting for each rule and every setting that is not for files alone", () => {
  const { properties } = packageJsonConfiguration();
  assert.ok(typeof properties === "object" && properties !== null);
  const names = Object.keys(properties);
  for (const { id } of [...rules, ...onlineRules]) assert.ok(names.includes(`seaworthy.rules.${id}`), id);
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
      "seaworthy.pinStyle",
      "seaworthy.minimumReleaseAge",
      "seaworthy.platforms",
      "seaworthy.scan.scanner",
      "seaworthy.scan.afterBuild",
      "seaworthy.scan.failOn",
      "seaworthy.vex.path",
      "seaworthy.mirrors",
      "seaworthy.insecureRegistries",
      "seaworthy.index",
      "seaworthy.engine",
      "seaworthy.lookup.containerNetwork",
      "seaworthy.lookup.order",
      "seaworthy.lookup.thirdParty",
      "seaworthy.checkPins.schedule",
      "seaworthy.osv.endpoint",
      "seaworthy.scanners.programs",
      "seaworthy.scanners.servers",
      "seaworthy.scanners.images",
      "seaworthy.scanners.layersAddress",
      "seaworthy.trace.server",
    ],
  );
});

test("what names hosts, addresses and programs is a setting of the machine, and no word of .seaworthy.yaml", () => {
  const { properties } = packageJsonConfiguration();
  const schema = JSON.stringify(jsonSchema());
  for (const key of [
    "mirrors",
    "insecureRegistries",
    "index",
    "engine",
    "lookup.order",
    "checkPins.schedule",
    "osv.endpoint",
    "scanners.programs",
    "scanners.servers",
    "scanners.images",
    "scanners.layersAddress",
  ]) {
    assert.match(JSON.stringify(Object(properties)[`seaworthy.${key}`]), /"scope":"machine"/, key);
    assert.ok(!schema.includes(`"${key.split(".")[0]}":{`), key);
  }
});

test("every editor setting has a default, so that VS Code fills in no other", () => {
  const { properties } = packageJsonConfiguration();
  assert.ok(typeof properties === "object" && properties !== null);
  for (const [name, schema] of Object.entries(properties)) {
    assert.ok(typeof schema === "object" && schema !== null && "default" in schema && "scope" in schema, name);
  }
});

test("VS Code has a field for every editor setting but one", () => {
  const { properties } = packageJsonConfiguration();
  const isPlain = (schema: unknown) => ["string", "boolean", "integer"].includes(Object(schema).type);
  const isShown = ({ type, enum: words, items, additionalProperties }: Record<string, unknown>) =>
    words !== undefined || isPlain({ type }) || isPlain(type === "array" ? items : additionalProperties);
  const others = Object.entries(properties ?? {}).filter(([, schema]) => !isShown(Object(schema)));
  // An empty list of registries trusts nobody: it is not the same as none.
  assert.deepEqual(
    others.map(([name]) => name),
    ["seaworthy.trustedRegistries"],
  );
});

test("what VS Code hands over when nobody set anything changes nothing", () => {
  const { properties } = packageJsonConfiguration();
  const section: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties ?? {})) {
    const [, group = "", member] = name.split(".");
    const value = Object(schema).default;
    section[group] = member === undefined ? value : { ...Object(section[group]), [member]: value };
  }
  const { config, problems } = readEditorSettings(section);
  assert.deepEqual(problems, []);
  const place = { belowSettings: "", inRepository: "" };
  const holding = (editor: Config) =>
    effectiveSettings({ commandLine: EMPTY_CONFIG, file: EMPTY_CONFIG, editor }, place, "2026-01-01", matchNothing);
  const { machine, ...rest } = holding(config);
  assert.deepEqual({ ...rest, machine: EMPTY_CONFIG.machine }, holding(EMPTY_CONFIG));
  const { mirrors, indexes, engine, osvEndpoint, scannerPrograms, scannerServers, scannerImages, layersAddress } =
    machine;
  assert.deepEqual([mirrors, indexes, scannerPrograms, scannerServers, scannerImages], Array(5).fill(new Map()));
  assert.deepEqual([engine, osvEndpoint, layersAddress], Array(3).fill(undefined));
});

test("checksums can be written for all platforms whose words are known, and for no other", () => {
  const read = (platforms: readonly string[]) => readEditorSettings({ platforms });
  assert.deepEqual(read(PLATFORMS).config.platforms, PLATFORMS);
  const { config, problems } = read(["amd64", "linux/arm64"]);
  assert.deepEqual(config.platforms, ["linux/arm64"]);
  assert.match(problems[0]?.message ?? "", /^"platforms": must be linux\/amd64, .* or linux\/riscv64, not "amd64"$/);
});

test("the table has a row for each setting", () => {
  const rows = settingsTable().split("\n").slice(2, -1);
  assert.equal(
    rows[0]?.startsWith("| `profile` | recommended, relaxed or strict | `recommended` | `.seaworthy.yaml`, editor |"),
    true,
  );
  assert.equal(rows.length, 33);
});
