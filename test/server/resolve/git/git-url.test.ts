import assert from "node:assert/strict";
import { test } from "node:test";
import { gitUrl } from "../../../../server/src/resolve/git/git-url.ts";

const KINDS = {
  "https://git.example/team/tool.git": "http git.example",
  "http://git.example:8080/tool": "http git.example:8080",
  "https://user@git.example/tool": "http git.example login",
  "https://:word@git.example/tool": "http git.example login",
  "ssh://git@git.example:22/team/tool.git": "ssh git.example:22",
  "git://git.example/tool.git": "git git.example",
  "git@git.example:team/tool.git": "scp git.example",
  "ext::sh -c touch% /tmp/x": "none",
  "ext::touch": "none",
  "file:///srv/tool.git": "none",
  "/srv/tool.git": "none",
  "--upload-pack=touch": "none",
  "ssh://-oProxyCommand=touch/x": "none",
  "git@git.example:-oProxyCommand": "none",
  "https://git.example/a b": "none",
  "https://git.example/a\nb": "none",
};

for (const [url, expected] of Object.entries(KINDS)) {
  test(`${JSON.stringify(url)} is ${expected}`, () => {
    const read = gitUrl(url);
    assert.equal(read === undefined ? "none" : `${read.kind} ${read.host}${read.hasLogin ? " login" : ""}`, expected);
  });
}
