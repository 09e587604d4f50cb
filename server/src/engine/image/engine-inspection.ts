import { entriesOf, textAt, textsOf, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { toldPlatform } from "../../knowledge/platform.ts";

/** What a container engine says of an image. */
export interface EngineImage {
  /** `sha256:…` */
  readonly id: string;
  /** Digests of the manifests that it was pulled or pushed as, each once. */
  readonly digests: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  /** Digests of the unpacked layers, lowest first. */
  readonly diffIds: readonly string[];
  /** `linux/amd64`; undefined when it tells no processor. */
  readonly platform: string | undefined;
}

/** Reads `image inspect --format '{{json .}}'` of docker, podman or nerdctl; undefined when it tells no id. Source: Docker Engine API, "Inspect an image". */
export function readInspection(output: string): EngineImage | undefined {
  const { value, isPodman } = inspectionIn(output);
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(textAt(value, "Id") ?? "")?.[1];
  if (id === undefined) return undefined;
  // Podman has some of every image by each of its names, also of one that was never pulled or pushed.
  const named = isPodman ? [] : textsOf(valueAt(value, "RepoDigests"));
  const digests = named.flatMap((each) => /@(sha256:[0-9a-f]{64})$/.exec(each)?.[1] ?? []);
  return {
    id: `sha256:${id}`,
    digests: [...new Set(digests)],
    labels: labelsOf(valueAt(value, "Config", "Labels")),
    diffIds: textsOf(valueAt(value, "RootFS", "Layers")),
    platform: toldPlatform(["Os", "Architecture", "Variant"].map((key) => textAt(value, key))),
  };
}

/** Reads `buildah inspect --type image`; undefined when it tells no id. Digests are not told: that of an image that was never pushed means nothing elsewhere. */
export function readBuildahInspection(output: string): EngineImage | undefined {
  const value = parseJson(output);
  const id = /^[0-9a-f]{64}$/.exec(textAt(value, "FromImageID") ?? "")?.[0];
  if (id === undefined) return undefined;
  return {
    id: `sha256:${id}`,
    digests: [],
    labels: labelsOf(valueAt(value, "OCIv1", "config", "Labels")),
    diffIds: textsOf(valueAt(value, "OCIv1", "rootfs", "diff_ids")),
    platform: toldPlatform(["os", "architecture", "variant"].map((key) => textAt(value, "OCIv1", key))),
  };
}

/** The id of a container's image in `container inspect`; undefined when it tells none. */
export function imageOfContainer(output: string): string | undefined {
  const id = /^(?:sha256:)?([0-9a-f]{64})$/.exec(textAt(inspectionIn(output).value, "Image") ?? "")?.[1];
  return id === undefined ? undefined : `sha256:${id}`;
}

/** Podman takes the template for its own word `json`, and prints a list, as without one. */
function inspectionIn(output: string): { readonly value: unknown; readonly isPodman: boolean } {
  const value = parseJson(output);
  return Array.isArray(value) ? { value: value[0], isPodman: true } : { value, isPodman: false };
}

function labelsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(entriesOf(value).filter((label): label is readonly [string, string] => typeof label[1] === "string"));
}
