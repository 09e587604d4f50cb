import { listAt, textAt, valueAt } from "../../json/fields.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import { percentEncoded } from "../../text/percent.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Release, Releases } from "./language.ts";
import { indexJson } from "./request.ts";

/** Knows the public indexes of six languages; asked only where third parties may be. */
export const DEPS_DEV = { url: "https://api.deps.dev/", authorization: undefined } as const;

/** Every version of a package with its time, and the one that is installed without a version. Source: deps.dev, "GetPackage". */
export async function depsDevReleases(system: string, name: string, world: LookupWorld): Promise<Outcome<Releases>> {
  const path = `v3/systems/${system}/packages/${percentEncoded(name)}`;
  const answer = await indexJson(DEPS_DEV, { path, what: `versions of ${name}` }, world);
  if (!answer.ok) return answer;
  const tags = new Map<string, string>();
  const releases = listAt(answer.value, "versions").flatMap((each): readonly Release[] => {
    const version = textAt(each, "versionKey", "version");
    if (version === undefined) return [];
    if (valueAt(each, "isDefault") === true) tags.set("latest", version);
    const published = textAt(each, "publishedAt");
    const isDeprecated = valueAt(each, "isDeprecated") === true;
    return [{ version, isDeprecated, ...(published === undefined ? {} : { published }) }];
  });
  const caveats = ["deps.dev was asked: it knows neither withdrawn versions nor what they demand of the base image."];
  return success({ releases, tags, isWhole: false, caveats });
}

/** Publication times (ISO) by version; none where third parties may not be asked, or it does not know the package. */
export async function depsDevTimes(
  system: string,
  name: string,
  world: LookupWorld,
): Promise<ReadonlyMap<string, string>> {
  if (!world.settings.thirdParty) return new Map();
  const found = await depsDevReleases(system, name, world);
  const releases = found.ok ? found.value.releases : [];
  return new Map(releases.flatMap(({ version, published }) => (published === undefined ? [] : [[version, published]])));
}
