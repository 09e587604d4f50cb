import { finerTags, flavourSuffix } from "../../knowledge/versions/rank-tags.ts";
import { isCommitId } from "../../text/commit-id.ts";
import type { ImageConfig } from "./manifest.ts";
import { tagsIn } from "./tag-list.ts";

const MAX_GUESSES = 6;
const VERSION_LABELS = ["org.opencontainers.image.version", "org.label-schema.version", "version"];
const REVISION_LABELS = ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"];

/** Tags that an image may have by what it says of its own version, those that are finer than the written one; the likeliest first. */
export function versionGuesses(written: string, config: ImageConfig, repository: string): readonly string[] {
  const name = (repository.split("/").at(-1) ?? "").toUpperCase().replaceAll("-", "_");
  const variables = [...config.environment].filter(([key]) => key.endsWith("_VERSION"));
  const own = variables.filter(([key]) => key.startsWith(name));
  const texts = [
    builtVersionOf(config),
    ...VERSION_LABELS.map((label) => config.labels.get(label)),
    ...[...own, ...variables].map(([, value]) => value),
  ];
  const suffix = flavourSuffix(written);
  const guesses = texts.flatMap((text) => {
    // Java's `jdk-17.0.10+7` is `17.0.10_7` as a tag.
    const last = /(?<![\w.+-])[\w.+-]+$/.exec((text ?? "").slice(0, 100))?.[0];
    const version = last && /\d.*/.exec(last)?.[0].replaceAll("+", "_");
    if (version === undefined) return [];
    return [version, `v${version}`].flatMap((one) => (one.endsWith(suffix) ? [one] : [`${one}${suffix}`, one]));
  });
  const finer = new Set(finerTags(written, guesses));
  return [...new Set(guesses)].filter((guess) => finer.has(guess)).slice(0, MAX_GUESSES);
}

/** As Red Hat's builds are called, whose version alone moves: `9.7-1763362218`. Source: labels and tags of ubi9. */
function builtVersionOf({ labels }: ImageConfig): string | undefined {
  const version = labels.get("version");
  const release = labels.get("release");
  return version === undefined || release === undefined ? undefined : `${version}-${release}`;
}

/** Names that builds of a commit are usually pushed by; none for an image that does not say its commit. */
export function commitGuesses(config: ImageConfig): readonly string[] {
  const revision = REVISION_LABELS.map((label) => config.labels.get(label)).find((text) => text !== undefined) ?? "";
  if (!isCommitId(revision)) return [];
  const short = [7, 40, 8, 12].map((length) => revision.slice(0, length));
  const version = versionOf(config);
  const described = version === undefined ? [] : [`${version}-g${revision.slice(0, 7)}`];
  return [...["sha-", "", "git-"].flatMap((prefix) => short.map((hash) => `${prefix}${hash}`)), ...tagsIn(described)];
}

/** What an image says of its version; undefined when it says nothing. */
export function versionOf(config: ImageConfig): string | undefined {
  return VERSION_LABELS.map((label) => config.labels.get(label)).find((text) => text !== undefined && text !== "");
}
