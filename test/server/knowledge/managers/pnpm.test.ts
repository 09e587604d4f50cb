import { describe } from "node:test";
import { pnpm } from "../../../../server/src/knowledge/managers/pnpm.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("pnpm: packages", () => {
  managerTable(pnpm, {
    "pnpx ./tool": "nothing",
    "pnpm add express": "pnpm add: express no",
    "pnpm add -g tool@1.2.3 @scope/other@latest":
      "pnpm add: tool@1.2.3 → tool 1.2.3 yes | @scope/other@latest → @scope/other latest no",
    "pnpm add -D tool@^1": "pnpm add: tool@^1 → tool ^1 no range",
    "pnpm install tool": "pnpm install: tool no",
    "pnpm i -g tool": "pnpm i: tool no",
    "pnpm add jsr:@scope/tool": "pnpm add: jsr:@scope/tool no",
    "pnpm add jsr:@scope/tool@1.2.3": "pnpm add: jsr:@scope/tool@1.2.3 → jsr:@scope/tool 1.2.3 yes",
    "pnpm add mine@jsr:@scope/tool@^1": "pnpm add: mine@jsr:@scope/tool@^1 → jsr:@scope/tool ^1 no range",
    "pnpm add user/tool#0123abc": "pnpm add: user/tool#0123abc → user/tool 0123abc yes",
    "pnpm --filter app add tool": "pnpm --filter app add: tool no",
    "pnpm -F app -C dir add tool": "pnpm -F app -C dir add: tool no",
    "pnpm -r add tool": "pnpm -r add: tool no",
    "pnpm recursive add tool": "pnpm recursive add: tool no",
    "pnpm --allow-build='@scope/native' add tool@1.0.0":
      "pnpm --allow-build='@scope/native' add: tool@1.0.0 → tool 1.0.0 yes",
    "pnpm add tool@$VERSION": "pnpm add: tool@$VERSION → tool $VERSION unknown",
    "pnpm add $TOOLS": "pnpm add: $TOOLS unknown dynamic",
    "pnpm dlx tool create my-app": "pnpm dlx: tool no",
    "pnpm dlx tool@1.2.3 --flag": "pnpm dlx: tool@1.2.3 → tool 1.2.3 yes",
    "pnpm --package=tool@1.2.3 --package other dlx run":
      "pnpm --package=tool@1.2.3 --package other dlx: tool@1.2.3 → tool 1.2.3 yes | other no",
    "pnpm dlx --package tool -c 'run | other'": "pnpm dlx: tool no",
    "pnpx tool@1.2.3 --help": "pnpx: tool@1.2.3 → tool 1.2.3 yes",
    "pnpx tool": "pnpx: tool no",
    "pn add --user-agent agent tool": "pn add: tool no",
    "pnx tool@1.2.3 --help": "pnx: tool@1.2.3 → tool 1.2.3 yes",
  });
});

describe("pnpm: what is no package", () => {
  managerTable(pnpm, {
    "pnpm add ./tool ../other tool.tgz": "pnpm add:",
    "pnpm add tool@workspace:* other@link:../other": "pnpm add:",
    "pnpm add https://files.example/tool.tgz": "pnpm add:",
    "pnpm add tool@catalog:": "pnpm add:",
    "pnpm install -g": "nothing",
    "pnpm install --lockfile-only": "nothing",
    "pnpm run add": "nothing",
    "pnpm build": "nothing",
    "pnpm update express": "nothing",
    "pnpm exec tool": "nothing",
    "pnpm fetch": "nothing",
    "pnpm deploy out": "nothing",
    "pnpm store prune": "nothing",
    "pnpm env use --global 20": "nothing",
    "pnpm create vite": "nothing",
    "pnpm add --help": "nothing",
    "pnpx --version": "nothing",
    pnpm: "nothing",
  });
});

