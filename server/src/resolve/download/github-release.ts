import { textAt, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { percentDecoded } from "../../text/percent.ts";
import type { LookupWorld } from "../resolver.ts";

/** A file of a release at GitHub, by its download address. */
export interface ReleaseFile {
  readonly repository: string;
  /** As the address has it. */
  readonly tag: string;
  /** As the release lists it. */
  readonly name: string;
}

/** A release as far as sums need it. */
export interface Release {
  /** ISO time. */
  readonly publishedAt: string | undefined;
  readonly files: readonly { readonly name: string; readonly url: string; readonly sha256: string | undefined }[];
}

export const GITHUB_API = "api.github.com";

/** Reads `https://github.com/OWNER/NAME/releases/download/TAG/FILE`; undefined for any other address. */
export function releaseFile(url: string): ReleaseFile | undefined {
  const { hostname, pathname, search } = new URL(url);
  const [, owner, repository, ...rest] = pathname.split("/");
  const [releases, download, tag, name, more] = rest;
  const isRelease = hostname === "github.com" && search === "" && releases === "releases" && download === "download";
  if (!isRelease || owner === undefined || repository === undefined || more !== undefined) return undefined;
  if (tag === undefined || name === undefined) return undefined;
  return { repository: `${owner}/${repository}`, tag, name: percentDecoded(name) };
}

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 5000;

/**
 * What GitHub's API says of a release; undefined when it does not answer: sums have other sources. A file's `digest` is there since
 * June 2025. Source: GitHub REST API, "Get a release by tag name".
 */
export async function releaseOf({ repository, tag }: ReleaseFile, world: LookupWorld): Promise<Release | undefined> {
  const answer = await world.http.fetch({
    url: `https://${GITHUB_API}/repos/${repository}/releases/tags/${tag}`,
    headers: { Accept: "application/vnd.github+json" },
    maxBytes: MAX_BYTES,
    signal: world.signal,
    what: `files of the release ${tag} of ${repository}`,
  });
  if (!answer.ok || answer.value.status !== 200) return undefined;
  const release = parseJson(answer.value.body);
  const assets = valueAt(release, "assets");
  if (!Array.isArray(assets)) return undefined;
  return {
    publishedAt: textAt(release, "published_at"),
    files: assets.slice(0, MAX_FILES).flatMap((asset) => {
      const name = textAt(asset, "name");
      const url = textAt(asset, "browser_download_url");
      const sha256 = /^sha256:([0-9a-f]{64})$/.exec(textAt(asset, "digest") ?? "")?.[1];
      return name === undefined || url === undefined ? [] : [{ name, url, sha256 }];
    }),
  };
}
