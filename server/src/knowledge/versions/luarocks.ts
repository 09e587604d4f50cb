import { compareNumbers } from "./compare-runs.ts";
import type { VersionOrder } from "./version-order.ts";

const VERSION = /^[0-9A-Za-z][0-9A-Za-z._]*-\d{1,6}$/;

/** What words count beside numbers. Source: LuaRocks, `luarocks.core.vers`. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ["dev", 120_000_000],
  ["scm", 110_000_000],
  ["cvs", 100_000_000],
  ["rc", -1000],
  ["pre", -10_000],
  ["beta", -100_000],
  ["alpha", -1_000_000],
]);

/** The order of rocks: a version, and the revision of its recipe behind a dash. */
export const luarocksOrder: VersionOrder = {
  isVersion: (text) => text.length <= 64 && VERSION.test(text),
  compare(a, b) {
    const [first, second] = [read(a), read(b)];
    return compareNumbers(first.numbers, second.numbers) || first.revision - second.revision;
  },
  isPrerelease: (version) => /^(?:dev|scm|cvs)|alpha|beta|pre|rc/.test(version.toLowerCase()),
  // A version without a revision is any of its revisions; there are no other ranges.
  satisfies: (version, range) => (VERSION.test(`${range}-1`) ? version.startsWith(`${range}-`) : undefined),
};

function read(version: string) {
  const [numbers = "", revision = "0"] = version.toLowerCase().split("-", 2);
  const pieces = numbers.match(/\d+|[a-z]+/g) ?? [];
  return { numbers: pieces.map((piece) => WORDS.get(piece) ?? numberOf(piece)), revision: Number(revision) };
}

/** A word that means nothing counts as a fraction by its first letter. */
function numberOf(piece: string): number {
  return /^\d/.test(piece) ? Number(piece) : piece.charCodeAt(0) / 1000;
}
