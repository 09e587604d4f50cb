import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COMPOSE_NAMES, COMPOSE_OVERRIDE_NAMES, roleOfName } from "../../../server/src/engine/file-roles.ts";
import { DOCUMENT_GLOBS, SETTINGS_GLOBS } from "../../../server/src/protocol/selector.ts";
import { HADOLINT_YAMLS, SEAWORTHY_YAML } from "../../../server/src/settings/file-names.ts";

test("an editor sends the documents that the folder search finds", () => {
  const names = DOCUMENT_GLOBS.map((glob) => glob.replace("**/", ""));
  for (const name of names) assert.notEqual(roleOfName(name.replace("*", "app")), undefined, name);
  const patterns = names.map((name) => new RegExp(`^${name.replaceAll(".", "\\.").replace("*", ".*")}$`));
  const dockerfiles = ["Dockerfile", "Dockerfile.dev", "app.Dockerfile", "Containerfile", "Containerfile.dev"];
  for (const name of [...dockerfiles, ...COMPOSE_NAMES, ...COMPOSE_OVERRIDE_NAMES]) {
    assert.notEqual(roleOfName(name), undefined, name);
    assert.ok(
      patterns.some((pattern) => pattern.test(name)),
      name,
    );
  }
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
