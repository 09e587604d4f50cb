import { tagShape } from "../../knowledge/versions/tag-shape.ts";
import type { Pin } from "../../pin/pin.ts";
import type { ImageQuery } from "../../pin/query.ts";
import { headManifest } from "../oci/client.ts";
import { type FinerTags, findFinerTags } from "../oci/finer-tag.ts";
import type { Session } from "../oci/session.ts";
import type { Resolution } from "../resolver.ts";
import { caveatsOf, TAG_FRESH_MS, transportChecks, unresolved } from "./image-answer.ts";

/** The digest of a tag, or of the finest tag that has the same one today; a version is offered before a commit. A written digest, where it is there. */
export async function imagePin({ reference, platform, want }: ImageQuery, session: Session): Promise<Resolution> {
  const isPinned = reference.digest !== undefined;
  if (isPinned && want === "pin") {
    return { ok: false, reason: "unsupported", message: `${reference.repository} is pinned by its digest already.` };
  }
  const tag = reference.tag ?? (isPinned ? "" : "latest");
  const head = await headManifest(session, reference.digest ?? tag);
  if (!head.ok) return unresolved(head);
  const { digest } = head.value;
  const isSearched = want === "pin" && tagShape(tag) === "floating";
  const finer = isSearched ? await findFinerTags(session, { tag, digest, platform }) : undefined;
  if (session.world.signal.aborted) return { ok: false, reason: "cancelled", message: "The look-up was cancelled." };
  const found = [finer?.version, finer?.commit].filter((one) => one !== undefined);
  const pins = found.flatMap((one) => finerPins(one, tag, digest));
  return {
    ok: true,
    pins: pins.length > 0 ? recommendFirst(pins) : [digestPin(tag, digest, finer)],
    checks: [...(pins.length > 0 ? (["digest-equal"] as const) : []), ...transportChecks(session)],
    caveats: [...caveatsOf(head.value), ...(finer?.unread ?? []).map((one) => `Finer tags may be there: ${one}.`)],
    freshMs: TAG_FRESH_MS,
  };
}

function finerPins(finer: string, tag: string, digest: string): readonly Pin[] {
  const note = `${tag} is ${finer} today`;
  const common = { lasts: "while-archived", recommended: false } as const;
  return [
    { ...common, style: "tag-digest", text: `${finer}@${digest}`, note },
    { ...common, style: "tag", text: finer, note: `${note}; a rebuild may move it` },
  ];
}

function recommendFirst(pins: readonly Pin[]): readonly Pin[] {
  return pins.map((pin, index) => ({ ...pin, recommended: index === 0 }));
}

/** The tag stays as it is written. */
function digestPin(tag: string, digest: string, finer: FinerTags | undefined): Pin {
  const isWhole = finer?.unread.length === 0;
  const note = isWhole ? `${tag} has no finer tag today` : `no finer tag than ${tag} was found`;
  return {
    style: "tag-digest",
    text: `${tag}@${digest}`,
    lasts: "while-archived",
    recommended: true,
    ...(finer === undefined ? {} : { note: `${note}; pinned by digest only` }),
  };
}
