import { hash } from "node:crypto";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { bodyOf } from "../body-of.ts";
import type { LookupWorld } from "../resolver.ts";
import { decompress } from "./decompress.ts";
import { type PackageList, packageListReader } from "./package-list.ts";
import type { ListedIndex } from "./suite.ts";

/** Debian's largest index, compressed by gzip, has 13 MB. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 180_000;

/** The packages of an index for its architecture: of this run, of an earlier one, or downloaded; by its hash, so it cannot be out of date. */
export async function packageListOf(
  index: ListedIndex,
  what: string,
  world: LookupWorld,
): Promise<Outcome<PackageList>> {
  const key = `deb-index/${index.architecture}/${index.file.hash}`;
  return await world.shared(key, Number.POSITIVE_INFINITY, async () => {
    const kept = await world.store.read(key);
    if (kept !== undefined) return success(new TextDecoder("latin1").decode(kept));
    const list = await download(index, what, world);
    if (list.ok) await world.store.write(key, Buffer.from(list.value, "latin1"));
    return list;
  });
}

async function download(index: ListedIndex, what: string, world: LookupWorld): Promise<Outcome<PackageList>> {
  world.progress(`reading ${what}`);
  const [url = "", ...others] = index.urls;
  const found = await downloadFrom(url, index, what, world);
  for (const other of others) {
    if (found.ok || (found.reason !== "not-found" && found.reason !== "refused")) break;
    const second = await downloadFrom(other, index, what, world);
    if (second.ok) return second;
  }
  return found;
}

async function downloadFrom(
  url: string,
  { file, compression, architecture }: ListedIndex,
  what: string,
  world: LookupWorld,
): Promise<Outcome<PackageList>> {
  if (file.sizeBytes > MAX_INDEX_BYTES) return failure("limit", url, "is larger than 64 MB");
  const request = { url, maxBytes: Math.max(file.sizeBytes, 1), timeoutMs: TIMEOUT_MS, signal: world.signal, what };
  const answer = await world.http.fetch(request);
  if (!answer.ok) return answer;
  const body = bodyOf(answer.value, url);
  if (!body.ok) return body;
  if (hash("sha256", body.value) !== file.hash) {
    return failure("malformed", url, "is not the file that the signed release file lists; try again in a few minutes");
  }
  const reader = packageListReader(architecture);
  const unpacked = await decompress(body.value, compression, (chunk) => reader.take(chunk), url);
  if (!unpacked.ok) return unpacked;
  const list = reader.end();
  return list === undefined ? failure("limit", url, "lists more packages than any archive has") : success(list);
}
