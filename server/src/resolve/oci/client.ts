import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { HttpResponse } from "../../outside/outside.ts";
import { answerFailure } from "./answers.ts";
import { digestOf, hasDigest, isDigest } from "./digest.ts";
import {
  type ImageConfig,
  type ImageManifest,
  isIndexType,
  MANIFEST_TYPES,
  type Manifest,
  readConfig,
  readManifest,
} from "./manifest.ts";
import type { Session } from "./session.ts";

const MANIFEST_BYTES = 4 * 1024 * 1024;

/** What a tag or digest names now. */
export interface ManifestHead {
  readonly digest: string;
  /** It names the images of several platforms. */
  readonly isIndex: boolean;
  /** Pulls that are left for this address, where the registry says so. */
  readonly pullsLeft: number | undefined;
}

/** A manifest whose bytes have the digest. */
export interface FetchedManifest extends ManifestHead {
  readonly manifest: Manifest;
}

/** Digest of a tag (or digest) without reading the manifest, where the registry lets us. `not-found`: the registry says that it is gone. */
export async function headManifest(session: Session, name: string): Promise<Outcome<ManifestHead>> {
  const answer = await session.send(manifestRequest(session, "HEAD", name));
  if (!answer.ok) return answer;
  const digest = answer.value.headers.get("docker-content-digest") ?? "";
  if (answer.value.status === 200 && isDigest(digest)) return success(headOf(answer.value, digest));
  // Only the body of a GET says why there is none, or what the digest is.
  const isUnclear = ![401, 403].includes(answer.value.status) && answer.value.status < 500;
  return isUnclear ? getManifest(session, name) : answerFailure(answer.value, session.registry, named(session, name));
}

/** Whether a tag has this digest, in one request wherever the registry sends digests; a tag that is not there has not. */
export async function tagHasDigest(session: Session, tag: string, digest: string): Promise<Outcome<boolean>> {
  const answer = await session.send(manifestRequest(session, "HEAD", tag));
  if (!answer.ok) return answer;
  if (answer.value.status === 404) return success(false);
  const found = answer.value.headers.get("docker-content-digest");
  if (answer.value.status === 200 && found !== undefined) return success(found === digest);
  const got = await getManifest(session, tag);
  return got.ok ? success(got.value.digest === digest) : got;
}

/** The manifest of a tag or digest. Counts as a pull at Docker Hub. */
export async function getManifest(session: Session, name: string): Promise<Outcome<FetchedManifest>> {
  const answer = await session.send(manifestRequest(session, "GET", name));
  if (!answer.ok) return answer;
  const { status, body, headers } = answer.value;
  if (status !== 200) return answerFailure(answer.value, session.registry, named(session, name));
  const digest = isDigest(name) ? name : (headers.get("docker-content-digest") ?? digestOf(body));
  if (!hasDigest(body, digest)) return failure("malformed", named(session, name), "is not what its digest says");
  const manifest = readManifest(body);
  if (manifest === undefined) return failure("malformed", named(session, name), "is no image of a known format");
  return success({ ...headOf(answer.value, digest), isIndex: manifest.kind === "index", manifest });
}

/** What an image says of itself. */
export async function getConfig(session: Session, manifest: ImageManifest): Promise<Outcome<ImageConfig>> {
  const path = `blobs/${manifest.config}`;
  const what = `labels of ${session.registry.repository}`;
  const answer = await session.send({ method: "GET", path, maxBytes: MANIFEST_BYTES, what });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return answerFailure(answer.value, session.registry, what);
  if (!hasDigest(answer.value.body, manifest.config))
    return failure("malformed", what, "are not what their digest says");
  return success(readConfig(answer.value.body));
}

function manifestRequest(session: Session, method: "GET" | "HEAD", name: string) {
  const what = `${method === "HEAD" ? "digest" : "manifest"} of ${named(session, name)}`;
  return { method, path: `manifests/${name}`, accept: MANIFEST_TYPES, maxBytes: MANIFEST_BYTES, what };
}

function named({ registry }: Session, name: string): string {
  return `${registry.name}/${registry.repository}${isDigest(name) ? "@" : ":"}${name}`;
}

function headOf(answer: HttpResponse, digest: string): ManifestHead {
  // `76;w=21600`. Source: Docker Hub, "Pull rate limit", headers of a manifest.
  const left = /^\d{1,9}/.exec(answer.headers.get("ratelimit-remaining") ?? "")?.[0];
  return {
    digest,
    isIndex: isIndexType(answer.headers.get("content-type") ?? ""),
    pullsLeft: left === undefined ? undefined : Number(left),
  };
}
