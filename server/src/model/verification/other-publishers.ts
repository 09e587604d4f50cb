import { addTo } from "../../text/lists.ts";
import { namesOfFetch } from "./check.ts";
import type { PlacedCheck, PlacedFetch } from "./stage-checks.ts";

/** Tells that the lists of a check are not about a file: they come from another publisher, of whom there is a file in front, too. */
export type IsOfOthers = (check: PlacedCheck, placed: PlacedFetch) => boolean;

/** `sums`: the lists that are fetched; `files`: what they may be about, in order. */
export function listsOfOthers(sums: readonly PlacedFetch[], files: readonly PlacedFetch[]): IsOfOthers {
  const byName = new Map<string, string[]>();
  for (const { fetch } of sums)
    for (const name of namesOfFetch(fetch)) addTo(byName, name, publisherOf(fetch.expanded) ?? "");
  const first = new Map<string, PlacedFetch>();
  for (const placed of files) {
    const publisher = publisherOf(placed.fetch.expanded);
    if (publisher !== undefined && placed.fetch.kind === "artifact" && !first.has(publisher))
      first.set(publisher, placed);
  }
  return ({ check, run }, { fetch }) => {
    const own = publisherOf(fetch.expanded);
    const [publisher, ...more] = new Set(check.lists.flatMap((list) => byName.get(list) ?? []));
    const other = publisher === undefined || more.length > 0 ? undefined : first.get(publisher);
    if (own === undefined || own === publisher || other === undefined) return false;
    return other.run < run || (other.run === run && other.fetch.call < check.call);
  };
}

/** Hosts that serve what many publish, the owner first in the path. */
const FORGES: ReadonlySet<string> = new Set(["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"]);

const HOST_AND_OWNER = /^https?:\/\/(?:[^/@]*@)?([^/:?#$`*]+)(?::\d+)?\/([^/?#$`*]+)/;

/** Host, on a forge with the owner; undefined: not known. */
function publisherOf(url: string): string | undefined {
  const [, written, owner] = HOST_AND_OWNER.exec(url.toLowerCase()) ?? [];
  const host = written === "raw.githubusercontent.com" ? "github.com" : written;
  return host !== undefined && FORGES.has(host) ? `${host}/${owner}` : host;
}
