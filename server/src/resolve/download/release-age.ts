import type { HttpHead } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** ISO time when a file was published: that of its release, else when its server last changed it; undefined when neither is told. */
export function publicationTime({ headers }: HttpHead, publishedAt: string | undefined): string | undefined {
  const time = Date.parse(publishedAt ?? headers.get("last-modified") ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** A sentence when a file is younger than `minimumReleaseAge`, or its age is not known; undefined when it is old enough. */
export function ageCaveat(name: string, publishedAt: string | undefined, world: LookupWorld): string | undefined {
  const { minimumReleaseAgeDays } = world.settings;
  if (minimumReleaseAgeDays <= 0) return undefined;
  if (publishedAt === undefined) return `It is not told when ${name} was published.`;
  const days = (world.now().getTime() - Date.parse(publishedAt)) / DAY_MS;
  if (days >= minimumReleaseAgeDays) return undefined;
  return `${name} was published on ${publishedAt.slice(0, 10)}, within minimumReleaseAge (${minimumReleaseAgeDays} days).`;
}
