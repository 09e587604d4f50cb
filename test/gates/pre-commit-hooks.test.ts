import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { roleOfName } from "../../server/src/engine/file-roles.ts";
import { listOf, textAt } from "../../server/src/json/fields.ts";

/** pre-commit hands over paths, and a path that is named is read whatever it is called. */
const NAMES =
  "Dockerfile dockerfile DOCKERFILE.PROD Dockerfile.dev Dockerfile.go dockerfile.go dockerfile.dev Dockerfile.md dockerfile.MD Dockerfile.dev~ " +
  "Dockerfile.dockerignore app.Dockerfile app.dockerfile Containerfile Containerfile.x Containerfile.md compose.yaml Compose.prod.yml " +
  "docker-compose.yml docker-compose.yaml.md my-compose.yaml Dockerfile-x readme.md";

describe(".pre-commit-hooks.yaml: the hooks take what the folder search takes", () => {
  const hooks = listOf(parse(readFileSync(".pre-commit-hooks.yaml", "utf8")));
  for (const hook of hooks) {
    const id = textAt(hook, "id") ?? "";
    const roles = id === "seaworthy-fix" ? ["dockerfile"] : ["dockerfile", "compose"];
    const [files, exclude] = [pattern(textAt(hook, "files")), pattern(textAt(hook, "exclude"))];
    it(id, () => {
      for (const name of NAMES.split(" ")) {
        const path = `docker/${name}`;
        assert.equal(files.test(path) && !exclude.test(path), roles.includes(roleOfName(name) ?? ""), name);
      }
    });
  }
});

/** Of Python; the one flag in front is written beside the pattern here. */
function pattern(text = ""): RegExp {
  return text.startsWith("(?i)") ? new RegExp(text.slice(4), "i") : new RegExp(text);
}
