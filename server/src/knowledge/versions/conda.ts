import type { VersionOrder } from "./version-order.ts";

const VERSION = /^(?:\d{1,6}!)?[0-9a-z][0-9a-z._-]*(?:\+[0-9a-z._-]+)?$/i;

/** The order of conda's packages: whatever a channel has is final. Source: conda, `conda.models.version.VersionOrder`. */
export const condaOrder: VersionOrder = {
  isVersion: (text) => text.length <= 128 && VERSION.test(text),
  compare,
  isPrerelease: () => false,
  satisfies,
  // `name=1.2` takes 1.2.3 as well.
  takes: (written, version) => meets(version, written),
};

type Piece = number | string;

function compare(a: string, b: string): number {
  const [first, second] = [read(a), read(b)];
  return (
    first.epoch - second.epoch || compareParts(first.release, second.release) || compareParts(first.local, second.local)
  );
}

function read(version: string) {
  const [, epoch = "0", rest = ""] = /^(?:(\d+)!)?(.*)$/.exec(version.toLowerCase()) ?? [];
  const [release = "", local = ""] = rest.split("+", 2);
  return { epoch: Number(epoch), release: partsOf(release), local: partsOf(local) };
}

function partsOf(text: string): readonly (readonly Piece[])[] {
  if (text === "") return [];
  return text.split(/[._-]/).map((part) => {
    const pieces = (part.match(/\d+|\D+/g) ?? []).map(
      (piece): Piece => (/^\d/.test(piece) ? Number(piece) : rank(piece)),
    );
    return typeof pieces[0] === "string" || pieces[0] === Number.POSITIVE_INFINITY ? [0, ...pieces] : pieces;
  });
}

/** `post` is above every number, `dev` below every other word. */
function rank(word: string): Piece {
  if (word === "post") return Number.POSITIVE_INFINITY;
  return word === "dev" ? "DEV" : word;
}

function compareParts(a: readonly (readonly Piece[])[], b: readonly (readonly Piece[])[]): number {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const [left, right] = [a[place] ?? [0], b[place] ?? [0]];
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const difference = comparePieces(left[index] ?? 0, right[index] ?? 0);
      if (difference !== 0) return difference;
    }
  }
  return 0;
}

/** Words are below numbers. */
function comparePieces(a: Piece, b: Piece): number {
  if (a === b) return 0;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === "string" ? -1 : 1;
}

/** `>=1,<2`, `1.2.*`, `1.2|1.3`; `=1.2` takes all that begin so. Source: conda's documentation, "Package match specifications". */
function satisfies(version: string, range: string): boolean | undefined {
  const answers = range.split("|").map((part) => {
    const conditions = part.split(",").map((condition) => meets(version, condition.trim()));
    return conditions.includes(undefined) ? undefined : !conditions.includes(false);
  });
  return answers.includes(undefined) ? undefined : answers.includes(true);
}

function meets(version: string, condition: string): boolean | undefined {
  const [operator = ""] = /^[<>=!~]*/.exec(condition) ?? [];
  const text = condition.slice(operator.length).trimStart();
  if (text === "*" || condition === "") return true;
  const prefix = text.replace(/\.?\*$/, "");
  if (!VERSION.test(prefix)) return undefined;
  const order = compare(version, prefix);
  switch (operator) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "!=":
      return text === prefix ? order !== 0 : !beginsWith(version, prefix);
    case "==":
      // The `.*` is passed over. Source: conda, `VersionSpec.get_matcher`.
      return order === 0;
    case "~=":
      return order >= 0 && beginsWith(version, prefix.split(".").slice(0, -1).join("."));
    case "":
    case "=":
      return beginsWith(version, prefix);
    default:
      return undefined;
  }
}

/** Whether a version has the parts of another in front: `1.1.1w` begins with `1.1.1`, `1.20` not with `1.2`. Source: ibid., `startswith`. */
function beginsWith(version: string, prefix: string): boolean {
  const [own, start] = [read(version), read(prefix)];
  const isOfLocal = start.local.length > 0;
  if (own.epoch !== start.epoch || (isOfLocal && compareParts(own.release, start.release) !== 0)) return false;
  const [parts, wanted] = isOfLocal ? [own.local, start.local] : [own.release, start.release];
  return wanted.every((pieces, place) => {
    const mine = parts[place] ?? [];
    const isWhole = place === wanted.length - 1 || mine.length === pieces.length;
    return isWhole && pieces.every((piece, index) => piece === mine[index]);
  });
}
