import assert from "node:assert/strict";
import { test } from "node:test";
import { documentRole } from "../../../server/src/lsp/document-role.ts";
import { nameOfUri, pathOfUri, uriOfPath } from "../../../server/src/lsp/uri.ts";

test("a name says what a document is, then the editor's language", () => {
  const rows: readonly (readonly [string, string, string | undefined])[] = [
    ["file:///a/Dockerfile", "plaintext", "dockerfile"],
    ["file:///a/dockerfile.dev", "plaintext", "dockerfile"],
    ["file:///a/web.Dockerfile", "plaintext", "dockerfile"],
    ["file:///a/Containerfile", "plaintext", "dockerfile"],
    ["file:///a/build.txt", "dockerfile", "dockerfile"],
    ["untitled:Untitled-1", "dockerfile", "dockerfile"],
    ["file:///a/Dockerfile-dev", "dockerfile", "dockerfile"],
    ["file:///a/Dockerfile.dockerignore", "dockerfile", undefined],
    ["file:///a/web.DockerIgnore", "dockerfile", undefined],
    ["file:///a/Dockerfile.md", "dockerfile", undefined],
    ["file:///a/dockerfile.go", "dockerfile", undefined],
    ["file:///a/Containerfile.md", "dockerfile", undefined],
    ["file:///a/compose.prod.yaml", "yaml", "compose"],
    ["file:///a/docker-compose.yml", "dockercompose", "compose"],
    ["file:///a/my-docker-compose.yml", "dockercompose", undefined],
    ["file:///a/.seaworthy.yaml", "yaml", "settings"],
    ["file:///a/.hadolint.yml", "yaml", "settings"],
    ["file:///a/other.yaml", "yaml", undefined],
    ["file:///a/Dockerfile%20copy", "plaintext", undefined],
  ];
  for (const [uri, language, role] of rows) assert.equal(documentRole(uri, language), role, uri);
});

test("URIs become paths only where they are files of this machine", () => {
  assert.equal(pathOfUri("file:///a%20b/Dockerfile"), "/a b/Dockerfile");
  assert.equal(pathOfUri("untitled:Dockerfile"), undefined);
  assert.equal(pathOfUri("file://host/a"), undefined);
  // Settings would be looked for in 50,000 folders.
  assert.equal(pathOfUri(`file:///${"a/".repeat(50_000)}Dockerfile`), undefined);
  assert.equal(pathOfUri("file:///a%2Fb"), undefined);
  assert.equal(pathOfUri("not a uri"), undefined);
  assert.equal(uriOfPath("/a b/#1"), "file:///a%20b/%231");
});

test("the name of a URI is decoded and free of query and scheme", () => {
  assert.equal(nameOfUri("file:///a/Dockerfile%20x?q=/y#z"), "Dockerfile x");
  assert.equal(nameOfUri("untitled:Untitled-1"), "Untitled-1");
  assert.equal(nameOfUri("file:///a/%E0%A4%A"), "%E0%A4%A");
});
