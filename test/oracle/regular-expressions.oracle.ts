import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { parse, type Token, tokTypes } from "acorn";
import { transform } from "esbuild";
import { KEPT_FOLDER } from "../../scripts/kept-folder.mjs";

/** Enough for the largest of them on a busy machine. */
const CHECK_MS = 60_000;

describe("regular expressions of the product, judged by recheck", () => {
  let literals: ReadonlyMap<string, Literal>;
  before(async () => {
    // Its own program is many times faster than its JavaScript, which gives up on some.
    process.env.RECHECK_BACKEND ??= "native";
    literals = await literalsBelow(["server/src", "client/src"]);
  });

  it("take time in proportion to the text, whatever the text is", async () => {
    const { check } = await import("recheck");
    assert.ok(literals.size > 500, String(literals.size));
    const known = knownAsSafe();
    const safe: string[] = [];
    const slow: string[] = [];
    for (const [written, { path, source, flags }] of literals) {
      const status = known.has(written) ? "safe" : (await check(source, flags, { timeout: CHECK_MS })).status;
      if (status === "safe") safe.push(written);
      else slow.push(`${path}: ${written} is ${status}`);
    }
    keepAsSafe(safe);
    assert.deepEqual(slow, []);
  });

  it("would be caught if one backtracked", async () => {
    const { check } = await import("recheck");
    assert.equal((await check("^\\s*\\w+\\.name", "m", { timeout: CHECK_MS })).status, "vulnerable");
  });
});

const { version: RECHECK } = JSON.parse(readFileSync("node_modules/recheck/package.json", "utf8"));
/** A line each: a verdict depends on expression and recheck alone, and all of them take most of a minute. */
const SAFE = join(KEPT_FOLDER, `safe-expressions-${RECHECK}`);

function knownAsSafe(): ReadonlySet<string> {
  return new Set(existsSync(SAFE) ? readFileSync(SAFE, "utf8").split("\n") : []);
}

function keepAsSafe(literals: readonly string[]): void {
  mkdirSync(KEPT_FOLDER, { recursive: true });
  // In one step: another run may read it meanwhile.
  writeFileSync(`${SAFE}.${process.pid}`, literals.join("\n"));
  renameSync(`${SAFE}.${process.pid}`, SAFE);
}

interface Literal {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

async function literalsBelow(folders: readonly string[]): Promise<ReadonlyMap<string, Literal>> {
  const found = new Map<string, Literal>();
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  for (const path of paths.filter((each) => each.endsWith(".ts"))) {
    const { code } = await transform(readFileSync(path, "utf8"), { loader: "ts", target: "esnext" });
    const tokens: Token[] = [];
    parse(code, { ecmaVersion: "latest", sourceType: "module", onToken: tokens });
    for (const { start, end } of tokens.filter(({ type }) => type === tokTypes.regexp)) {
      const written = code.slice(start, end);
      const slash = written.lastIndexOf("/");
      found.set(written, { path, source: written.slice(1, slash), flags: written.slice(slash + 1) });
    }
  }
  return found;
}
