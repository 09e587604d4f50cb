/** What a container engine says of an image. */
export interface EngineImage {
  /** `sha256:…` */
  readonly id: string;
  /** Digests of the manifests that it was pulled or pushed as, each once. */
  readonly digests: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  /** Digests of the unpacked layers, lowest first. */
  readonly diffIds: readonly string[];
}

/** Reads `image inspect --format '{{json .}}'` of docker, podman or nerdctl; undefined when it tells no id. Source: Docker Engine API, "Inspect an image". */
export function readInspection(output: string): EngineImage | undefined {
  const value = fieldsOf(parsed(output));
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(textOf(value.get("Id")))?.[1];
  if (id === undefined) return undefined;
  const digests = textsOf(value.get("RepoDigests")).flatMap((each) => /@(sha256:[0-9a-f]{64})$/.exec(each)?.[1] ?? []);
  return {
    id: `sha256:${id}`,
    digests: [...new Set(digests)],
    labels: labelsOf(fieldsOf(value.get("Config")).get("Labels")),
    diffIds: textsOf(fieldsOf(value.get("RootFS")).get("Layers")),
  };
}

/** Reads `buildah inspect --type image`; undefined when it tells no id. Digests are not told: that of an image that was never pushed means nothing elsewhere. */
export function readBuildahInspection(output: string): EngineImage | undefined {
  const value = fieldsOf(parsed(output));
  const id = /^[0-9a-f]{64}$/.exec(textOf(value.get("FromImageID")))?.[0];
  if (id === undefined) return undefined;
  const config = fieldsOf(value.get("OCIv1"));
  return {
    id: `sha256:${id}`,
    digests: [],
    labels: labelsOf(fieldsOf(config.get("config")).get("Labels")),
    diffIds: textsOf(fieldsOf(config.get("rootfs")).get("diff_ids")),
  };
}

/** The id of a container's image in `container inspect`; undefined when it tells none. */
export function imageOfContainer(output: string): string | undefined {
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(textOf(fieldsOf(parsed(output)).get("Image")))?.[1];
  return id === undefined ? undefined : `sha256:${id}`;
}

function labelsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map([...fieldsOf(value)].filter((label): label is [string, string] => typeof label[1] === "string"));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : []);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
