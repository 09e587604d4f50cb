import { describe } from "node:test";
import { yarn } from "../../../../server/src/knowledge/managers/yarn.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("yarn: packages", () => {
  managerTable(yarn, {
    "yarn add express": "yarn add: express no",
    "yarn add --link-duplicates express": "yarn add: express no",
    "yarn add express@4.18.2 @scope/tool": "yarn add: express@4.18.2 → express 4.18.2 yes | @scope/tool no",
    "yarn add -D tool@^1.2.0": "yarn add: tool@^1.2.0 → tool ^1.2.0 no range",
    "yarn add tool@latest -W --exact": "yarn add: tool@latest → tool latest no",
    "yarn add mine@npm:tool@1.2.3": "yarn add: mine@npm:tool@1.2.3 → tool 1.2.3 yes",
    "yarn add 'tool@https://github.com/user/tool#commit=0123abc'":
      "yarn add: tool@https://github.com/user/tool#commit=0123abc → https://github.com/user/tool commit=0123abc yes",
    "yarn add user/tool#main": "yarn add: user/tool#main → user/tool main no",
    "yarn global add tool@1.2.3 other": "yarn global add: tool@1.2.3 → tool 1.2.3 yes | other no",
    "yarn global --prefix /usr/local add tool": "yarn global --prefix /usr/local add: tool no",
    "yarn workspace app add tool": "yarn workspace app add: tool no",
    "yarn --cwd app add tool": "yarn --cwd app add: tool no",
    "yarn add tool@$VERSION": "yarn add: tool@$VERSION → tool $VERSION unknown",
    "yarn add $TOOLS": "yarn add: $TOOLS unknown dynamic",
    "yarnpkg add tool": "yarnpkg add: tool no",
    "yarn dlx tool --flag value": "yarn dlx: tool no",
    "yarn dlx tool@1.2.3 build": "yarn dlx: tool@1.2.3 → tool 1.2.3 yes",
    "yarn dlx -p tool@1.2.3 -p other run": "yarn dlx: tool@1.2.3 → tool 1.2.3 yes | other no",
    "yarn dlx --quiet --package tool run": "yarn dlx: tool no",
  });
});

describe("yarn: what is no package", () => {
  managerTable(yarn, {
    "yarn add file:../tool link:../other ./third": "yarn add:",
    "yarn add workspace:tool portal:../tool": "yarn add:",
    "yarn add https://files.example/tool.tgz tool.tgz": "yarn add:",
    "yarn dlx ./tool": "nothing",
    "yarn dlx": "nothing",
    "yarn build": "nothing",
    "yarn run add": "nothing",
    "yarn upgrade express": "nothing",
    "yarn remove express": "nothing",
    "yarn global bin": "nothing",
    "yarn workspace app build": "nothing",
    "yarn workspaces focus --production": "nothing",
    "yarn create vite": "nothing",
    "yarn cache clean": "nothing",
    "yarn set version stable": "nothing",
    "yarn $COMMAND": "nothing",
    "yarn --version": "nothing",
    "yarn add --help": "nothing",
  });
});

describe("yarn: options that take a value", () => {
  managerTable(yarn, {
    "yarn add --link-duplicates tool": "yarn add: tool no",
    "yarn add --modules-folder /opt tool": "yarn add: tool no",
    "yarn add --cache-folder /tmp --global-folder /opt --link-folder /l tool": "yarn add: tool no",
    "yarn add --registry https://npm.example tool": "yarn add: tool no | from https://npm.example",
    "yarn add --network-timeout 100000 --network-concurrency 1 tool": "yarn add: tool no",
    "yarn add --mutex file:/tmp/lock tool": "yarn add: tool no",
    "yarn add --proxy http://p.example --https-proxy http://p.example tool": "yarn add: tool no",
    "yarn add --use-yarnrc rc --otp 123456 --preferred-cache-folder /c tool": "yarn add: tool no",
    "yarn add --scripts-prepend-node-path true --emoji false tool": "yarn add: tool no",
    "yarn add --mode skip-build tool": "yarn add: tool no",
    "yarn add -ETO --ignore-engines tool": "yarn add: tool no",
  });
});

describe("yarn: lock file", () => {
  const say = "say yarn install --frozen-lockfile";
  const or = "or YARN_ENABLE_IMMUTABLE_INSTALLS or CI";
  const free = `lock yarn.lock "→ --frozen-lockfile" ${or} ${say}`;
  const held = `lock yarn.lock enforced ${or} ${say}`;
  managerTable(yarn, {
    yarn: `yarn: ${free}`,
    "yarn install": `yarn install: ${free}`,
    "yarn --production": `yarn: ${free}`,
    "yarn install --production=false --network-timeout 1000": `yarn install: ${free}`,
    "yarn install --pure-lockfile": `yarn install: ${free}`,
    "yarn --cwd app install": `yarn --cwd app install: ${free}`,
    "yarn install --frozen-lockfile": `yarn install: ${held}`,
    "yarn --frozen-lockfile": `yarn: ${held}`,
    "yarn install --immutable --immutable-cache": `yarn install: ${held}`,
    "YARN_ENABLE_IMMUTABLE_INSTALLS=true yarn install": `yarn install: ${held}`,
    "CI=1 yarn": `yarn: ${held}`,
    "CI=false yarn": `yarn: ${free}`,
    "yarn install --no-lockfile": `yarn install: lock yarn.lock ${say}`,
    "CI=1 yarn install --no-immutable": `yarn install: lock yarn.lock ${say}`,
    "yarn install --mode=update-lockfile": "nothing",
    "yarn config set enableImmutableInstalls true": `yarn config set: lock yarn.lock enforced lasting ${say}`,
    "yarn config set enableImmutableInstalls false": "nothing",
  });
});

describe("yarn: checks switched off", () => {
  managerTable(yarn, {
    "yarn add --strict-ssl=false tool": "yarn add: tool no | insecure --strict-ssl=false",
    "yarn config set strict-ssl false": "yarn config set: insecure strict-ssl false",
    "yarn config set strict-ssl false -g": "yarn config set: insecure strict-ssl false",
    "yarn config set enableStrictSsl false": "yarn config set: insecure enableStrictSsl false",
    "yarn config set enableStrictSsl true": "nothing",
    "yarn config set registry https://npm.example": "nothing",
    "yarn config get strict-ssl": "nothing",
  });
});
