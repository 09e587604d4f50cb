import assert from "node:assert/strict";
import { test } from "node:test";
import { type Config, EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { readSeaworthyYaml } from "../../../server/src/settings/read-seaworthy-yaml.ts";

interface Row {
  readonly text: string;
  readonly config?: Partial<Config>;
  /** Text that the span covers, and the message. */
  readonly problems?: readonly (readonly [covered: string, message: string])[];
}

const rows: Readonly<Record<string, Row>> = {
  "an empty file says nothing": { text: "" },
  "a file of comments says nothing": { text: "# later\n" },
  "every key is read": {
    text: `
profile: strict
rules:
  image-latest: off
  apt-unpinned: {severity: hint}
locked: [image-untagged]
labels:
  required: {org.opencontainers.image.source: url}
  recommended: [org.opencontainers.image.title]
  fromCI: true
trustedRegistries: [docker.io, registry.example]
buildArgs: {NODE: 1.10, DEBUG: true}
buildContexts: [base]
groupPackages: false
minimumReleaseAge: 0
exclude: [vendor/]
overrides:
  - paths: ["test/**"]
    profile: relaxed
    rules: {image-latest: info}
`,
    config: {
      profile: "strict",
      rules: new Map([
        ["image-latest", "off"],
        ["apt-unpinned", "hint"],
      ]),
      locked: ["image-untagged"],
      requiredLabels: new Map([["org.opencontainers.image.source", "url"]]),
      recommendedLabels: ["org.opencontainers.image.title"],
      labelsFromCI: true,
      trustedRegistries: ["docker.io", "registry.example"],
      buildArgs: new Map([
        ["NODE", "1.10"],
        ["DEBUG", "true"],
      ]),
      buildContexts: ["base"],
      groupPackages: false,
      minimumReleaseAge: 0,
      exclude: ["vendor/"],
      overrides: [{ paths: ["test/**"], profile: "relaxed", rules: new Map([["image-latest", "info"]]) }],
    },
  },
  "what is written in a map wins over what it merges, and of several merges the first": {
    text: `
rules: &shared {image-latest: hint, apk-unpinned: hint}
overrides:
  - paths: [a]
    rules:
      image-latest: off
      <<: [*shared, {apk-unpinned: warning, apt-unpinned: info}]
  - paths: [b]
    rules: {<<: *shared}
`,
    config: {
      rules: new Map([
        ["image-latest", "hint"],
        ["apk-unpinned", "hint"],
      ]),
      overrides: [
        {
          paths: ["a"],
          profile: undefined,
          rules: new Map([
            ["image-latest", "off"],
            ["apk-unpinned", "hint"],
            ["apt-unpinned", "info"],
          ]),
        },
        {
          paths: ["b"],
          profile: undefined,
          rules: new Map([
            ["image-latest", "hint"],
            ["apk-unpinned", "hint"],
          ]),
        },
      ],
    },
  },
  "an alias stands for its value": {
    text: "rules: &r {image-latest: hint}\noverrides:\n  - {paths: [a], rules: *r}\n",
    config: {
      rules: new Map([["image-latest", "hint"]]),
      overrides: [{ paths: ["a"], profile: undefined, rules: new Map([["image-latest", "hint"]]) }],
    },
  },
  "an unknown key names the nearest one": {
    text: "profil: strict\n",
    problems: [["profil", 'unknown key "profil"; did you mean "profile"?']],
  },
  "a key of a later version is unknown, and the rest holds": {
    text: "audit:\n  level: x\nprofile: strict\n",
    config: { profile: "strict" },
    problems: [["audit", 'unknown key "audit"']],
  },
  "a key as an editor has it names the one of the file": {
    text: "seaworthy.profile: strict\n",
    problems: [["seaworthy.profile", 'unknown key "seaworthy.profile"; did you mean "profile"?']],
  },
  "an unknown key of a group is said with its group": {
    text: "labels:\n  requierd: {}\n",
    problems: [["requierd", 'unknown key "labels.requierd"; did you mean "labels.required"?']],
  },
  "the key of a group is never taken for the group": {
    text: "labels:\n  a: 1\n",
    problems: [["a", 'unknown key "labels.a"']],
  },
  "a group must be a map": { text: "labels: yes\n", problems: [["yes", '"labels": must be a map, not "yes"']] },
  "an unknown rule names the nearest one, the others hold": {
    text: "rules:\n  apt-unpined: off\n  image-latest: off\n",
    config: { rules: new Map([["image-latest", "off"]]) },
    problems: [["apt-unpined", '"rules": unknown rule "apt-unpined"; did you mean "apt-unpinned"?']],
  },
  "the code of another tool names the rules that answer to it": {
    text: "rules:\n  DL3049: off\n",
    problems: [["DL3049", '"rules": unknown rule "DL3049"; here it is label-missing and label-required']],
  },
  "only the first of several documents is read, and that is said": {
    text: "profile: strict\n---\nprofile: relaxed\n",
    config: { profile: "strict" },
    problems: [["---\nprofile: relaxed\n", "a second document begins here: only the first is read"]],
  },
  "an alias needs its anchor": {
    text: "profile: *mine\n",
    problems: [
      ["*mine", "no anchor &mine stands above it"],
      ["*mine", '"profile": must be recommended, relaxed or strict, not nothing'],
    ],
  },
  "a severity must be one of ours": {
    text: "rules:\n  image-latest: error\n",
    problems: [["error", '"rules": "image-latest" must be off, hint, info or warning, not "error"']],
  },
  "an option that no rule has is said": {
    text: "rules:\n  image-latest: {severity: info, deep: 1}\n",
    config: { rules: new Map([["image-latest", "info"]]) },
    problems: [["deep", '"rules": "image-latest" has no option "deep"']],
  },
  "the one option that there is may be misspelt": {
    text: "rules:\n  image-latest: {severty: info}\n",
    problems: [["severty", '"rules": "image-latest" has no option "severty"; did you mean "severity"?']],
  },
  "a wrong type is said at the value": {
    text: 'groupPackages: "yes"\nexclude: a\ntrustedRegistries: {a: b}\nprofile: [strict]\nbuildArgs: [A=b]\n',
    problems: [
      ["[strict]", '"profile": must be recommended, relaxed or strict, not a list'],
      ["{a: b}", '"trustedRegistries": must be a list of registry hosts, not a map'],
      ["[A=b]", '"buildArgs": must be a map of build argument to value, not a list'],
      ['"yes"', '"groupPackages": must be true or false, not "yes"'],
      ["a", '"exclude": must be a list of globs, not "a"'],
    ],
  },
  "a count is a whole number that is not negative": {
    text: "minimumReleaseAge: -1\n",
    problems: [["-1", '"minimumReleaseAge": must be a whole number from 0 on, not "-1"']],
  },
  "a text is no list, and an entry of a list no text": {
    text: "vex: {path: [a]}\nlocked: [[image-latest]]\noverrides: [test]\n",
    config: { locked: [], overrides: [] },
    problems: [
      ["test", '"overrides": must be a map with `paths` and `profile` or `rules`, not "test"'],
      ["[image-latest]", '"locked": must be the id of a rule, not a list'],
      ["[a]", '"vex.path": must be a text, not a list'],
    ],
  },
  "what belongs to the user is said and ignored": {
    text: "engine: ./podman\nlookup: {thirdParty: true}\nprofile: strict\n",
    config: { profile: "strict" },
    problems: [
      ["engine", '"engine" can only be set by the user, not by a repository'],
      ["thirdParty", '"lookup.thirdParty" can only be set by the user, not by a repository'],
    ],
  },
  "a rule without a severity is told to lack it": {
    text: "rules:\n  image-latest:\n  apt-unpinned: {}\n",
    problems: [
      ["", '"rules": "image-latest" must be off, hint, info or warning, not nothing'],
      ["{}", '"rules": "apt-unpinned" lacks `severity`'],
    ],
  },
  "a label type must be one of ours, the other labels hold": {
    text: "labels:\n  required: {a: link, b: url}\n",
    config: { requiredLabels: new Map([["b", "url"]]) },
    problems: [["link", '"labels.required": "a" must be text, url, semver, sha, date, spdx or email, not "link"']],
  },
  "only rules can be locked": {
    text: "locked: [image-latest, DL3007]\n",
    config: { locked: ["image-latest"] },
    problems: [["DL3007", '"locked": holds the unknown rule "DL3007"; here it is image-latest']],
  },
  "an override needs paths and knows its keys": {
    text: "overrides:\n  - profile: strict\n    ruels: {}\n    paths: a\n  - {profile: lax}\n",
    config: {
      overrides: [
        { paths: [], profile: "strict", rules: new Map() },
        { paths: [], profile: undefined, rules: new Map() },
      ],
    },
    problems: [
      ["ruels", '"overrides": has no key "ruels"; did you mean "rules"?'],
      ["a", '"overrides": "paths" must be a list of globs, not "a"'],
      ["{profile: lax}", '"overrides": lacks `paths`'],
      ["lax", '"overrides": "profile" must be recommended, relaxed or strict, not "lax"'],
    ],
  },
  "a glob that can match nothing is said, the others hold": {
    text: 'exclude: [a, "!a/b", ../c, ..d, "\\\\!e"]\noverrides: [{paths: [.., "!x"]}]\n',
    config: {
      exclude: ["a", "..d", "\\!e"],
      overrides: [{ paths: [], profile: undefined, rules: new Map() }],
    },
    problems: [
      ["..", '"overrides": "paths" ".." matches nothing: a glob neither takes back nor leads out of this folder'],
      ['"!x"', '"overrides": "paths" "!x" matches nothing: a glob neither takes back nor leads out of this folder'],
      ['"!a/b"', '"exclude": "!a/b" matches nothing: a glob neither takes back nor leads out of this folder'],
      ["../c", '"exclude": "../c" matches nothing: a glob neither takes back nor leads out of this folder'],
    ],
  },
  ...Object.fromEntries(
    ["../outside", "a/../../b", "..", "/etc", "~/vex", "C:/vex", "a\\..\\b"].map((path) => [
      `decisions are not kept outside of the repository: ${path}`,
      {
        text: `vex.path: ${path}\n`,
        problems: [[path, `"vex.path": must be a folder of the repository, not ${JSON.stringify(path)}`]] as const,
      },
    ]),
  ),
  "decisions may be kept in any folder of the repository": {
    text: "vex: { path: security/..vex }\n",
    config: { vexPath: "security/..vex" },
  },
  "broken YAML is said at its place, and what could be read holds": {
    text: "profile: strict\nrules: [\n",
    config: { profile: "strict" },
    problems: [
      ["", "Flow sequence in block collection must be sufficiently indented and end with a ]"],
      ["[\n", '"rules": must be a map of rule to off, hint, info or warning, not a list'],
    ],
  },
  "a key that stands twice is said": {
    text: "profile: strict\nprofile: relaxed\n",
    config: { profile: "relaxed" },
    problems: [["profile", '"profile" stands twice']],
  },
  "what is no key is said": {
    text: "profile: strict\n: a\n? [b]\n: c\n",
    config: { profile: "strict" },
    problems: [
      ["", "nothing is no key"],
      ["[b]", "a list is no key"],
    ],
  },
  "the file must be a map": { text: "- a\n", problems: [["- a\n", "must be a map of settings"]] },
  "a hostile nesting is refused": { text: "[".repeat(5000), problems: [["", "is nested too deeply to be read"]] },
  "a huge file is refused": { text: "x".repeat(130 * 1024), problems: [["", "is larger than 128 KB"]] },
};

for (const [name, { text, config = {}, problems = [] }] of Object.entries(rows)) {
  test(name, async () => {
    const read = await readSeaworthyYaml(text);
    assert.deepEqual(
      read.problems.map(({ span, message }) => [text.slice(span.start, span.end), message]),
      problems,
    );
    assert.deepEqual(read.config, { ...EMPTY_CONFIG, ...config });
  });
}

test("a bomb of aliases is cut off", async () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let n = 0; n < 12; n += 1) lines.push(`a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}, *a${n}, *a${n}, *a${n}]`);
  const { problems } = await readSeaworthyYaml(lines.join("\n"));
  assert.ok(problems.some(({ message }) => message === "holds too many values; the rest is not read"));
});

test("extends is a text or a list, with the place of each", async () => {
  for (const text of ["extends: ./base.yaml\n", "extends: [./base.yaml]\n"]) {
    const { config, problems } = await readSeaworthyYaml(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      config.extends.map(({ from, span }) => [from, text.slice(span.start, span.end)]),
      [["./base.yaml", "./base.yaml"]],
    );
  }
});
