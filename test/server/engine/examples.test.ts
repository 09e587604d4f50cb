import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { checkFile } from "../../../server/src/engine/check.ts";
import { roleOfName } from "../../../server/src/engine/file-roles.ts";
import { findFiles } from "../../../server/src/engine/find-files.ts";
import { nameOf } from "../../../server/src/engine/path.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import { diskFiles } from "../../../server/src/outside/files/disk-files.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";

/** Every rule that an example shows. */
const shown: Readonly<Record<string, readonly string[]>> = {
  "everything-right": [],
  labels: [
    "label-deprecated",
    "label-duplicate",
    "label-invalid",
    "label-missing",
    "label-unexpanded",
    "label-unknown",
    "label-volatile",
  ],
  "no-latest": ["image-floating-tag", "image-latest", "image-untagged", "label-missing", "syntax-floating"],
  repeatable: [
    "add-unverified",
    "apt-unpinned",
    "download-piped",
    "download-unverified",
    "git-unpinned",
    "label-missing",
    "lockfile-ignored",
    "npm-unpinned",
    "package-inexact",
    "pip-unpinned",
  ],
};

for (const [folder, rules] of Object.entries(shown)) {
  test(`examples/${folder} shows ${rules.length === 0 ? "nothing" : rules.join(", ")}`, async () => {
    assert.deepEqual(await rulesFoundIn(`examples/${folder}`), rules);
  });
}

async function rulesFoundIn(folder: string): Promise<readonly string[]> {
  const files = diskFiles();
  const reader = newSettingsReader({
    files,
    commandLine: EMPTY_CONFIG,
    editor: EMPTY_CONFIG,
    settingsPath: undefined,
    limit: undefined,
    today: "2026-01-01",
  });
  const found = new Set<string>();
  for await (const file of findFiles(resolve(folder).replaceAll("\\", "/"), files)) {
    assert.ok(file.kind === "file");
    const text = files.readText(file.path);
    assert.ok(text.ok);
    const role = roleOfName(nameOf(file.path)) ?? "dockerfile";
    const { findings, gaps } = await checkFile(role, text.value, await reader.settingsOf(file.path));
    assert.deepEqual(gaps, []);
    for (const { rule } of findings) found.add(rule);
  }
  return [...found].sort();
}