describe("pnpm: options that take a value", () => {
  managerTable(pnpm, {
    "pnpm add --config-dir a --depth 1 --fetch-retry-factor 2 --fetch-retry-maxtimeout 3 tool": "pnpm add: tool no",
    "pnpm add --fetch-retry-mintimeout 1 --global-pnpmfile a --lockfile-directory b tool": "pnpm add: tool no",
    "pnpm add --minimum-release-age-exclude a --noproxy b --only prod --pnpmfile c --proxy d tool": "pnpm add: tool no",
    "pnpm add --resolution-mode highest --scope s --script-shell sh --store d --tag next tool": "pnpm add: tool no",
    "pnpm add --scripts-prepend-node-path auto --use-node-version 22 --userconfig c tool": "pnpm add: tool no",
    "pnpm add --trust-policy-exclude a --trust-policy-ignore-after 9 tool": "pnpm add: tool no",
    "pnpm add --dir app tool": "pnpm add: tool no",
    "pnpm add --store-dir /s --virtual-store-dir /v --modules-dir m --lockfile-dir . tool": "pnpm add: tool no",
    "pnpm add --reporter silent --loglevel warn tool": "pnpm add: tool no",
    "pnpm add --registry https://npm.example tool": "pnpm add: tool no | from https://npm.example",
    "pnpm add --network-concurrency 4 --child-concurrency 2 --workspace-concurrency 1 tool": "pnpm add: tool no",
    "pnpm add --filter-prod app --package-import-method copy tool": "pnpm add: tool no",
    "pnpm add --cpu x64 --os linux --libc musl tool": "pnpm add: tool no",
    "pnpm add --hoist-pattern a --public-hoist-pattern b --node-linker hoisted tool": "pnpm add: tool no",
    "pnpm add --save-catalog-name next --allow-build native tool": "pnpm add: tool no",
  });
});

describe("pnpm: lock file", () => {
  const say = "say pnpm install --frozen-lockfile";
  const free = `lock pnpm-lock.yaml "→ --frozen-lockfile" or CI ${say}`;
  const held = `lock pnpm-lock.yaml enforced or CI ${say}`;
  managerTable(pnpm, {
    "pnpm install": `pnpm install: ${free}`,
    "pnpm i --prod": `pnpm i: ${free}`,
    "pnpm -r install --offline": `pnpm -r install: ${free}`,
    "pnpm install --frozen-lockfile --ignore-scripts": `pnpm install: ${held}`,
    "pnpm install --frozen-lockfile false": `pnpm install: lock pnpm-lock.yaml ${say}`,
    "pnpm i --frozen-lockfile=true": `pnpm i: ${held}`,
    "pnpm ci": `pnpm ci: ${held}`,
    "CI=true pnpm install": `pnpm install: ${held}`,
    "pnpm install --no-frozen-lockfile": `pnpm install: lock pnpm-lock.yaml ${say}`,
    "CI=true pnpm install --frozen-lockfile=false": `pnpm install: lock pnpm-lock.yaml ${say}`,
    "pnpm config set frozen-lockfile true": `pnpm config set: lock pnpm-lock.yaml enforced lasting ${say}`,
    "pnpm config set frozen-lockfile false": "nothing",
  });
});

describe("pnpm: checks switched off", () => {
  managerTable(pnpm, {
    "pnpm add --strict-ssl=false tool": "pnpm add: tool no | insecure --strict-ssl=false",
    "pnpm add --strict-ssl tool": "pnpm add: tool no",
    "pnpm add --strict-ssl false tool": "pnpm add: tool no | insecure --strict-ssl false",
    "pnpm add --global true tool": "pnpm add: tool no",
    "pnpm dlx --silent true tool": "pnpm dlx: tool no",
    "pnpm add --config.strict-ssl=false tool": "pnpm add: tool no | insecure --config.strict-ssl=false",
    "pnpm config set strict-ssl false": "pnpm config set: insecure strict-ssl false",
    "pnpm set strict-ssl=false": "pnpm set: insecure strict-ssl=false",
    "pnpm config set store-dir /s": "nothing",
  });
});
