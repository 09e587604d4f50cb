import { entriesOf, listAt, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { answerFailure } from "./answers.ts";
import type { Session } from "./session.ts";

const PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 20;
/** Twenty pages as they are asked for hold fewer; a registry may send what it likes. */
const MAX_TAGS = 50_000;

/** The tags of a repository. */
export interface TagList {
  readonly tags: readonly string[];
  /** Digest → its tags, where the registry says so. Source: Google Container Registry, `manifest` of a list of tags. */
  readonly byDigest: ReadonlyMap<string, readonly string[]>;
  /** False: the list goes on behind the pages that were read. */
  readonly isWhole: boolean;
}

/** Every page of `tags/list`; their order means nothing. What is no tag by its grammar is left out. */
export async function listTags(session: Session): Promise<Outcome<TagList>> {
  const tags = new Set<string>();
  const byDigest = new Map<string, readonly string[]>();
  const what = `tags of ${session.registry.name}/${session.registry.repository}`;
  let path: string | undefined = "tags/list?n=1000";
  for (let page = 0; page < MAX_PAGES && tags.size < MAX_TAGS && path !== undefined; page++) {
    const answer = await session.send({ method: "GET", path, maxBytes: PAGE_BYTES, what });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return answerFailure(answer.value, session.registry, what);
    const json = parseJson(answer.value.body);
    if (valueAt(json, "tags") === undefined)
      return failure("malformed", session.registry.host, `sends no list of the ${what}`);
    for (const tag of tagsIn(listAt(json, "tags"))) tags.add(tag);
    for (const [digest, manifest] of entriesOf(valueAt(json, "manifest"))) {
      byDigest.set(digest, tagsIn(listAt(manifest, "tag")));
    }
    const next = nextPage(answer.value.headers.get("link"), answer.value.url);
    if (next === "elsewhere")
      return failure("malformed", session.registry.host, `leads to another place for the ${what}`);
    path = next;
  }
  const isWhole = path === undefined && tags.size <= MAX_TAGS;
  return success({ tags: [...tags].slice(0, MAX_TAGS), byDigest, isWhole });
}

/** Elements that are tags. */
export function tagsIn(items: readonly unknown[]): readonly string[] {
  return items.filter((item) => typeof item === "string").filter((item) => /^\w[\w.-]{0,127}$/.test(item));
}

/** A page of the same list; a link to anywhere else is not followed, as the login would go along. Source: RFC 8288. */
function nextPage(link: string | undefined, url: string): string | "elsewhere" | undefined {
  const target = link?.split(",").find((one) => /;\s*rel="?next"?/i.test(one));
  if (target === undefined) return undefined;
  const written = target.slice(target.indexOf("<") + 1, Math.max(0, target.indexOf(">")));
  if (!URL.canParse(written, url)) return "elsewhere";
  const [now, next] = [new URL(url), new URL(written, url)];
  const isSame = next.origin === now.origin && next.pathname === now.pathname;
  return isSame ? `tags/list${next.search}` : "elsewhere";
}
