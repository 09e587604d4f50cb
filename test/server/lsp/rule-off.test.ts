import assert from "node:assert/strict";
import { test } from "node:test";
import { newSettingsText, ruleOffEdit } from "../../../server/src/lsp/rule-off.ts";
import { readSeaworthyYaml } from "../../../server/src/settings/read-seaworthy-yaml.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

const RULE = "image-latest";

const CASES: Readonly<Record<string, readonly [string, string]>> = {
  "an empty file": ["", "rules:\n  image-latest: off\n"],
  "a file without rules": ["profile: strict\n", "profile: strict\nrules:\n  image-latest: off\n"],
  "a last line without end": ["profile: strict", "profile: strict\nrules:\n  image-latest: off\n"],
  "a file of comments": ["# ours\n", "# ours\nrules:\n  image-latest: off\n"],
  "rules as a block": [
    "rules:\n  # why\n  apt-unpinned: hint\nprofile: strict\n",
    "rules:\n  # why\n  image-latest: off\n  apt-unpinned: hint\nprofile: strict\n",
  ],
  "rules with another indentation": [
    "rules:\n    apt-unpinned: hint\n",
    "rules:\n    image-latest: off\n    apt-unpinned: hint\n",
  ],
  "rules in one line": ["rules: { apt-unpinned: hint }\n", "rules: {image-latest: off,  apt-unpinned: hint }\n"],
  "rules in one line that are none": ["rules: {}\n", "rules: {image-latest: off}\n"],
  "rules with a comment behind them": [
    "rules: # none yet\nprofile: strict\n",
    "rules:\n  image-latest: off # none yet\nprofile: strict\n",
  ],
  "rules with nothing behind them": ["rules:\nprofile: strict\n", "rules:\n  image-latest: off\nprofile: strict\n"],
  "a rule that has a severity": ["rules:\n  image-latest: hint # soft\n", "rules:\n  image-latest: off # soft\n"],
  "a rule with options": ["rules:\n  image-latest: {severity: hint}\n", "rules:\n  image-latest: off\n"],
  "a rule with options below it": [
    "rules:\n  image-latest:\n    severity: hint\nlocked: []\n",
    "rules:\n  image-latest:\n    off\nlocked: []\n",
  ],
  "line ends of Windows": [
    "rules:\r\n  apt-unpinned: hint\r\n",
    "rules:\r\n  image-latest: off\r\n  apt-unpinned: hint\r\n",
  ],
};

for (const [name, [before, after]] of Object.entries(CASES)) {
  test(`a rule is turned off in ${name}`, async () => {
    const edit = await ruleOffEdit(before, RULE);
    assert.equal(applyEdits(before, edit === undefined ? [] : [edit]), after);
    const { config, problems } = await readSeaworthyYaml(after);
    assert.equal(config.rules.get(RULE), "off");
    assert.deepEqual(problems, []);
  });
}

test("a text that has no place for it is left alone", async () => {
  const others = ["- a\n- b\n", "just words\n", "rules: [a]\n", "rules: strict\n", "rules: ~\n"];
  for (const text of [...others, "{ profile: strict }\n", "profile: strict\n...\n"]) {
    assert.equal(await ruleOffEdit(text, RULE), undefined);
  }
});

test("a new settings file may go on from another one", async () => {
  assert.equal(newSettingsText(RULE, undefined), "rules:\n  image-latest: off\n");
  const text = newSettingsText(RULE, "./.hadolint.yaml");
  const { config, problems } = await readSeaworthyYaml(text);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    config.extends.map(({ from }) => from),
    ["./.hadolint.yaml"],
  );
});
