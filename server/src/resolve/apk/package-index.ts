import { verify } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, inflateRaw } from "node:zlib";
import { tarReader } from "../../archive/tar.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { addTo } from "../../text/lists.ts";

/** A package of an index. */
export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  /** Names that it provides, versions and `so:`, `cmd:` and `pc:` names included. */
  readonly provides: readonly string[];
}

export interface ApkIndex {
  readonly packages: ReadonlyMap<string, readonly ApkPackage[]>;
  /** Signed by a key of the image. False: no key that signed it is there. */
  readonly isVerified: boolean;
}

const MAX_BYTES = 128 * 1024 * 1024;
const LIMITS = { fileBytes: MAX_BYTES, entries: 100 };

/**
 * Reads `APKINDEX.tar.gz`: gzip members one behind the other, the first of which holds signatures over the bytes of the rest.
 * `keys`: PEM by file name, as in `etc/apk/keys`. A signature of a known key that is wrong is `malformed`. Source: apk-v2(5).
 */
export async function readApkIndex(
  bytes: Uint8Array,
  keys: ReadonlyMap<string, Uint8Array>,
  asked: string,
): Promise<Outcome<ApkIndex>> {
  const signed = await firstMember(bytes);
  if (signed === undefined) return failure("malformed", asked, "is no gzip file");
  let isVerified = false;
  const signatures = filesIn(signed.content, /^\.SIGN\./);
  for (const [path, signature] of signatures) {
    const [, algorithm = "", keyName = ""] = /^\.SIGN\.(RSA|RSA256)\.(.+)$/.exec(path) ?? [];
    const key = keys.get(keyName);
    if (key === undefined) continue;
    if (!isSignedBy(bytes.subarray(signed.end), signature, key, algorithm)) {
      return failure("malformed", asked, `is not what the key ${keyName} signed: somebody changed it on its way`);
    }
    isVerified = true;
  }
  // The member with the signatures is signed by nobody: an index in it is none.
  const text = await indexText(signatures.size > 0 ? bytes.subarray(signed.end) : bytes);
  const packages = text === undefined ? undefined : packagesIn(text);
  return packages === undefined ? failure("malformed", asked, "holds no APKINDEX") : success({ packages, isVerified });
}

function isSignedBy(data: Uint8Array, signature: Uint8Array, key: Uint8Array, algorithm: string): boolean {
  try {
    return verify(algorithm === "RSA256" ? "sha256" : "sha1", data, Buffer.from(key), signature);
  } catch {
    // What is no key has signed nothing.
    return false;
  }
}

/** The first gzip member, unpacked, and where the next one begins. Source: RFC 1952, section 2.3. */
async function firstMember(
  bytes: Uint8Array,
): Promise<{ readonly content: Uint8Array; readonly end: number } | undefined> {
  const start = headerEnd(bytes);
  if (start === undefined) return undefined;
  try {
    const body = bytes.subarray(start);
    const options = { info: true, maxOutputLength: MAX_BYTES } as const;
    const unpacked: unknown = await promisify(inflateRaw)(body, options);
    const { buffer, engine } = Object(unpacked);
    const used: unknown = Object(engine).bytesWritten;
    if (!(buffer instanceof Uint8Array) || typeof used !== "number") return undefined;
    return { content: buffer, end: start + used + 8 };
  } catch {
    return undefined;
  }
}

/** The length of a gzip header; undefined when there is none. */
function headerEnd(bytes: Uint8Array): number | undefined {
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at;
}

async function indexText(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const whole = await promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES });
    const found = filesIn(whole, /^APKINDEX$/).get("APKINDEX");
    return found === undefined ? undefined : new TextDecoder().decode(found);
  } catch {
    return undefined;
  }
}

/** Files of a tar archive, or of several without an end between them. */
function filesIn(tar: Uint8Array, wanted: RegExp): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const reader = tarReader(
    "the index",
    {
      wish: ({ path }) => (wanted.test(path) ? "take" : "pass"),
      take: ({ path }, content) => void files.set(path, content),
    },
    LIMITS,
  );
  reader.push(tar);
  return files;
}

/** Alpine's largest index has some 30,000. */
const MAX_PACKAGES = 500_000;

/**
 * Paragraphs of lines `P:name`, `V:version`, `p:provides`. Names and versions that follow no grammar are left out. Undefined: so
 * many are no index.
 */
function packagesIn(text: string): ReadonlyMap<string, readonly ApkPackage[]> | undefined {
  const packages = new Map<string, ApkPackage[]>();
  const paragraphs = text.split("\n\n", MAX_PACKAGES + 1);
  if (paragraphs.length > MAX_PACKAGES) return undefined;
  for (const paragraph of paragraphs) {
    const lines = paragraph.split("\n");
    const field = (letter: string) => lines.find((line) => line.startsWith(`${letter}:`))?.slice(2) ?? "";
    const [name, version] = [field("P"), field("V")];
    if (!isApkName(name) || !/^\d[\w.~-]*$/.test(version)) continue;
    const provides = field("p").split(" ").filter(Boolean);
    addTo(packages, name, { name, version, provides });
  }
  return packages;
}

/** Source: apk-package(5), "name". */
export function isApkName(name: string): boolean {
  return /^[A-Za-z0-9][\w.+-]*$/.test(name) && name.length <= 200;
}
