import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeaworthyYaml } from "../../../server/src/settings/read-seaworthy-yaml.ts";
import { switchOff } from "../../../server/src/settings/switch-off.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

/** Name → text before and after; undefined: no edit. */
const rows: Readonly<Record<string, readonly [before: string, after: string | undefined]>> = {
  "a new file gets the rule": ["", "rules:\n  image-latest: off\n"],
  "a file without rules gets them at its end": [
    "# ours\nprofile: strict",
    "# ours\nprofile: strict\nrules:\n  image-latest: off\n",
  ],
  "the rule comes before the others, indented like them": [
    "rules:\n    # why\n    apt-unpinned: hint\nprofile: strict\n",
    "rules:\n    # why\n    image-latest: off\n    apt-unpinned: hint\nprofile: strict\n",
  ],
  "a map in braces keeps them": ["rules: {apt-unpinned: hint}\n", "rules: {image-latest: off, apt-unpinned: hint}\n"],
  "an empty map in braces, too": ["rules: {}\n", "rules: {image-latest: off}\n"],
  "rules with nothing below get it there": [
    "rules: # none yet\nprofile: strict\n",
    "rules:\n  image-latest: off # none yet\nprofile: strict\n",
  ],
  "a severity is replaced": [
    "rules:\n  image-latest: info # while we move\n",
    "rules:\n  image-latest: off # while we move\n",
  ],
  "a severity with its key is replaced": [
    "rules:\n  image-latest:\n    severity: info\nlocked: []\n",
    "rules:\n  image-latest:\n    off\nlocked: []\n",
  ],
  "line ends stay": ["rules:\r\n  apt-unpinned: hint\r\n", "rules:\r\n  image-latest: off\r\n  apt-unpinned: hint\r\n"],
  "a broken file is left alone": ["rules: [\n", undefined],
  "so is one that is no map": ["- a\n", undefined],
  "and rules that are no map": ["rules: all\n", undefined],
};

for (const [name, [before, after]] of Object.entries(rows)) {
  test(name, async () => {
    const edit = await switchOff(before, "image-latest");
    assert.equal(edit && applyEdits(before, [edit]), after);
    if (after === undefined) return;
    const { config, problems } = await readSeaworthyYaml(after);
    assert.deepEqual([config.rules.get("image-latest"), problems], ["off", []]);
  });
}
