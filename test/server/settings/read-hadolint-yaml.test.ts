import assert from "node:assert/strict";
import { test } from "node:test";
import { rules } from "../../../server/src/lint/rules.ts";
import { type Config, EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { readHadolintYaml } from "../../../server/src/settings/read-hadolint-yaml.ts";

interface Row {
  readonly text: string;
  readonly config?: Partial<Config>;
  readonly problems?: readonly (readonly [covered: string, message: string])[];
}

const rows: Readonly<Record<string, Row>> = {
  "ignored codes switch off the rules that answer to them": {
    text: "ignored: [DL3008, DL3041, SC2086]\n",
    config: {
      rules: new Map([
        ["apt-unpinned", "off"],
        ["rpm-unpinned", "off"],
      ]),
    },
  },
  "levels become ours": {
    text: "override:\n  error: [DL3007]\n  warning: [DL3006]\n  info: [DL3008]\n  style: [DL3018]\n",
    config: {
      rules: new Map([
        ["image-latest", "warning"],
        ["image-untagged", "warning"],
        ["apt-unpinned", "info"],
        ["apk-unpinned", "hint"],
      ]),
    },
  },
  "ignored wins over a level": {
    text: "ignored: [DL3008]\noverride:\n  error: [DL3008]\n",
    config: { rules: new Map([["apt-unpinned", "off"]]) },
  },
  "where comments do not count, every rule is locked": {
    text: "disable-ignore-pragma: true\n",
    config: { locked: rules.map(({ id }) => id) },
  },
  "else none is": { text: "disable-ignore-pragma: false\n" },
  "an empty level says nothing": { text: "override:\n  error:\n" },
  "nor does any key whose value is commented out": {
    text: "ignored:\n#  - DL3008\noverride:\ntrustedRegistries: ~\nlabel-schema: null\nstrict-labels:\n",
  },
  "without registries all are trusted": { text: "trustedRegistries: []\n" },
  "a level that hadolint does not know, and codes that are no list": {
    text: "override:\n  ignore: [DL3007]\n  info: DL3008\n",
    problems: [["DL3008", '"override": "info" must be a list of codes, not "DL3008"']],
  },
  "levels that are no map": {
    text: "override: [DL3007]\n",
    problems: [["[DL3007]", '"override": must be a map of level to a list of codes, not a list']],
  },
  "registries, label schema and strict labels are followed": {
    text: "trustedRegistries: [registry.example]\nlabel-schema:\n  author: text\n  built: rfc3339\n  commit: hash\n  home: url\n  release: semver\n  terms: spdx\n  owner: email\nstrict-labels: true\n",
    config: {
      trustedRegistries: ["registry.example"],
      requiredLabels: new Map([
        ["author", "text"],
        ["built", "date"],
        ["commit", "sha"],
        ["home", "url"],
        ["release", "semver"],
        ["terms", "spdx"],
        ["owner", "email"],
      ]),
      strictLabels: true,
    },
  },
  "hadolint's other keys are its own affair": {
    text: "failure-threshold: info\nformat: tty\nno-fail: true\ndisable-ignore-pragma: false\n",
  },
  "a wrong type is said at its place": {
    text: "ignored: DL3008\nlabel-schema: {a: uri}\nstrict-labels: maybe\n",
    config: { requiredLabels: new Map() },
    problems: [
      ["DL3008", '"ignored": must be a list of codes, not "DL3008"'],
      ["uri", '"label-schema": "a" must be text, url, semver, hash, rfc3339, spdx or email, not "uri"'],
      ["maybe", '"strict-labels": must be true or false, not "maybe"'],
    ],
  },
};

for (const [name, { text, config = {}, problems = [] }] of Object.entries(rows)) {
  test(name, async () => {
    const read = await readHadolintYaml(text);
    assert.deepEqual(
      read.problems.map(({ span, message }) => [text.slice(span.start, span.end), message]),
      problems,
    );
    assert.deepEqual(read.config, { ...EMPTY_CONFIG, ...config });
  });
}
