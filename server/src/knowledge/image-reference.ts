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

/** Source: distribution/reference, regexp.go, `pathComponent` and `domainAndPort`; reference.go, `RepositoryNameTotalLengthMax`. */
const REPOSITORY = /^[a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*$/;
const REGISTRY = /^(?:[a-zA-Z0-9]+(?:(?:\.|-+)[a-zA-Z0-9]+)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
/** Of an image that was built here: Docker takes it for no name. */
const IDENTIFIER = /^[0-9a-f]{64}$/;
const LONGEST_REPOSITORY = 255;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/** The reference with Docker's defaults for registry and `library/`; undefined when the text is no reference. Source: ibid., normalize.go. */
export function parseReference(value: string): ImageReference | undefined {
  const { name, tag, digest } = splitReference(value);
  if ((tag !== undefined && !TAG.test(tag)) || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  if (IDENTIFIER.test(value)) return undefined;
  const { registry, path } = splitName(name);
  if (!REGISTRY.test(registry) || !REPOSITORY.test(path) || path.length > LONGEST_REPOSITORY) return undefined;
  return { registry, repository: path, tag, digest };
}

/** `Foo/bar` is on a host of that name: repositories are lower case. */
function splitName(name: string): { readonly registry: string; readonly path: string } {
  const slash = name.indexOf("/");
  if (slash < 0) return { registry: DEFAULT_REGISTRY, path: `library/${name}` };
  const first = name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const path = isHost ? name.slice(slash + 1) : name;
  const registry = isHost && first !== "index.docker.io" ? first : DEFAULT_REGISTRY;
  return { registry, path: registry === DEFAULT_REGISTRY && !path.includes("/") ? `library/${path}` : path };
}
