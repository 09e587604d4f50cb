import { describe } from "node:test";
import { deno } from "../../../../server/src/knowledge/managers/deno.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("deno: packages", () => {
  managerTable(deno, {
    deno: "nothing",
    "deno add npm:chalk": "deno add: chalk no",
    "deno add npm:chalk@5.6.2 jsr:@std/path@^1.0.0":
      "deno add: chalk@5.6.2 → chalk 5.6.2 yes | jsr:@std/path@^1.0.0 → jsr:@std/path ^1.0.0 no range",
    "deno install -g -A -n fmt npm:prettier@latest": "deno install: prettier@latest → prettier latest no",
    "deno i --global --allow-net=a.example jsr:@std/http/file-server": "deno i: jsr:@std/http no",
    "deno install npm:@scope/tool@1.2.3/bin": "deno install: @scope/tool@1.2.3 → @scope/tool 1.2.3 yes",
    "deno run -A npm:create-tool npm:other": "deno run: create-tool no | unless deno.lock",
    "deno x npm:tool@$VERSION": "deno x: tool@$VERSION → tool $VERSION unknown | unless deno.lock",
  });
});

describe("deno: what is no package", () => {
  managerTable(deno, {
    "deno run -A main.ts npm:tool": "nothing",
    "deno add @std/path": "nothing",
    "deno install -g https://files.example/main.ts": "nothing",
    "deno install --entrypoint main.ts": "nothing",
    "deno cache main.ts": "nothing",
    "deno --version": "nothing",
    "deno install --help": "nothing",
  });
});

describe("deno: lock file", () => {
  const say = "say deno install --frozen";
  const free = `lock deno.lock "→ --frozen" ${say}`;
  const held = `lock deno.lock enforced ${say}`;
  managerTable(deno, {
    "deno install": `deno install: ${free}`,
    "deno i --allow-scripts=npm:tool": `deno i: ${free}`,
    "deno install --frozen": `deno install: ${held}`,
    "deno install --frozen=true": `deno install: ${held}`,
    "deno install --frozen=false": `deno install: lock deno.lock ${say}`,
    "deno install --no-lock": `deno install: lock deno.lock ${say}`,
    "deno install -g": "nothing",
    "deno install --lockfile-only": "nothing",
  });
});
