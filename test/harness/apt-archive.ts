import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { PrivateKey } from "openpgp";

/** A key for tests, with its armored public half. */
export interface Signer {
  readonly key: PrivateKey;
  readonly publicKey: string;
}

/** One suite of a made-up archive. */
export interface MadeSuite {
  readonly suite: string;
  /** Fields of the Release file besides those that are always there. */
  readonly fields?: Readonly<Record<string, string>>;
  /** `name[:architecture] version`, with `provides a b` behind it where it provides something. */
  readonly packages: readonly string[];
  readonly architecture?: string;
  /** The index is not for anybody to unpack but apt. */
  readonly isOdd?: boolean;
  /** The index is listed and not there. */
  readonly isGone?: boolean;
  /** Lists have their own names alone, whatever the fields say. */
  readonly lacksHashes?: boolean;
  /** Packages that stand in a list for all architectures. */
  readonly ofAll?: readonly string[];
  /** Not signed without one. */
  readonly signer?: Promise<Signer>;
  readonly isFlat?: boolean;
}

/**
 * The files of a suite with one component `main`, by URL; the index is compressed by gzip, and by-hash alone unless the fields say
 * that there is no such folder.
 */
export async function servedSuite(uri: string, made: MadeSuite): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { suite, fields = {}, architecture = "amd64", ofAll } = made;
  const signer = await made.signer;
  const folder = made.isFlat === true ? "" : `main/binary-${architecture}/`;
  const root = made.isFlat === true ? `${uri}${suite}` : `${uri}dists/${suite}/`;
  const lists = [
    listIn(folder, made.packages, made),
    ...(ofAll === undefined ? [] : [listIn("main/binary-all/", ofAll, { ...made, architecture: "all" })]),
  ];
  const all = { Origin: "Example", Suite: suite, Codename: suite, Date: "Mon, 15 Jun 2026 08:00:00 UTC", ...fields };
  const lines = Object.entries({ "Acquire-By-Hash": "yes", ...all }).map(([name, value]) => `${name}: ${value}`);
  const release = `${lines.join("\n")}\nSHA256:\n ${lists.flatMap(({ sums }) => sums).join("\n ")}\n`;
  return new Map<string, string | Uint8Array>([
    signer === undefined ? [`${root}Release`, release] : [`${root}InRelease`, await signedInline(release, signer.key)],
    ...(made.isGone === true ? [] : lists.map(({ path, index }) => [`${root}${path}`, index] as const)),
  ]);
}

function listIn(
  folder: string,
  packages: readonly string[],
  { architecture = "amd64", isOdd, lacksHashes, fields }: MadeSuite,
) {
  const text = packages.map((line) => paragraphOf(line, architecture)).join("\n");
  const index = gzipSync(text);
  const hash = hashOf(index);
  // apt wants to know both, whichever it takes.
  const both = [`${hashOf(text)} ${text.length} ${folder}Packages`, `${hash} ${index.length} ${folder}Packages.gz`];
  const sums = isOdd === true ? [`${hash} ${index.length} ${folder}Packages.zst`] : both;
  const name = lacksHashes === true || fields?.["Acquire-By-Hash"] === "no" ? "Packages.gz" : `by-hash/SHA256/${hash}`;
  return { path: `${folder}${name}`, index, sums };
}

function hashOf(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function paragraphOf(line: string, architecture: string): string {
  const [named = "", version = "", , ...provided] = line.split(" ");
  const [name, own = architecture] = named.split(":");
  const provides = provided.length === 0 ? "" : `Provides: ${provided.join(", ")}\n`;
  return `Package: ${name}\nArchitecture: ${own}\nVersion: ${version}\n${provides}Description: a package\n of this test\n`;
}

/** Makes a key. Test files keep the promise: a module that waits would let tests run while others are still loaded. */
export async function newSigner(): Promise<Signer> {
  const { generateKey } = await import("openpgp");
  const date = new Date("2026-01-01T00:00:00Z");
  const { privateKey, publicKey } = await generateKey({ userIDs: [{ name: "archive" }], date, format: "object" });
  return { key: privateKey, publicKey: publicKey.armor() };
}

/** A text as InRelease has it. */
export async function signedInline(text: string, key: PrivateKey): Promise<string> {
  const { createCleartextMessage, sign } = await import("openpgp");
  const date = new Date("2026-06-15T08:00:00Z");
  return await sign({ message: await createCleartextMessage({ text }), signingKeys: key, date });
}
