import { describe } from "node:test";
import { bun } from "../../../../server/src/knowledge/managers/bun.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("bun: packages", () => {
  managerTable(bun, {
    "bun add zod": "bun add: zod no",
    "bun a zod": "bun a: zod no",
    "bun add zod@3.20.0 @types/react": "bun add: zod@3.20.0 → zod 3.20.0 yes | @types/react no",
    "bun add zod@^3.0.0": "bun add: zod@^3.0.0 → zod ^3.0.0 no range",
    "bun add zod@latest": "bun add: zod@latest → zod latest no",
    "bun install tool": "bun install: tool no",
    "bun install -g tool@1.2.3": "bun install: tool@1.2.3 → tool 1.2.3 yes",
    "bun i --global tool": "bun i: tool no",
    "bun add -F app --libc musl --env-file .env --minimum-release-age-excludes a tool": "bun add: tool no",
    "bun add git@git.example:team/tool.git": "bun add: git@git.example:team/tool.git no",
    "bun add github:user/tool#0123abc": "bun add: github:user/tool#0123abc → github:user/tool 0123abc yes",
    "bun add tool@$VERSION": "bun add: tool@$VERSION → tool $VERSION unknown",
    "bun add $TOOLS": "bun add: $TOOLS unknown dynamic",
    "bunx cowsay hello": "bunx: cowsay no | unless package.json",
    "bunx --bun tool@1.2.3 --flag": "bunx: tool@1.2.3 → tool 1.2.3 yes | unless package.json",
    "bunx --backend copyfile tool": "bunx: tool no | unless package.json",
    "bunx -p tool@1.2.3 run": "bunx: tool@1.2.3 → tool 1.2.3 yes | unless package.json",
    "bunx --package=tool run": "bunx: tool no | unless package.json",
    "bun x tool": "bun x: tool no | unless package.json",
  });
});

describe("bun: what is no package", () => {
  managerTable(bun, {
    "bun add ./tool file:../other tool.tgz": "bun add:",
    "bun add https://files.example/tool.tgz": "bun add:",
    "bun link tool": "nothing",
    "bun run add": "nothing",
    "bun update zod": "nothing",
    "bun upgrade": "nothing",
    "bun build ./app.ts": "nothing",
    "bun pm cache rm": "nothing",
    "bun create vite": "nothing",
    "bun index.ts": "nothing",
    "bunx ./tool": "nothing",
    "bunx --no-install tool": "nothing",
    "bun add --help": "nothing",
    "bun install --lockfile-only": "nothing",
    "bun install -g": "nothing",
    bun: "nothing",
  });
});

describe("bun: options that take a value", () => {
  managerTable(bun, {
    "bunx --registry https://npm.example --env-file e --minimum-release-age 9 tool":
      "bunx: tool no | unless package.json",
    "bun add --cwd app tool": "bun add: tool no",
    "bun --cwd=app add tool": "bun --cwd=app add: tool no",
    "bun add --registry https://npm.example tool": "bun add: tool no | from https://npm.example",
    "bun add --config bunfig.toml --cache-dir /c --cafile ca.pem tool": "bun add: tool no",
    "bun add -c bunfig.toml --backend copyfile --linker isolated tool": "bun add: tool no",
    "bun add --omit dev --filter app --network-concurrency 8 --concurrent-scripts 2 tool": "bun add: tool no",
    "bun add --cpu x64 --os linux --minimum-release-age 3 tool": "bun add: tool no",
    "bun add -d -E --optional --peer --trust tool": "bun add: tool no",
  });
});

describe("bun: lock file", () => {
  const say = "say bun install --frozen-lockfile";
  const free = `lock bun.lock,bun.lockb "→ --frozen-lockfile" ${say}`;
  const held = `lock bun.lock,bun.lockb enforced ${say}`;
  managerTable(bun, {
    "bun install": `bun install: ${free}`,
    "bun i --ignore-scripts": `bun i: ${free}`,
    "bun install --frozen-lockfile": `bun install: ${held}`,
    "bun install --production": `bun install: ${held}`,
    "bun ci": `bun ci: ${held}`,
    "bun install --no-verify": `bun install: insecure --no-verify | lock bun.lock,bun.lockb "→ --frozen-lockfile" ${say}`,
  });
});
