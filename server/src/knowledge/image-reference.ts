/** A parsed reference, defaults filled in. Source: the OCI distribution reference grammar. */
export interface ImageReference {
  /** `docker.io` when none is written. */
  readonly registry: string;
  /** Without registry; `library/` is put in front for official Docker Hub images. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Stands for a part of a value that is not known, so that the literal rest can still be read. No reference holds it. */
export const UNKNOWN_PART = "\u0000";

const DEFAULT_REGISTRY = "docker.io";

/** The pieces of a reference as written, nothing filled in; offsets in `value` tell where the tag begins. */
export interface ReferenceParts {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Offset of the tag's first character; −1 without a tag. */
  readonly tagStart: number;
}

/** Splits `name[:tag][@digest]`; any text has a name. Source: distribution/reference, grammar of `reference`. */
export function splitReference(value: string): ReferenceParts {
  const at = value.indexOf("@");
  const digest = at < 0 ? undefined : value.slice(at + 1);
  const named = at < 0 ? value : value.slice(0, at);
  const colon = named.lastIndexOf(":");
  if (colon <= named.lastIndexOf("/")) return { name: named, tag: undefined, digest, tagStart: -1 };
  return { name: named.slice(0, colon), tag: named.slice(colon + 1), digest, tagStart: colon + 1 };
}

/** The reference with Docker's defaults for registry and `library/`; undefined when the text is no reference. */
export function parseReference(value: string): ImageReference | undefined {
  const { name, tag, digest } = splitReference(value);
  if (!isName(name) || (tag !== undefined && !isTag(tag)) || (digest !== undefined && !isDigest(digest)))
    return undefined;
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const hasRegistry = first.includes(".") || first.includes(":") || first === "localhost";
  const registry = hasRegistry ? first : DEFAULT_REGISTRY;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const isOfficial = !path.includes("/") && (registry === DEFAULT_REGISTRY || registry === "index.docker.io");
  return { registry, repository: isOfficial ? `library/${path}` : path, tag, digest };
}

function isName(name: string): boolean {
  return /^[\w][\w.\-/:]*$/.test(name) && name === name.toLowerCase() && !name.endsWith("/");
}

function isTag(tag: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(tag);
}

function isDigest(digest: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(digest);
}
