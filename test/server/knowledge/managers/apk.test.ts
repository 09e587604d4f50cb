import { describe } from "node:test";
import { apk } from "../../../../server/src/knowledge/managers/apk.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("what is a package", () => {
  managerTable(apk, {
    "apk add curl": "apk add: curl no",
    "apk add --repository-config a --from b --preupgrade-depends c --uvol-manager d curl": "apk add: curl no",
    "apk add --no-cache curl git": "apk add: curl no | git no",
    "apk --no-cache --update add curl": "apk --no-cache --update add: curl no",
    "apk -U add -u --latest curl": "apk -U add: curl no",
    "./apk.static -X http://apk.example/main -U add curl":
      "./apk.static -X http://apk.example/main -U add: curl no | from http://apk.example/main",
    "apk add php84-gd": "apk add: php84-gd no",
    "apk add so:libcurl.so.4 cmd:bash": "apk add: so:libcurl.so.4 no | cmd:bash no",
    "apk add curl@edge": "apk add: curl@edge → curl - no",
    "apk add curl !wget": "apk add: curl no",
    "apk add .run-deps": "nothing",
    "apk add ./tool.apk /tmp/tool.apk tool.apk /tmp/packages/*": "nothing",
    "apk add https://apk.example/tool.apk": "nothing",
    "apk add": "nothing",
    "apk update": "nothing",
    "apk upgrade curl": "nothing",
    "apk del add": "nothing",
    "apk fix curl": "nothing",
    "apk info -e curl": "nothing",
    "apk add -s curl": "nothing",
    "apk add --simulate curl": "nothing",
    "apk --help add curl": "nothing",
  });
});

describe("versions", () => {
  managerTable(apk, {
    "apk add curl=8.5.0-r0": "apk add: curl=8.5.0-r0 → curl 8.5.0-r0 yes",
    "apk add curl==8.5.0-r0": "apk add: curl==8.5.0-r0 → curl 8.5.0-r0 yes",
    "apk add 'curl~8.5'": "apk add: curl~8.5 → curl 8.5 yes",
    "apk add 'curl=~8.5'": "apk add: curl=~8.5 → curl 8.5 yes",
    "apk add 'curl~=8.5'": "apk add: curl~=8.5 → curl 8.5 yes",
    "apk add 'curl>8'": "apk add: curl>8 → curl >8 no range",
    "apk add 'curl>=8'": "apk add: curl>=8 → curl >=8 no range",
    "apk add 'curl<9'": "apk add: curl<9 → curl <9 no range",
    "apk add 'curl<=9'": "apk add: curl<=9 → curl <=9 no range",
    "apk add curl@edge=8.5.0-r0": "apk add: curl@edge=8.5.0-r0 → curl 8.5.0-r0 yes",
    "apk add curl=8.5.0-r0@edge": "apk add: curl=8.5.0-r0@edge → curl 8.5.0-r0 yes",
    "apk add curl=$V": "apk add: curl=$V → curl $V unknown",
    'apk add "curl=~${V}"': "apk add: curl=~${V} → curl ${V} unknown",
    'apk add "curl>=${V}"': "apk add: curl>=${V} → curl >=${V} no range",
    "apk add $PHPIZE_DEPS": "apk add: $PHPIZE_DEPS unknown dynamic",
    "apk add llvm$V llvm$V-dev": "apk add: llvm$V no | llvm$V-dev no",
    "apk add gcc${V:+~=$V} gcc${V:-}": "apk add: gcc${V:+~=$V} unknown | gcc${V:-} no",
  });
});

describe("options with a value", () => {
  managerTable(apk, {
    "apk add --repository-config c --from none --preupgrade-depends p --uvol-manager u git": "apk add: git no",
    "apk add --virtual .build-deps gcc": "apk add: gcc no",
    "apk add -t build gcc": "apk add: gcc no",
    "apk add --virtual=.build-deps gcc": "apk add: gcc no",
    "apk add --no-cache -X http://apk.example/edge gcc": "apk add: gcc no | from http://apk.example/edge",
    "apk add --repository http://apk.example/a --repository=http://apk.example/b gcc":
      "apk add: gcc no | from http://apk.example/a | from http://apk.example/b",
    "apk --root /mnt --arch x86_64 add gcc": "apk --root /mnt --arch x86_64 add: gcc no",
    "apk -p /mnt add gcc": "apk -p /mnt add: gcc no",
    "apk add --cache-dir /c --cache-max-age 60 gcc": "apk add: gcc no",
    "apk add --keys-dir /k --repositories-file /r gcc": "apk add: gcc no | from /r",
    "apk add --timeout 9 --wait 9 --progress-fd 2 gcc": "apk add: gcc no",
  });
});

describe("checks switched off", () => {
  managerTable(apk, {
    "apk add --allow-untrusted curl": "apk add: curl no | insecure --allow-untrusted",
    "apk --allow-untrusted update": "apk --allow-untrusted update: insecure --allow-untrusted",
    "apk index --allow-untrusted -o APKINDEX.tar.gz tool.apk": "nothing",
    "apk add --allow-untrusted ./tool.apk": "nothing",
    "apk add --allow-untrusted /tmp/$NAME.apk": "nothing",
    "apk add --allow-untrusted ./tool.apk curl": "apk add: curl no | insecure --allow-untrusted",
    "apk add --allow-untrusted https://apk.example/tool.apk": "apk add: insecure --allow-untrusted",
  });
});
