import assert from "node:assert/strict";
import { test } from "node:test";
import { httpsAddress } from "../../../../server/src/engine/project/remote-address.ts";

const rows: readonly (readonly [remote: string, address: string | undefined])[] = [
  ["https://git.example/team/app.git", "https://git.example/team/app"],
  ["https://user:token@git.example/team/app", "https://git.example/team/app"],
  ["https://git.example:8443/team/app.git/", "https://git.example:8443/team/app"],
  ["http://git.example/team/app", "https://git.example/team/app"],
  ["https://user:to@ken@git.example/team/app", "https://git.example/team/app"],
  ["HTTPS://git.example:443/team/app", "https://git.example/team/app"],
  ["http://git.example:80/team/app", "https://git.example/team/app"],
  ["http://git.example:3000/team/app", undefined],
  ["me@corp.example@git.example:team/app.git", "https://git.example/team/app"],
  ["git@git.example:team\\app", undefined],
  ["git@git.example:team/app.git", "https://git.example/team/app"],
  ["git.example:team/app", "https://git.example/team/app"],
  ["ssh://git@git.example:2222/team/app.git", "https://git.example/team/app"],
  ["git://git.example/team/app.git", "https://git.example/team/app"],
  ["git@GIT.Example:~team/app.git", "https://git.example/~team/app"],
  ["ftp://git.example/team/app.git", undefined],
  ["https://git.example//", undefined],
  ["git@git.example:team/$APP", undefined],
  ["/srv/git/app.git", undefined],
  ["../app", undefined],
  ["file:///srv/git/app.git", undefined],
  ["work:team/app.git", undefined],
  ["C:\\git\\app", undefined],
  ["git@ssh.dev.azure.com:v3/org/project/app", undefined],
  ["", undefined],
];

test("a remote becomes a browsable address without credentials, or nothing", () => {
  for (const [remote, address] of rows) assert.equal(httpsAddress(remote), address, remote);
});
