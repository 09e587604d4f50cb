import { isMutableUrl } from "../../knowledge/versions/mutable-url.ts";
import { type Failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Check } from "../../pin/pin.ts";
import type { DownloadQuery } from "../../pin/query.ts";
import { GITHUB_API, releaseFile } from "../download/github-release.ts";
import { fileOfUrl, type HashedFile, hashFile } from "../download/hash-file.ts";
import { type Publication, publishedSum } from "../download/publisher-sum.ts";
import { ageCaveat, publicationTime } from "../download/release-age.ts";
import { algorithmOf } from "../download/sum-list.ts";
import { NOT_MINE, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";

/** The sha256 of a download: our own over its bytes, beside the one that the publisher wrote. */
export const download: Resolver = {
  plan(query, settings) {
    if (query.kind !== "download" || query.want === "versioned") return undefined;
    const urls = urlsOf(query).map(([, url]) => url);
    if (!urls.every(isWebAddress)) return undefined;
    const hosts = new Set(urls.map((url) => new URL(url).host));
    const isRelease = settings.thirdParty && urls.some((url) => releaseFile(url) !== undefined);
    if (isRelease) hosts.add(GITHUB_API);
    return { needs: "network", hosts: [...hosts], ...(isRelease && { thirdParty: true }) };
  },
  async resolve(query, world) {
    return query.kind === "download" ? await resolveChecksum(query, world) : NOT_MINE;
  },
};

/** An absolute http or https address without a login in it. */
export function isWebAddress(url: string): boolean {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false;
  const { username, password, hostname } = new URL(url);
  return username === "" && password === "" && hostname !== "";
}

/** Platform → URL; one entry without a platform where the URL does not depend on it. */
function urlsOf({
  url,
  perPlatform,
}: DownloadQuery): readonly (readonly [platform: string | undefined, url: string])[] {
  return perPlatform === undefined ? [[undefined, url]] : Object.entries(perPlatform);
}

interface SureFile {
  readonly file: HashedFile;
  readonly checks: readonly Check[];
  readonly caveats: readonly string[];
  readonly publishedAt: string | undefined;
}

async function resolveChecksum(query: DownloadQuery, world: LookupWorld): Promise<Resolution> {
  const sure: Sure[] = [];
  const failed: Failure[] = [];
  const missing: string[] = [];
  for (const [platform, url] of urlsOf(query)) {
    const answer = await sureFile(url, query.decoded, world);
    if (answer.ok) sure.push({ ...answer.value, platform, url });
    else {
      failed.push(answer);
      missing.push(`${platform}: ${answer.asked} ${answer.detail}.`);
    }
  }
  const worst = failed.find(({ reason }) => sure.length === 0 || reason !== "not-found");
  return worst === undefined ? resolutionOf(query, sure, missing) : refusalOf(worst);
}

/** With the platform that it is for. */
type Sure = SureFile & { readonly platform: string | undefined; readonly url: string };

function resolutionOf(query: DownloadQuery, sure: readonly Sure[], missing: readonly string[]): Resolution {
  const main = sure.find(({ url }) => url === query.url) ?? sure[0];
  if (main === undefined) return NOT_MINE;
  const sums = sure.flatMap(({ platform, file }) =>
    platform === undefined ? [] : [[platform, file.sums.sha256] as const],
  );
  const caveats = [...new Set([...sure.flatMap((each) => each.caveats), ...missing])];
  const written = query.current?.toLowerCase();
  const algorithm = written === undefined ? undefined : algorithmOf(written);
  const matches = algorithm !== undefined && sure.some(({ file }) => file.sums[algorithm] === written);
  if (query.want === "checksum" && algorithm !== undefined && !matches) {
    const { host, name } = fileOfUrl(main.url);
    const message = `${host} sends a ${name} whose ${algorithm} is ${main.file.sums[algorithm]}, but ${written} is written: one of them is not the real one.`;
    return { ok: false, reason: "ambiguous", message };
  }
  return {
    ok: true,
    pins: [
      {
        style: "checksum",
        text: main.file.sums.sha256,
        lasts: "while-archived",
        recommended: true,
        note: noteOf(main),
        ...(sums.length > 0 && { perPlatform: Object.fromEntries(sums) }),
      },
    ],
    ...(algorithm !== undefined && { state: { kind: "download", matches } }),
    checks: [...new Set(sure.flatMap(({ checks }) => checks))],
    caveats,
    ...(main.publishedAt !== undefined && { dataDate: main.publishedAt }),
    freshMs: sure.some(({ url }) => isMutableUrl(url)) ? 0 : FRESH_MS,
  };
}

/** The file of a version does not change, or should not. */
const FRESH_MS = 30 * 24 * 60 * 60 * 1000;

function noteOf({ checks, caveats }: SureFile): string {
  const source = checks.includes("two-sources-agree") ? "as its publisher says" : "of today's download";
  const young = caveats.find((caveat) => caveat.includes("minimumReleaseAge"));
  return young === undefined ? source : `${source}; ${young.replace(/\.$/, "")}`;
}

/** Our own sum of a file beside the publisher's; two that differ are a failure that shows both. */
async function sureFile(
  url: string,
  decoded: DownloadQuery["decoded"],
  world: LookupWorld,
): Promise<Outcome<SureFile>> {
  const { host, name } = fileOfUrl(url);
  world.progress(`reading ${name} from ${host}`);
  const [hashed, publication] = await Promise.all([hashFile(url, decoded, world), publishedSum(url, world)]);
  if (!hashed.ok) return hashed;
  const file = hashed.value;
  const { sum, source } = publication;
  if (sum !== undefined && file.sums[sum.algorithm] !== sum.hex) {
    const detail = `sends a ${name} whose ${sum.algorithm} is ${file.sums[sum.algorithm]}, but ${source} says ${sum.hex}: one of them is not the real one`;
    return { ok: false, reason: "ambiguous", asked: host, detail };
  }
  const publishedAt = publicationTime(file.head, publication.publishedAt);
  return success({
    file,
    checks: sum === undefined ? ["content-hash"] : ["content-hash", "publisher-sum", "two-sources-agree"],
    caveats: caveatsOf(publication, { name, publishedAt, world }),
    publishedAt,
  });
}

function caveatsOf(
  { sum, source }: Publication,
  {
    name,
    publishedAt,
    world,
  }: { readonly name: string; readonly publishedAt: string | undefined; readonly world: LookupWorld },
): readonly string[] {
  const own =
    sum === undefined
      ? `The sum of ${name} is taken from today's download: no sum of its publisher was found.`
      : undefined;
  const age = ageCaveat(name, publishedAt, world);
  const beside =
    sum !== undefined && source !== undefined && !source.startsWith("GitHub")
      ? `The publisher's sum comes from ${source}, the place of the file.`
      : undefined;
  return [own, beside, age].filter((caveat) => caveat !== undefined);
}
