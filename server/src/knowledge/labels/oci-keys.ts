import { nearestName } from "../../text/nearest-name.ts";
import type { ValueForm } from "./values.ts";

export const OCI_PREFIX = "org.opencontainers.image.";

/** The key of who made the image. */
export const AUTHORS = "org.opencontainers.image.authors";

/** The annotation keys of the OCI image specification, with the form that it asks of their values. Source: image-spec, annotations.md (v1.1). */
export const OCI_KEYS: ReadonlyMap<string, ValueForm> = new Map([
  ["org.opencontainers.image.created", "date"],
  [AUTHORS, "text"],
  ["org.opencontainers.image.url", "url"],
  ["org.opencontainers.image.documentation", "url"],
  ["org.opencontainers.image.source", "url"],
  ["org.opencontainers.image.version", "text"],
  ["org.opencontainers.image.revision", "text"],
  ["org.opencontainers.image.vendor", "text"],
  ["org.opencontainers.image.licenses", "spdx"],
  ["org.opencontainers.image.ref.name", "text"],
  ["org.opencontainers.image.title", "text"],
  ["org.opencontainers.image.description", "text"],
  ["org.opencontainers.image.base.digest", "digest"],
  ["org.opencontainers.image.base.name", "reference"],
]);

const MAINTAINER = "maintainer";

/**
 * The OCI key that took the place of a key from before. Source: image-spec,
 * annotations.md, "Back-compatibility with Label Schema"; `maintainer` stood for the instruction of that name. Two of Label Schema's prefix
 * (`license`, `maintainer`) were never its own, but say what they mean.
 */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  [MAINTAINER, AUTHORS],
  ["org.label-schema.build-date", "org.opencontainers.image.created"],
  ["org.label-schema.name", "org.opencontainers.image.title"],
  ["org.label-schema.description", "org.opencontainers.image.description"],
  ["org.label-schema.usage", "org.opencontainers.image.documentation"],
  ["org.label-schema.url", "org.opencontainers.image.url"],
  ["org.label-schema.vcs-url", "org.opencontainers.image.source"],
  ["org.label-schema.vcs-ref", "org.opencontainers.image.revision"],
  ["org.label-schema.vendor", "org.opencontainers.image.vendor"],
  ["org.label-schema.version", "org.opencontainers.image.version"],
  ["org.label-schema.license", "org.opencontainers.image.licenses"],
  ["org.label-schema.maintainer", AUTHORS],
]);

const LABEL_SCHEMA_PREFIX = "org.label-schema.";

/** True for a key from before the OCI's: Label Schema's (withdrawn in 2018) and `maintainer`, in any letter case. */
export function isDeprecatedKey(key: string): boolean {
  return successorOf(key) !== undefined || key.startsWith(LABEL_SCHEMA_PREFIX);
}

/** The OCI key that took the place of a key; undefined: none did. */
export function successorOf(key: string): string | undefined {
  return SUCCESSORS.get(key.length === MAINTAINER.length && key.toLowerCase() === MAINTAINER ? MAINTAINER : key);
}

/** True for the key of the authors, and for those from before that it took the place of. */
export function isAuthors(key: string): boolean {
  return key === AUTHORS || successorOf(key) === AUTHORS;
}

/** The OCI key that was most likely meant by one that the specification does not have: `…image.licence` → `…image.licenses`. */
export function meantKey(key: string): string | undefined {
  if (!key.startsWith(OCI_PREFIX) || OCI_KEYS.has(key)) return undefined;
  const name = key.slice(OCI_PREFIX.length);
  // `source.r` is no slip: somebody has more than one source.
  const nearest = NAMES.some((each) => name.startsWith(`${each}.`)) ? undefined : nearestName(name, NAMES);
  return nearest === undefined ? undefined : OCI_PREFIX + nearest;
}

const NAMES: readonly string[] = [...OCI_KEYS.keys()].map((key) => key.slice(OCI_PREFIX.length));

/** The last words of an OCI key, for messages: `source`, `base.name`. Other keys are named in full. */
export function shortKey(key: string): string {
  return key.startsWith(OCI_PREFIX) ? key.slice(OCI_PREFIX.length) : key;
}
