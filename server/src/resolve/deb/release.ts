import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { type ControlFields, readParagraphs, wordsIn } from "./control-fields.ts";

/** What a Release file says of its suite. */
export interface Release {
  readonly origin: string;
  readonly label: string;
  readonly suite: string;
  readonly codename: string;
  readonly version: string;
  /** ISO times; undefined when not written. */
  readonly date: string | undefined;
  readonly validUntil: string | undefined;
  readonly isNotAutomatic: boolean;
  readonly upgradesAutomatically: boolean;
  readonly hasByHash: boolean;
  /** Packages for all architectures stand in a list of their own, not in that of each. */
  readonly listsAllApart: boolean;
  /** Path below the suite → SHA-256 (hex) and size in bytes. */
  readonly files: ReadonlyMap<string, IndexFile>;
}

export interface IndexFile {
  readonly hash: string;
  readonly sizeBytes: number;
}

/** Source: Debian wiki, DebianRepository/Format, "Release files". */
export function readRelease(text: string, asked: string): Outcome<Release> {
  const [fields] = readParagraphs(text);
  const sums = fields?.get("sha256");
  if (fields === undefined || sums === undefined) return failure("malformed", asked, "has no SHA256 sums");
  return success({
    origin: fields.get("origin") ?? "",
    label: fields.get("label") ?? "",
    suite: fields.get("suite") ?? "",
    codename: fields.get("codename") ?? "",
    version: fields.get("version") ?? "",
    date: isoTime(fields.get("date")),
    validUntil: isoTime(fields.get("valid-until")),
    isNotAutomatic: fields.get("notautomatic")?.toLowerCase() === "yes",
    upgradesAutomatically: fields.get("butautomaticupgrades")?.toLowerCase() === "yes",
    hasByHash: fields.get("acquire-by-hash")?.toLowerCase() === "yes",
    listsAllApart: listsAllApart(fields),
    files: filesOf(sums),
  });
}

/** Source: Debian wiki, DebianRepository/Format, "No-Support-for-Architecture-all". */
function listsAllApart(fields: ControlFields): boolean {
  const architectures = wordsIn(fields.get("architectures"));
  const isKnown = architectures.length === 0 || architectures.includes("all");
  return isKnown && !wordsIn(fields.get("no-support-for-architecture-all")).includes("Packages");
}

function filesOf(sums: string): ReadonlyMap<string, IndexFile> {
  const files = new Map<string, IndexFile>();
  for (const line of sums.split("\n")) {
    const [hash = "", size = "", path = ""] = wordsIn(line);
    // Only what can be one of our indexes; a hash becomes part of a URL and of a key.
    if (!/^[0-9a-f]{64}$/.test(hash) || !/^\d{1,12}$/.test(size) || !/(?:^|\/)Packages(?:\.\w+)?$/.test(path)) continue;
    files.set(path, { hash, sizeBytes: Number(size) });
  }
  return files;
}

function isoTime(written: string | undefined): string | undefined {
  const time = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** The text of a clear-signed message, not checked; undefined when it is none. Source: RFC 9580, section 7. */
export function unsignedText(message: string): string | undefined {
  const begin = message.indexOf("-----BEGIN PGP SIGNED MESSAGE-----");
  const start = begin < 0 ? -1 : message.indexOf("\n\n", begin);
  const end = start < 0 ? -1 : message.indexOf("\n-----BEGIN PGP SIGNATURE-----", start);
  return end < 0 ? undefined : message.slice(start + 2, end).replace(/^- /gm, "");
}
