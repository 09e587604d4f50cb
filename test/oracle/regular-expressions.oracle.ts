import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { parse, type Token, tokTypes } from "acorn";
import { transform } from "esbuild";

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
    const slow: string[] = [];
    for (const [written, { path, source, flags }] of literals) {
      const { status } = await check(source, flags, { timeout: CHECK_MS });
      if (status !== "safe") slow.push(`${path}: ${written} is ${status}`);
    }
    assert.deepEqual(slow, []);
  });

  it("would be caught if one backtracked", async () => {
    const { check } = await import("recheck");
    assert.equal((await check("^\\s*\\w+\\.name", "m", { timeout: CHECK_MS })).status, "vulnerable");
  });
});

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
