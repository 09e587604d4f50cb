import { listAt, textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { type ImageReference, parseReference } from "../../knowledge/image-reference.ts";
import type { ImageQuery } from "../../pin/query.ts";
import { runEngine } from "../engine.ts";
import { isDigest } from "../oci/digest.ts";
import { NOT_MINE, refusal } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { unresolved } from "./image-answer.ts";

const TIMEOUT_MS = 20_000;

/**
 * Images that a container engine of this machine has pulled, for when their registry does not answer: the digest as of that
 * day. Nothing is pulled. What became of a pinned image only its registry knows.
 */
export const imageEngine: Resolver = {
  plan(query, settings) {
    if (query.kind !== "image" || query.want === "state" || query.reference.digest !== undefined) return undefined;
    return { needs: "tool", argv: [settings.engine ?? "docker", ...inspection(query.reference)] };
  },
  async resolve(query, world) {
    return query.kind === "image" ? await inspect(query, world) : NOT_MINE;
  },
};

function inspection(reference: ImageReference): readonly string[] {
  return ["image", "inspect", "--format", "{{json .}}", "--", nameOf(reference)];
}

async function inspect({ reference }: ImageQuery, world: LookupWorld): Promise<Resolution> {
  const name = nameOf(reference);
  const ran = await runEngine(inspection(reference), world, { timeoutMs: TIMEOUT_MS });
  if (!ran.ok) return ran.reason === "not-found" ? none("unsupported", `${ran.asked} ${ran.detail}.`) : unresolved(ran);
  const { program, status, output } = ran.value;
  if (status !== 0) return none("unsupported", `${program} has not pulled ${name}.`);
  // Podman, which answers with a list, has a digest by every name of an image, whether its registry has it or not.
  const json = parseJson(output);
  const digests = new Set(listAt(json, "RepoDigests").flatMap((item) => digestIn(item, reference)));
  const [digest] = digests;
  if (digest === undefined) return none("unsupported", `${program} does not know where its ${name} came from.`);
  if (digests.size > 1) return none("ambiguous", `${program} has pulled ${name} under ${digests.size} digests.`);
  const pulled = textAt(json, "Metadata", "LastTagTime") ?? "";
  const date = Number.isNaN(Date.parse(pulled)) ? undefined : new Date(pulled).toISOString();
  const when = date === undefined || date < "1980" ? "an unknown day" : date.slice(0, 10);
  return {
    ok: true,
    pins: [
      {
        style: "tag-digest",
        text: `${reference.tag ?? "latest"}@${digest}`,
        lasts: "while-archived",
        recommended: true,
        note: `as pulled on ${when}`,
      },
    ],
    checks: [],
    caveats: [`The registry did not answer: the digest is that of the image here, as pulled on ${when}.`],
    freshMs: 0,
  };
}

/** What is not here says nothing of the image: what its registry said stays the answer. */
function none(reason: "unsupported" | "ambiguous", message: string): Resolution {
  return refusal(reason, message, true);
}

/** The digest of `docker.io/library/debian@sha256:…`, when that is the same repository. */
function digestIn(item: unknown, { registry, repository }: ImageReference): readonly string[] {
  const parsed = typeof item === "string" ? parseReference(item) : undefined;
  const isSame = parsed?.registry === registry && parsed.repository === repository;
  return isSame && parsed.digest !== undefined && isDigest(parsed.digest) ? [parsed.digest] : [];
}

function nameOf({ registry, repository, tag }: ImageReference): string {
  return `${registry}/${repository}:${tag ?? "latest"}`;
}
