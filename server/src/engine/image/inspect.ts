import { OCI_PREFIX, successorOf } from "../../knowledge/labels/oci-keys.ts";
import { keysInImage } from "../../lint/labels/stage-labels.ts";
import { lineage } from "../../model/lineage.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import { hasCommit } from "../project/has-commit.ts";
import { type InspectedImage, inspectContainer, inspectImage } from "./engine-image.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { listPackages } from "./list-packages.ts";
import { otherPlatform } from "./platform-choice.ts";
import { registryLabels } from "./registry-image.ts";
import type { DockerfileAtHand } from "./scan-image.ts";

/** What the labels of an image say. */
export interface Inspection {
  readonly id: string;
  readonly digest: string | undefined;
  /** `linux/amd64`, where the image tells it. */
  readonly platform: string | undefined;
  readonly labels: readonly InspectedLabel[];
  readonly source: SourceCommit | undefined;
  /** Recommended keys that it lacks. */
  readonly missing: readonly string[];
}

export interface InspectedLabel {
  readonly key: string;
  readonly value: string;
  /** `base`: the image that it was built from brought it. */
  readonly from: "base" | "own";
  /** The key that took the place of this one from before; undefined: it is none of those. */
  readonly successor: string | undefined;
}

/** The commit that the labels point at; `isHere`: the repository at hand has it. */
export interface SourceCommit {
  readonly url: string | undefined;
  readonly revision: string | undefined;
  readonly isHere: boolean;
}

export interface InspectRequest {
  readonly image: WantedImage;
  readonly dockerfile: DockerfileAtHand | undefined;
  readonly recommended: readonly string[];
  /** Where a repository may be. */
  readonly folder: string;
}

/** Looks at the labels of an image, or of that of a container. */
export async function inspectWanted(request: InspectRequest, world: ImageWorld): Promise<Outcome<Inspection>> {
  const labelled = await labelledImage(request.image, world);
  if (!labelled.ok) return labelled;
  const { id, digest, platform, labels } = labelled.value;
  const name = "reference" in request.image ? request.image.reference : request.image.path;
  const trouble = otherPlatform(name, labelled.value, world);
  if (trouble !== undefined) return trouble;
  const isOwn = await ownership(labelled.value, request, world);
  const revision = labels.get(`${OCI_PREFIX}revision`) ?? labels.get("org.label-schema.vcs-ref");
  const url = labels.get(`${OCI_PREFIX}source`) ?? labels.get("org.label-schema.vcs-url");
  return success({
    id,
    digest,
    platform,
    labels: [...labels].sort(byKey).map(([key, value]) => ({
      key,
      value,
      from: isOwn(key, value) ? "own" : "base",
      successor: successorOf(key),
    })),
    source:
      url === undefined && revision === undefined
        ? undefined
        : { url, revision, isHere: revision !== undefined && hasCommit(revision, request.folder, world) },
    missing: request.recommended.filter((key) => !labels.has(key)),
  });
}

interface Labelled {
  readonly id: string;
  readonly digest: string | undefined;
  readonly platform: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  /** None where the source does not tell. */
  readonly diffIds: readonly string[];
}

async function labelledImage(wanted: WantedImage, world: ImageWorld): Promise<Outcome<Labelled>> {
  if (wanted.kind === "engine") {
    const image = await inspectImage(wanted.reference, world);
    const found = image.ok ? image : await ofContainer(wanted.reference, image, world);
    return found.ok ? success({ ...found.value, digest: found.value.digests[0] }) : found;
  }
  if (wanted.kind === "registry") {
    const told = await registryLabels(wanted.reference, world);
    return told.ok ? success({ ...told.value, diffIds: [] }) : told;
  }
  const listed = await listPackages(wanted, world);
  return listed.ok ? success(listed.value.identity) : listed;
}

/** What is no image may be the name of a container. */
async function ofContainer(
  name: string,
  image: Outcome<InspectedImage>,
  world: ImageWorld,
): Promise<Outcome<InspectedImage>> {
  const id = await inspectContainer(name, world);
  return id.ok ? await inspectImage(id.value, world) : image;
}

/**
 * Tells own labels from inherited ones: by the labels of the base image where the engine has it and its layers are the lowest of this
 * one; else by the Dockerfile at hand; else all count as own, as where there is no base.
 */
async function ownership(
  image: Labelled,
  { image: wanted, dockerfile }: InspectRequest,
  world: ImageWorld,
): Promise<(key: string, value: string) => boolean> {
  const stage = dockerfile?.model.stages.at(-1);
  const lowest = stage && lineage(stage).at(-1);
  const told = image.labels.get(`${OCI_PREFIX}base.name`);
  // Without a base image what the file does not write is the builder's.
  if (told === undefined && lowest?.base.class === "scratch") return () => true;
  const name = told ?? lowest?.base.resolved;
  const base = wanted.kind === "engine" && name !== undefined ? await inspectImage(name, world) : undefined;
  if (base?.ok === true && isBelow(base.value.diffIds, image.diffIds)) {
    return (key, value) => base.value.labels.get(key) !== value;
  }
  if (stage === undefined) return () => true;
  const written = keysInImage(stage);
  return (key) => written.has(key);
}

function isBelow(base: readonly string[], image: readonly string[]): boolean {
  return base.length > 0 && base.length <= image.length && base.every((id, index) => id === image[index]);
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
