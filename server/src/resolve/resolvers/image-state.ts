import { forPlatform, type Platform } from "../../knowledge/platform.ts";
import { tagShape } from "../../knowledge/versions/tag-shape.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ImageState, Pin } from "../../pin/pin.ts";
import type { ImageQuery } from "../../pin/query.ts";
import { getConfig, getManifest, headManifest, type ManifestHead } from "../oci/client.ts";
import type { PlatformImage } from "../oci/manifest.ts";
import { platformManifest } from "../oci/platform-manifest.ts";
import type { Session } from "../oci/session.ts";
import { versionOf } from "../oci/tag-guesses.ts";
import type { Resolution } from "../resolver.ts";
import { caveatsOf, TAG_FRESH_MS, transportChecks, unresolved } from "./image-answer.ts";

/** What became of a written tag and digest, with the pin that refreshes it; no pin where nothing is to be written. */
export async function imageState({ reference, platform }: ImageQuery, session: Session): Promise<Resolution> {
  const { tag, digest } = reference;
  const tagHead = await headIfThere(session, tag ?? (digest === undefined ? "latest" : undefined));
  if (!tagHead.ok) return unresolved(tagHead);
  const digestHead = await headIfThere(session, digest);
  if (!digestHead.ok) return unresolved(digestHead);
  const now = tagHead.value;
  const isMoved = digest !== undefined && now !== undefined && now.digest !== digest;
  const own = isMoved ? await platformInIndex(session, now, digest) : success(undefined);
  if (!own.ok) return unresolved(own);
  const isStale = isMoved && own.value === undefined;
  const state: ImageState = {
    kind: "image",
    tagDigest: now?.digest,
    digestExists: digest === undefined ? undefined : digestHead.value !== undefined,
    isPlatform: own.value !== undefined,
    ...(own.value !== undefined && forPlatform([own.value], platform) === undefined && { isOtherPlatform: true }),
    before: isStale && digestHead.value !== undefined ? await historyOf(session, digest, platform) : {},
    now: isStale ? await historyOf(session, now.digest, platform) : {},
  };
  return {
    ok: true,
    pins: isMoved ? [refreshed(tag ?? "latest", now.digest, state)] : [],
    state,
    checks: transportChecks(session),
    caveats: now === undefined ? [] : caveatsOf(now),
    freshMs: TAG_FRESH_MS,
  };
}

/** Undefined: nothing was to be asked, or the registry says that it is gone. */
async function headIfThere(session: Session, name: string | undefined): Promise<Outcome<ManifestHead | undefined>> {
  if (name === undefined) return success(undefined);
  const head = await headManifest(session, name);
  return !head.ok && head.reason === "not-found" ? success(undefined) : head;
}

/** The image of one platform that the digest is of, among those that the tag names now. */
async function platformInIndex(
  session: Session,
  now: ManifestHead,
  digest: string,
): Promise<Outcome<PlatformImage | undefined>> {
  if (!now.isIndex) return success(undefined);
  const found = await getManifest(session, now.digest);
  if (!found.ok) return found;
  const { manifest } = found.value;
  return success(manifest.kind === "index" ? manifest.images.find((image) => image.digest === digest) : undefined);
}

/** For people alone: what cannot be read is left out. */
async function historyOf(session: Session, digest: string, platform: Platform): Promise<ImageState["now"]> {
  const found = await platformManifest(session, digest, platform);
  const config = found.ok ? await getConfig(session, found.value.image) : found;
  if (!config.ok) return {};
  const version = versionOf(config.value);
  const { created } = config.value;
  return { ...(created === undefined ? {} : { created }), ...(version === undefined ? {} : { version }) };
}

function refreshed(tag: string, digest: string, state: ImageState): Pin {
  return {
    style: "tag-digest",
    text: `${tag}@${digest}`,
    lasts: "while-archived",
    recommended: true,
    note: state.isPlatform ? "the index, which serves every platform" : change(tag, state),
  };
}

/** `12 moved: 12.10 of 2025-03-17, now 12.11 of 2025-05-20`. A tag that names one version is built anew, others move on. */
function change(tag: string, { before, now }: ImageState): string {
  const verb = tagShape(tag) === "exact" ? "was rebuilt" : "moved";
  const [old, young] = [before, now].map(({ created, version }) =>
    [version, created?.slice(0, 10)].filter((one) => one !== undefined).join(" of "),
  );
  const sides = [old, young === "" ? "" : `now ${young}`].filter((one) => one !== "");
  return sides.length === 0 ? `${tag} ${verb}` : `${tag} ${verb}: ${sides.join(", ")}`;
}
