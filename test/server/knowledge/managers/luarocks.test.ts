import { describe } from "node:test";
import { luarocks } from "../../../../server/src/knowledge/managers/luarocks.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("luarocks install", () => {
  managerTable(luarocks, {
    "luarocks install busted": "luarocks install: busted no",
    "luarocks install busted 2.1.1": "luarocks install: busted → busted 2.1.1 yes",
    "luarocks install busted 2.1.1-1": "luarocks install: busted → busted 2.1.1-1 yes",
    "luarocks install busted scm-1": "luarocks install: busted → busted scm-1 no",
    "luarocks install busted dev": "luarocks install: busted → busted dev no",
    "luarocks install team/busted": "luarocks install: team/busted no",
    "luarocks build busted 2.1.1": "luarocks build: busted → busted 2.1.1 yes",
    "luarocks --local install busted": "luarocks --local install: busted no",
    "luarocks-5.3 install busted": "luarocks-5.3 install: busted no",
    "luarocks install luasec OPENSSL_DIR=/usr": "luarocks install: luasec no",
    "luarocks install luasec OPENSSL_DIR=/usr 1.3.1": "luarocks install: luasec → luasec 1.3.1 yes",
    "luarocks install busted $VERSION": "luarocks install: busted → busted $VERSION unknown",
    "luarocks install $ROCK": "luarocks install: $ROCK unknown dynamic",
    "luarocks install lua-$NAME": "luarocks install: lua-$NAME no",
  });
  managerTable(luarocks, { "xargs luarocks install": "luarocks install: xargs unknown dynamic" });
});

describe("luarocks: options and what is no package", () => {
  managerTable(luarocks, {
    "luarocks install --server=https://rocks.example busted":
      "luarocks install: busted no | also from https://rocks.example",
    "luarocks install --only-server https://rocks.example busted":
      "luarocks install: busted no | from https://rocks.example",
    "luarocks install --tree /opt busted 2.1.1": "luarocks install: busted → busted 2.1.1 yes",
    "luarocks --lua-version 5.1 install busted": "luarocks --lua-version 5.1 install: busted no",
    "luarocks --lua-version=5.1 --lua-dir=/usr install busted":
      "luarocks --lua-version=5.1 --lua-dir=/usr install: busted no",
    "luarocks install --deps-mode none --timeout 30 --namespace team busted": "luarocks install: busted no",
    "luarocks install --branch main --only-sources https://src.example --project-tree t busted":
      "luarocks install: busted no",
    "luarocks install --force --no-doc --keep busted": "luarocks install: busted no",
    "luarocks install busted-2.1.1-1.rockspec": "nothing",
    "luarocks install ./busted.rock /tmp/busted.src.rock": "nothing",
    "luarocks install https://rocks.example/busted-2.1.1-1.src.rock": "nothing",
    "luarocks make": "nothing",
    "luarocks make busted-scm-1.rockspec": "nothing",
    "luarocks remove busted": "nothing",
    "luarocks list": "nothing",
    "luarocks config variables.OPENSSL_DIR /usr": "nothing",
    "luarocks install": "nothing",
    "luarocks install --help": "nothing",
    luarocks: "nothing",
  });
});
