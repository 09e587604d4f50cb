import assert from "node:assert/strict";
import { test } from "node:test";
import { type Config, EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { type EffectiveSettings, effectiveSettings } from "../../../server/src/settings/effective.ts";
import { loadGlobs } from "../../../server/src/settings/globs.ts";
import { mergeConfigs } from "../../../server/src/settings/merge-configs.ts";
import { RECOMMENDED_LABELS } from "../../../server/src/settings/schema.ts";

const matches = await loadGlobs();

interface Row {
  readonly commandLine?: Partial<Config>;
  readonly file?: Partial<Config>;
  readonly editor?: Partial<Config>;
  readonly path?: string;
  readonly holds: (settings: EffectiveSettings) => unknown;
  readonly value: unknown;
}

const rules = (...entries: readonly (readonly [string, "off" | "hint" | "info" | "warning"])[]) => new Map(entries);
const profile = ({ lint }: EffectiveSettings) => lint.profile;
const severities = ({ lint }: EffectiveSettings) => Object.fromEntries(lint.severities);

const rows: Readonly<Record<string, Row>> = {
  "without any source the standards hold": {
    holds: ({ lint, buildContexts, isExcluded }) => ({ ...lint, buildContexts, isExcluded }),
    value: {
      profile: "recommended",
      severities: new Map(),
      today: "2026-01-01",
      requiredLabels: new Map(),
      recommendedLabels: RECOMMENDED_LABELS,
      labelsFromCI: false,
      strictLabels: false,
      trustedRegistries: undefined,
      locked: new Set(),
      groupPackages: true,
      buildContexts: [],
      isExcluded: false,
    },
  },
  "the command line wins over the file, the file over the editor": {
    commandLine: { rules: rules(["a", "off"]) },
    file: { rules: rules(["a", "info"], ["b", "info"]) },
    editor: { rules: rules(["a", "hint"], ["b", "hint"], ["c", "hint"]) },
    holds: severities,
    value: { a: "off", b: "info", c: "hint" },
  },
  "the profile of the command line wins": {
    commandLine: { profile: "strict" },
    file: { profile: "relaxed" },
    holds: profile,
    value: "strict",
  },
  "the editor's profile holds where the file says none": {
    editor: { profile: "relaxed" },
    holds: profile,
    value: "relaxed",
  },
  "an override holds for its paths": {
    file: { profile: "strict", overrides: [{ paths: ["test/**"], profile: "relaxed", rules: rules(["a", "off"]) }] },
    path: "test/Dockerfile",
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["relaxed", { a: "off" }],
  },
  "and for no others": {
    file: { profile: "strict", overrides: [{ paths: ["test/**"], profile: "relaxed", rules: rules(["a", "off"]) }] },
    path: "src/Dockerfile",
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["strict", {}],
  },
  "the later of two overrides wins": {
    file: {
      overrides: [
        { paths: ["**"], profile: "relaxed", rules: rules(["a", "off"]) },
        { paths: ["*.dev"], profile: "strict", rules: rules(["a", "hint"]) },
      ],
    },
    path: "Dockerfile.dev",
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["strict", { a: "hint" }],
  },
  "a development container is relaxed": {
    file: { profile: "strict" },
    path: "app/.devcontainer/Dockerfile",
    holds: profile,
    value: "relaxed",
  },
  "unless an override says otherwise": {
    file: { overrides: [{ paths: [".devcontainer/**"], profile: "strict", rules: new Map() }] },
    path: ".devcontainer/Dockerfile",
    holds: profile,
    value: "strict",
  },
  "or the command line does": {
    commandLine: { profile: "recommended" },
    path: ".devcontainer/Dockerfile",
    holds: profile,
    value: "recommended",
  },
  "build arguments are laid over each other": {
    file: { buildArgs: new Map([["A", "file"]]) },
    editor: {
      buildArgs: new Map([
        ["A", "editor"],
        ["B", "editor"],
      ]),
    },
    holds: ({ buildArgs }) => Object.fromEntries(buildArgs),
    value: { A: "file", B: "editor" },
  },
  "lists that replace each other do so whole": {
    file: { trustedRegistries: ["a.example"], recommendedLabels: [] },
    editor: { trustedRegistries: ["b.example"], recommendedLabels: ["x"] },
    holds: ({ lint }) => [lint.trustedRegistries, lint.recommendedLabels],
    value: [["a.example"], []],
  },
};

for (const [name, { commandLine, file, editor, path = "Dockerfile", holds, value }] of Object.entries(rows)) {
  test(name, () => {
    const layers = {
      commandLine: { ...EMPTY_CONFIG, ...commandLine },
      file: { ...EMPTY_CONFIG, ...file },
      editor: { ...EMPTY_CONFIG, ...editor },
    };
    const place = { belowSettings: path, inRepository: path };
    assert.deepEqual(holds(effectiveSettings(layers, place, "2026-01-01", matches)), value);
  });
}

test("whatever a source says holds where the one above it says nothing, but for what belongs to a machine", () => {
  const all: Config = {
    ...EMPTY_CONFIG,
    profile: "strict",
    rules: rules(["a", "off"]),
    overrides: [{ paths: ["x"], profile: undefined, rules: rules() }],
    locked: ["a"],
    requiredLabels: new Map([["k", "text"]]),
    recommendedLabels: ["k"],
    labelsFromCI: false,
    strictLabels: false,
    trustedRegistries: [],
    buildArgs: new Map([["A", "b"]]),
    buildContexts: ["c"],
    groupPackages: false,
    pinStyle: "exact",
    minimumReleaseAge: 0,
    platforms: [],
    scanner: "trivy",
    scanAfterBuild: "never",
    scanFailOn: "low",
    vexPath: "v",
    exclude: ["e"],
  };
  assert.deepEqual(mergeConfigs(EMPTY_CONFIG, all), all);
  assert.deepEqual(mergeConfigs(all, EMPTY_CONFIG), all);
});

const globs: readonly (readonly [glob: string, path: string, isMatch: boolean])[] = [
  ["vendor", "vendor/a/Dockerfile", true],
  ["vendor/", "a/vendor/Dockerfile", true],
  ["/vendor", "vendor/Dockerfile", true],
  ["/vendor", "a/vendor/Dockerfile", false],
  ["/*/z", "a/b/z", false],
  ["a/vendor", "a/vendor/x/Dockerfile", true],
  ["a/vendor", "b/a/vendor/Dockerfile", false],
  ["*.dev", "x/Dockerfile.dev", true],
  ["./x/*", "x/Dockerfile", true],
  ["./Dockerfile", "Dockerfile", true],
  ["./Dockerfile", "x/Dockerfile", false],
  ["./vendor/", "vendor/Dockerfile", true],
  ["**/test/**", "a/test/b/Dockerfile", true],
  ["build**", "build-old/Dockerfile", true],
  ["build**", "src/Dockerfile", false],
  ["**-old", "src/Dockerfile", false],
  ["a/**", "a", false],
  ["a/**/**", "a/b", true],
  ["a*b", "a\nb", true],
  ["a[\\]]", "a]", true],
  ["{a,b}/**", "b/Dockerfile", true],
  ["Dockerfile{,.dev}", "Dockerfile", true],
  [".*", ".hidden/Dockerfile", true],
  ["a", "ab/Dockerfile", false],
  ["x/{a,b{1,2}}.dev", "x/b2.dev", true],
  ["x/{a}", "x/{a}", true],
  ["\\{a,b}", "{a,b}", true],
  ["\\{a,b}", "a", false],
  ["{a\\,b,c}", "a,b", true],
  ["{a\\,b,c}", "c", true],
  ["{a,b\\}}", "b}", true],
  ["\\\\{a,b}", "\\b", true],
  ["**/a/b", "a/x/b", false],
  ["**/b/c/**/c", "b/c/x", false],
  ["**", "a", true],
  ["[a-c]?/**/z", "b1/z", true],
  ["[a-c]?/**/z", "b1/x/y/z", true],
  // A regular expression would try all ways to divide the names among the wildcards.
  [`${"*a".repeat(12)}b`, "a".repeat(250), false],
  [`${"**/a/".repeat(12)}b`, "a/".repeat(1000), false],
  [`${"{a,b}".repeat(1000)}`, "a".repeat(1000), false],
];

test("globs match as in .gitignore", () => {
  for (const [glob, path, isMatch] of globs) assert.equal(matches([glob], path), isMatch, `${glob} ${path}`);
});
