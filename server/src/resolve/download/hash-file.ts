import { createHash } from "node:crypto";
import { type Failure, failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { HttpHead } from "../../outside/outside.ts";
import type { DownloadQuery } from "../../pin/query.ts";
import { percentDecoded } from "../../text/percent.ts";
import type { LookupWorld } from "../resolver.ts";
import { aPage, beginsAsPage } from "../web-page.ts";
import { decodeBody, isEncoded } from "./decode-body.ts";
import type { SumAlgorithm } from "./sum-list.ts";

/** What came over the wire, or what the tool makes of it. */
export interface HashedFile {
  readonly sums: Readonly<Record<SumAlgorithm, string>>;
  readonly head: HttpHead;
}

/** Larger files are read for their sums only where the user agrees to it. */
const MAX_BYTES = 2 * 1024 * 1024 * 1024;
const MAX_AGREED_BYTES = 64 * MAX_BYTES;
const TIMEOUT_MS = 15 * 60 * 1000;
/** An encoded body is unpacked in memory, so it is kept only up to this size. */
const MAX_ENCODED_BYTES = 64 * 1024 * 1024;
/** As much of a file tells a page from a script. */
const HEAD_BYTES = 512;
const PROGRESS_BYTES = 16 * 1024 * 1024;

type Decoded = DownloadQuery["decoded"];

const ALGORITHMS: readonly SumAlgorithm[] = ["md5", "sha1", "sha256", "sha512"];

/** Downloads a file for its sums; nothing is kept. A page where a file was asked for, an empty answer and any other status than 200 are failures. */
export async function hashFile(url: string, decoded: Decoded, world: LookupWorld): Promise<Outcome<HashedFile>> {
  const first = await hashUpTo(MAX_BYTES, url, decoded, world);
  if (!first.ok) return first;
  if (first.value !== undefined) return success(first.value);
  const { host, name } = fileOfUrl(url);
  const isAgreed = await world.agrees({ needs: "download", argv: [url] });
  const whole = isAgreed ? await hashUpTo(MAX_AGREED_BYTES, url, decoded, world) : first;
  if (!whole.ok) return whole;
  if (whole.value !== undefined) return success(whole.value);
  return failure("limit", host, `sends more than 2 GB for ${name}, which is read only when you agree in an editor`);
}

/** With "gzip" nothing but that very word is decoded. Sources: BuildKit, `source/http`; Go's `net/http`, `Transport.DisableCompression`. */
function decodes(decoded: Decoded, encoding: string): boolean {
  return decoded === "gzip" ? encoding.toLowerCase() === "gzip" : decoded && isEncoded(encoding);
}

/** Undefined: there is more. */
async function hashUpTo(
  maxBytes: number,
  url: string,
  decoded: Decoded,
  world: LookupWorld,
): Promise<Outcome<HashedFile | undefined>> {
  const { host, name } = fileOfUrl(url);
  const hashes = ALGORITHMS.map((algorithm) => createHash(algorithm));
  const first: Uint8Array[] = [];
  let kept: Uint8Array[] | undefined = decoded === false ? undefined : [];
  let sizeBytes = 0;
  let told = 0;
  const answer = await world.http.stream(
    {
      url,
      maxBytes: Number.MAX_SAFE_INTEGER,
      timeoutMs: TIMEOUT_MS,
      signal: world.signal,
      what: `the bytes of ${name}`,
      isContent: true,
      ...(decoded !== false && { headers: { "Accept-Encoding": decoded === "gzip" ? "gzip" : "gzip, deflate, br" } }),
    },
    (chunk) => {
      const before = sizeBytes;
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) return false;
      for (const hash of hashes) hash.update(chunk);
      if (before < HEAD_BYTES) first.push(chunk.slice(0, HEAD_BYTES));
      if (sizeBytes > MAX_ENCODED_BYTES) kept = undefined;
      kept?.push(chunk.slice());
      if (sizeBytes - told >= PROGRESS_BYTES) {
        told = sizeBytes;
        world.progress(`reading ${name}: ${Math.round(sizeBytes / 1_000_000)} MB`);
      }
      return undefined;
    },
  );
  if (!answer.ok) return answer;
  if (sizeBytes > maxBytes) return success(undefined);
  const head = answer.value;
  if (head.status !== 200) return wrongStatus(head.status, host, name);
  if (sizeBytes === 0) return failure("malformed", host, `sends nothing for ${name}`);
  const encoding = head.headers.get("content-encoding") ?? "";
  if (decodes(decoded, encoding)) return await hashDecoded(kept, { head, encoding, host, name });
  if (isPage(Buffer.concat(first), head, name)) return aPage(host, name);
  return success({ sums: sumsOf(hashes.map((hash) => hash.digest("hex"))), head });
}

async function hashDecoded(
  kept: readonly Uint8Array[] | undefined,
  answer: { readonly head: HttpHead; readonly encoding: string; readonly host: string; readonly name: string },
): Promise<Outcome<HashedFile>> {
  const { head, encoding, host, name } = answer;
  if (kept === undefined)
    return failure("limit", host, `sends more than ${MAX_ENCODED_BYTES} bytes of ${name}, encoded`);
  const decoded = await decodeBody(Buffer.concat(kept), encoding, host);
  if (!decoded.ok) return decoded;
  const body = decoded.value;
  if (body.length === 0) return failure("malformed", host, `sends nothing for ${name}`);
  if (isPage(body, head, name)) return aPage(host, name);
  const sums = ALGORITHMS.map((algorithm) => createHash(algorithm).update(body).digest("hex"));
  return success({ sums: sumsOf(sums), head });
}

function sumsOf([md5 = "", sha1 = "", sha256 = "", sha512 = ""]: readonly string[]): HashedFile["sums"] {
  return { md5, sha1, sha256, sha512 };
}

/** Why an answer with another status than 200 is not the file. */
export function wrongStatus(status: number, host: string, name: string): Failure {
  if (status === 404 || status === 410) return failure("not-found", host, `has no ${name} at this address (${status})`);
  if (status === 401 || status === 403)
    return failure("refused", host, `does not give ${name} without a login (${status})`);
  const reason = status >= 500 ? "unreachable" : "malformed";
  return failure(reason, host, `answers with status ${status} instead of ${name}`);
}

/** A web page that nobody asked for. Scripts are at times sent as one, so the first bytes count. */
function isPage(start: Uint8Array, { headers }: HttpHead, name: string): boolean {
  if (/\.(?:x?html?|xml|svg|md)$/i.test(name)) return false;
  const text = new TextDecoder("latin1").decode(start.subarray(0, HEAD_BYTES));
  if (beginsAsPage(text)) return true;
  return (headers.get("content-type") ?? "").startsWith("text/html") && !text.trimStart().startsWith("#!");
}

/** Host of a URL and what people call the file: the last part of its path. */
export function fileOfUrl(url: string): { readonly host: string; readonly name: string } {
  const { host, pathname } = new URL(url);
  const last = pathname.slice(pathname.lastIndexOf("/") + 1);
  return { host, name: last === "" ? pathname : percentDecoded(last) };
}
