import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COMPOSE_GLOBS, DOCKERFILE_GLOBS } from "../../../server/src/engine/files.ts";
import { DOCUMENT_GLOBS, SETTINGS_GLOBS } from "../../../server/src/protocol/selector.ts";
import { HADOLINT_YAMLS, SEAWORTHY_YAML } from "../../../server/src/settings/file-names.ts";

test("an editor sends the documents that the folder search finds", () => {
  assert.deepEqual(
    [...DOCUMENT_GLOBS],
    [...DOCKERFILE_GLOBS, ...COMPOSE_GLOBS].map((glob) => `**/${glob}`),
  );
});

test("an editor sends the settings files that the engine reads", () => {
  assert.deepEqual(
    [...SETTINGS_GLOBS],
    [SEAWORTHY_YAML, ...HADOLINT_YAMLS].map((name) => `**/${name}`),
  );
});

test("the extension starts for Dockerfiles and Compose files only", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  assert.deepEqual(manifest.activationEvents, ["onLanguage:dockerfile", "onLanguage:dockercompose"]);
});
