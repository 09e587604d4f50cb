/** A sum that a publisher wrote. `hex` in lower case. */
export interface PublishedSum {
  readonly algorithm: SumAlgorithm;
  readonly hex: string;
}

export type SumAlgorithm = "md5" | "sha1" | "sha256" | "sha512";

/** The algorithms by the length of their sums in hexadecimal digits. */
const BY_LENGTH: ReadonlyMap<number, SumAlgorithm> = new Map([
  [32, "md5"],
  [40, "sha1"],
  [64, "sha256"],
  [128, "sha512"],
]);

/** The algorithm that a sum of this many hexadecimal digits is of; undefined for what is none. */
export function algorithmOf(hex: string): SumAlgorithm | undefined {
  return /^[0-9a-f]+$/i.test(hex) ? BY_LENGTH.get(hex.length) : undefined;
}

/** Longer lines are in no list of sums, more lines in none that we read. */
const MAX_LINE = 4096;
const MAX_LINES = 200_000;

/**
 * The sha256 of a file in a list of sums, else its sha512; the name must be the very one. `isForFile`: the list is named after the
 * file, so that a bare sum counts, and the folder in which its publisher made it does not. Two different sums for one name are none.
 * Formats: sha256sum(1) of GNU, its `--tag` (BSD's), lists with a headline for each algorithm (`# SHA512 HASH`), and gpg's.
 */
export function sumIn(text: string, name: string, isForFile: boolean): PublishedSum | undefined {
  const found = new Map<SumAlgorithm, Set<string>>();
  let headline: string | undefined;
  for (const line of text.split("\n", MAX_LINES)) {
    if (line.length > MAX_LINE) continue;
    const written = line.trim();
    headline = /^#\s*([A-Za-z0-9-]+)\s+HASH$/i.exec(written)?.[1]?.toUpperCase() ?? headline;
    const sum = sumOfLine(written, name, isForFile);
    if (sum === undefined || (headline !== undefined && headline !== sum.algorithm.toUpperCase())) continue;
    found.set(sum.algorithm, (found.get(sum.algorithm) ?? new Set()).add(sum.hex));
  }
  if (isForFile && found.size === 0) return printedByGpg(text, name);
  for (const algorithm of ["sha256", "sha512"] as const) {
    const [hex, ...others] = found.get(algorithm) ?? [];
    if (hex !== undefined && others.length === 0) return { algorithm, hex };
  }
  return undefined;
}

/** `tool.tgz: 12AB 34CD …` over several lines, as projects of Apache write it. Source: gpg(1), `--print-md`. */
function printedByGpg(text: string, name: string): PublishedSum | undefined {
  const [, written = "", digits = ""] = /^([^:\n]+):([\sA-F\d]+)$/i.exec(text.slice(0, MAX_LINE).trim()) ?? [];
  const hex = digits.replace(/\s/g, "");
  return isName(written, name, true) && /^(?:.{64}|.{128})$/.test(hex) ? published(hex) : undefined;
}

function sumOfLine(line: string, name: string, isForFile: boolean): PublishedSum | undefined {
  const gnu = /^\\?([0-9a-f]{64}|[0-9a-f]{128})(?:[ \t]+\*?(\S.*))?$/i.exec(line);
  if (gnu?.[1] !== undefined) {
    const isMeant = gnu[2] === undefined ? isForFile : isName(gnu[2], name, isForFile);
    return isMeant ? published(gnu[1]) : undefined;
  }
  const bsd = /^SHA2?-?(?:256|512) ?\((.+)\) ?= ?([0-9a-f]{64}|[0-9a-f]{128})$/i.exec(line);
  if (bsd?.[1] !== undefined && bsd[2] !== undefined)
    return isName(bsd[1], name, isForFile) ? published(bsd[2]) : undefined;
  const bare = /^SHA2?-?(?:256|512) ?[=:] ?([0-9a-f]{64}|[0-9a-f]{128})$/i.exec(line)?.[1];
  return bare !== undefined && isForFile ? published(bare) : undefined;
}

function isName(written: string, name: string, isForFile: boolean): boolean {
  return written === name || (isForFile ? written.endsWith(`/${name}`) : written === `./${name}`);
}

function published(hex: string): PublishedSum | undefined {
  const algorithm = algorithmOf(hex);
  return algorithm && { algorithm, hex: hex.toLowerCase() };
}
