import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOfUri } from "../../../server/src/lsp/uri.ts";

const PATHS: Readonly<Record<string, string | undefined>> = {
  "file:///shop/a%20b/Dockerfile": "/shop/a b/Dockerfile",
  // The scheme may be written in any letter case. Source: RFC 3986, 3.1.
  "FILE:///shop/Dockerfile": "/shop/Dockerfile",
  "untitled:Untitled-1": undefined,
  "vscode-vfs://github/a/b/Dockerfile": undefined,
  "file:///shop/a%2Fb/Dockerfile": undefined,
  "file:///shop/%E0%A4%A/Dockerfile": undefined,
  "/shop/Dockerfile": undefined,
  "": undefined,
};

for (const [uri, path] of Object.entries(PATHS)) {
  test(`the path of "${uri}"`, { skip: process.platform === "win32" }, () => assert.equal(pathOfUri(uri), path));
}
