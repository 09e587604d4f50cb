import { listAt, textAt, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { HUB_API_HOST } from "../../pin/mirror.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Registry } from "./registry.ts";
import { tagsIn } from "./tag-list.ts";

const PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 3;

/** Docker Hub's site, which tells the digests of tags; another place than the registry, so that settings may forbid it. */
export const HUB_SITE = "hub.docker.com";

/** How a registry's own interface lists tags with their digests, the newest first. */
interface TagApi {
  readonly host: string;
  url(repository: string, page: number): string;
  readonly list: string;
  readonly digest: string;
  hasMore(json: unknown): boolean;
}

/** Source: Docker Hub API, "List repository tags". */
const HUB: TagApi = {
  host: HUB_SITE,
  url(repository, page) {
    const [namespace = "", ...name] = repository.split("/");
    const path = `namespaces/${namespace}/repositories/${name.join("/")}/tags`;
    return `https://${HUB_SITE}/v2/${path}?page_size=100&ordering=last_updated&page=${page}`;
  },
  list: "results",
  digest: "digest",
  hasMore: (json) => textAt(json, "next") !== undefined,
};

/** Source: Quay API, `listRepoTags`. */
const QUAY: TagApi = {
  host: "quay.io",
  url: (repository, page) =>
    `https://quay.io/api/v1/repository/${repository}/tag/?onlyActiveTags=true&limit=100&page=${page}`,
  list: "tags",
  digest: "manifest_digest",
  hasMore: (json) => valueAt(json, "has_additional") === true,
};

/**
 * Tags that have a digest by the word of the registry's own interface, page after page until `isEnough`. Nothing secret is sent.
 * Undefined: there is no such interface.
 */
export async function tagsOfDigest(
  registry: Registry,
  digest: string,
  world: LookupWorld,
  isEnough: (tags: readonly string[]) => boolean,
): Promise<Outcome<readonly string[]> | undefined> {
  const api = apiOf(registry, world.settings.thirdParty);
  if (api === undefined) return undefined;
  let tags: readonly string[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const what = `tags of ${registry.name}/${registry.repository}`;
    const url = api.url(registry.repository, page);
    const answer = await world.http.fetch({ url, maxBytes: PAGE_BYTES, signal: world.signal, what });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return failure("unsupported", api.host, `answers ${answer.value.status}`);
    const json = parseJson(answer.value.body);
    const equal = listAt(json, api.list).filter((item) => textAt(item, api.digest) === digest);
    tags = [...tags, ...tagsIn(equal.map((item) => textAt(item, "name")))];
    if (isEnough(tags) || !api.hasMore(json)) break;
  }
  return success(tags);
}

function apiOf(registry: Registry, thirdParty: boolean): TagApi | undefined {
  if (registry.host === QUAY.host) return QUAY;
  return registry.host === HUB_API_HOST && thirdParty ? HUB : undefined;
}
