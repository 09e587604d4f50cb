import type { LookupWorld } from "../resolver.ts";
import { type Release, releaseFile, releaseOf } from "./github-release.ts";
import { fileOfUrl } from "./hash-file.ts";
import { type PublishedSum, sumIn } from "./sum-list.ts";

/** What the publisher says of a file. */
export interface Publication {
  readonly sum: PublishedSum | undefined;
  /** Where the sum stands, for people: a host, or a file at one. */
  readonly source: string | undefined;
  /** ISO time of the release. */
  readonly publishedAt: string | undefined;
}

/** No more questions than these for one file. */
const MAX_REQUESTS = 6;
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** Looks for the sum that the publisher wrote: in GitHub's list of the release, else in files beside the download. */
export async function publishedSum(url: string, world: LookupWorld): Promise<Publication> {
  const file = releaseFile(url);
  const release = file !== undefined && world.settings.thirdParty ? await releaseOf(file, world) : undefined;
  const publishedAt = release?.publishedAt;
  const digest = release?.files.find(({ name }) => name === file?.name)?.sha256;
  if (digest !== undefined) {
    return { sum: { algorithm: "sha256", hex: digest }, source: "GitHub's list of the release", publishedAt };
  }
  const places = release === undefined ? placesBeside(url) : placesIn(release, url);
  const asked = file !== undefined && world.settings.thirdParty ? 1 : 0;
  for (const place of places.slice(0, MAX_REQUESTS - asked)) {
    const sum = await sumAt(place, url, world);
    if (sum !== undefined) return { sum, source: fileOfUrl(place.url).name, publishedAt };
  }
  return { sum: undefined, source: undefined, publishedAt };
}

/** A file that may hold the sum; `isForFile`: named after the download. */
interface Place {
  readonly url: string;
  readonly isForFile: boolean;
}

const ENDINGS = [".sha256", ".sha256sum", ".sha512", ".DIGESTS"];
const LISTS = ["SHA256SUMS", "checksums.txt", "sha256sum.txt"];
/** `SHASUMS256.txt`, `tool_1.0_SHA256SUMS`, `checksums-sha256.txt`. */
const A_LIST =
  /(?:^|[._-])(?:sha(?:256|512)sums?|shasums(?:256|512)?|[^._-]*checksums?(?:[._-]sha(?:256|512))?)(?:\.txt)?$/i;

/** The most usual first; which of the others is asked depends on how the file is called. */
function placesBeside(url: string): readonly Place[] {
  if (new URL(url).search !== "") return [];
  const named = namedLists(fileOfUrl(url).name);
  const own = (ending: string): Place => ({ url: `${url}${ending}`, isForFile: true });
  const list = (name: string): Place => ({ url: new URL(name, url).href, isForFile: false });
  const [sha256 = "", sha256sum = "", ...others] = ENDINGS;
  return [own(sha256), own(sha256sum), ...[...named, ...LISTS].map(list), ...others.map(own)];
}

/** For `tool_1.4.0_linux_amd64.tar.gz` what GoReleaser and HashiCorp call it, for `node-v22.1.0-linux-x64.tar.xz` the list of Node.js. */
function namedLists(name: string): readonly string[] {
  if (/^node-v\d/.test(name)) return ["SHASUMS256.txt"];
  const start = /^[\w.+-]{1,80}?_v?\d+(?:\.\d+){1,3}(?=_)/.exec(name)?.[0];
  return start === undefined ? [] : [`${start}_checksums.txt`, `${start}_SHA256SUMS`];
}

/** Of the files of a release those that hold sums: first the one named after the download. */
function placesIn({ files }: Release, url: string): readonly Place[] {
  const { name } = fileOfUrl(url);
  const origin = new URL(url).origin;
  const beside = files.filter((file) => URL.canParse(file.url) && new URL(file.url).origin === origin);
  const own = beside.filter((file) => ENDINGS.some((ending) => file.name === name + ending));
  const lists = beside.filter((file) => A_LIST.test(file.name));
  return [
    ...own.map((file) => ({ url: file.url, isForFile: true })),
    ...lists.map((file) => ({ url: file.url, isForFile: false })),
  ];
}

async function sumAt(place: Place, url: string, world: LookupWorld): Promise<PublishedSum | undefined> {
  const { name } = fileOfUrl(place.url);
  const answer = await world.http.fetch({
    url: place.url,
    maxBytes: MAX_LIST_BYTES,
    signal: world.signal,
    what: `the publisher's sums in ${name}`,
  });
  if (!answer.ok || answer.value.status !== 200) return undefined;
  return sumIn(new TextDecoder().decode(answer.value.body), fileOfUrl(url).name, place.isForFile);
}
