import type { Platform } from "../../knowledge/platform.ts";
import { askingOrder, finerTags, isCommitTag } from "../../knowledge/versions/rank-tags.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { getConfig, tagHasDigest } from "./client.ts";
import type { ImageConfig } from "./manifest.ts";
import { platformManifest } from "./platform-manifest.ts";
import type { Session } from "./session.ts";
import { tagsOfDigest } from "./tag-api.ts";
import { commitGuesses, versionGuesses } from "./tag-guesses.ts";
import { listTags } from "./tag-list.ts";

/** Requests to the registry for one question; thirty are allowed, with those for tokens and to other places. */
const MAX_REQUESTS = 26;
const WAVE = 6;
/** Of the tags that are said to have the digest, in case one moves in between. */
const MAX_CONFIRMED = 3;

/** Tags that name the same build more finely, each confirmed by the registry. */
export interface FinerTags {
  /** A version or a date. */
  readonly version: string | undefined;
  readonly commit: string | undefined;
  /** Sentences on what was not looked at; empty: everything was. */
  readonly unread: readonly string[];
}

/** A tag, its digest now, and the platform whose image tells the version. */
export interface TagNow {
  readonly tag: string;
  readonly digest: string;
  readonly platform: Platform;
}

interface Search {
  readonly session: Session;
  readonly now: TagNow;
  readonly asked: Set<string>;
  readonly unread: string[];
}

/**
 * Finer tags with the same digest: by an interface that tells digests, by what the image says of itself, then in the list of
 * tags. What fails on the way is said in `unread`.
 */
export async function findFinerTags(session: Session, now: TagNow): Promise<FinerTags> {
  const search: Search = { session, now, asked: new Set(), unread: [] };
  const told = await confirmed(search, await toldByDigest(search));
  if (told.version !== undefined) return { ...told, unread: [] };
  const guessed = await byOwnWords(search, told.commit);
  if (guessed.version !== undefined) return { ...guessed, unread: [] };
  const listed = await byList(search);
  return { version: listed, commit: guessed.commit, unread: search.unread };
}

type Found = Pick<FinerTags, "version" | "commit">;

/** Tags that somebody says to have the digest. */
async function toldByDigest({ session, now }: Search): Promise<readonly string[]> {
  const { registry, world } = session;
  const told = await tagsOfDigest(registry, now.digest, world, (found) => versionsIn(now, found).length > 0);
  if (told !== undefined) return told.ok ? told.value : [];
  const isGoogle = /^(?:[a-z0-9-]+\.)?gcr\.io$|^[a-z0-9-]+-docker\.pkg\.dev$/.test(registry.host);
  const list = isGoogle ? await listTags(session) : undefined;
  return list?.ok === true ? (list.value.byDigest.get(now.digest) ?? []) : [];
}

async function confirmed(search: Search, tags: readonly string[]): Promise<Found> {
  const version = await firstEqual(search, versionsIn(search.now, tags).slice(0, MAX_CONFIRMED), 1);
  const commit = await firstEqual(search, tags.filter(isCommitTag).slice(0, 1), 1);
  return { version, commit };
}

async function byOwnWords(search: Search, commit: string | undefined): Promise<Found> {
  const config = await configOf(search);
  if (!config.ok) {
    search.unread.push(`${config.asked} ${config.detail}`);
    return { version: undefined, commit };
  }
  const { registry } = search.session;
  const version = await firstEqual(search, versionGuesses(search.now.tag, config.value, registry.repository), WAVE);
  return { version, commit: commit ?? (await firstEqual(search, commitGuesses(config.value), WAVE)) };
}

async function configOf({ session, now }: Search): Promise<Outcome<ImageConfig>> {
  const found = await platformManifest(session, now.digest, now.platform);
  return found.ok ? getConfig(session, found.value.image) : found;
}

async function byList(search: Search): Promise<string | undefined> {
  const { session, now } = search;
  const list = await listTags(session);
  if (!list.ok) {
    search.unread.push(`${list.asked} ${list.detail}`);
    return undefined;
  }
  if (!list.value.isWhole) search.unread.push(`only the first ${list.value.tags.length} tags were read`);
  return firstEqual(search, askingOrder(now.tag, versionsIn(now, list.value.tags)), WAVE);
}

function versionsIn(now: TagNow, tags: readonly string[]): readonly string[] {
  return finerTags(now.tag, tags).filter((tag) => !isCommitTag(tag));
}

/** The best tag of the first wave in which one has the digest. */
async function firstEqual(search: Search, tags: readonly string[], wave: number): Promise<string | undefined> {
  const { session, now, asked, unread } = search;
  const left = tags.filter((tag) => !asked.has(tag));
  for (let start = 0; start < left.length; start += wave) {
    const names = left.slice(start, start + wave);
    if (session.sent() + names.length > MAX_REQUESTS) {
      unread.push(`${left.length - start} of ${tags.length} tags that may be finer were not compared`);
      return undefined;
    }
    for (const name of names) asked.add(name);
    const answers = await Promise.all(names.map((name) => tagHasDigest(session, name, now.digest)));
    const equal = names.filter((_, at) => isTrue(answers[at]));
    const best = finerTags(now.tag, equal)[0] ?? equal[0];
    if (best !== undefined) return best;
    const failed = answers.find((answer) => !answer.ok);
    if (failed !== undefined) {
      unread.push(`${failed.asked} ${failed.detail}`);
      return undefined;
    }
  }
  return undefined;
}

function isTrue(answer: Outcome<boolean> | undefined): boolean {
  return answer?.ok === true && answer.value;
}
