import { isMutableUrl } from "../../knowledge/versions/mutable-url.ts";
import type { DownloadQuery } from "../../pin/query.ts";
import { branchFile } from "../download/branch-file.ts";
import { fileOfUrl, wrongStatus } from "../download/hash-file.ts";
import { NOT_MINE, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { isWebAddress } from "./download.ts";

/** The URL with a version that one with `latest` leads to, and the file of a commit for that of a branch. */
export const versionedUrl: Resolver = {
  plan(query) {
    if (query.kind !== "download" || query.want !== "versioned" || !isWebAddress(query.url)) return undefined;
    return { needs: "network", hosts: [new URL(branchFile(query.url)?.repository ?? query.url).host] };
  },
  async resolve(query, world) {
    if (query.kind !== "download") return NOT_MINE;
    const file = branchFile(query.url);
    return file === undefined ? await followLatest(query, world) : await atCommit(file, world);
  },
};

async function followLatest({ url }: DownloadQuery, world: LookupWorld): Promise<Resolution> {
  const { host, name } = fileOfUrl(url);
  const request = { url, signal: world.signal, what: `where ${name} is today` };
  const asked = await world.http.fetch({ ...request, method: "HEAD", maxBytes: 64 * 1024 });
  // Some servers answer HEAD with an error; the first byte of a transfer tells the same.
  const answer =
    asked.ok && asked.value.status < 400
      ? asked
      : await world.http.stream({ ...request, maxBytes: Number.MAX_SAFE_INTEGER }, () => false);
  if (!answer.ok) return refusalOf(answer);
  const hop = [...answer.value.hops, answer.value.url].find((each) => each !== url && isVersioned(each, url));
  // Somebody leads there, and nothing is there.
  if (answer.value.status >= 400) return refusalOf(wrongStatus(answer.value.status, host, name));
  if (hop !== undefined) return pinOf(hop, "where it leads today", url);
  const message = `${host} does not lead to an address with a version for ${name}: look for one on its pages.`;
  return { ok: false, reason: "not-found", message };
}

/** An address that holds a version, and nothing that expires: signed addresses have a query. */
function isVersioned(hop: string, url: string): boolean {
  if (!isWebAddress(hop) || isMutableUrl(hop)) return false;
  const { protocol, search, hash, pathname } = new URL(hop);
  const isPlain = search === "" && hash === "" && (protocol === "https:" || !url.startsWith("https:"));
  return isPlain && /[/_.v-]\d{1,9}[._-]\d/.test(pathname) && endingOf(hop) === endingOf(url);
}

/** A page is no archive: what follows the last point of the name must stay. */
function endingOf(url: string): string {
  const { name } = fileOfUrl(url);
  return /\.[A-Za-z]\w{0,5}$/.exec(name)?.[0].toLowerCase() ?? "";
}

async function atCommit(
  { repository, branch, withCommit }: NonNullable<ReturnType<typeof branchFile>>,
  world: LookupWorld,
): Promise<Resolution> {
  const answer = await world.ask({ kind: "git", url: repository, ref: branch });
  if (!answer.ok) return answer;
  const [pin] = answer.pins;
  return pin === undefined ? NOT_MINE : pinOf(withCommit(pin.text), `branch ${branch} today`, repository);
}

function pinOf(text: string, note: string, asked: string): Resolution {
  return {
    ok: true,
    pins: [{ style: "url", text, lasts: "while-archived", recommended: true, note }],
    checks: /^https:/i.test(asked) ? ["tls-only"] : [],
    caveats: [],
    freshMs: 10 * 60 * 1000,
  };
}
