import type { ImageReference } from "../image-reference.ts";
import { lifeCycles } from "./life-cycle-table.ts";
import { type LifeCycle, type Series, seriesOf } from "./life-cycles.ts";

/** A reference, of which the digest says no more than that there is one. */
export type Tagged = Pick<ImageReference, "registry" | "repository" | "tag"> & Partial<Pick<ImageReference, "digest">>;

export type Distribution = "debian" | "ubuntu" | "alpine" | "fedora" | "el" | "amazon" | "leap";

/** A series that an image holds, as its name and tag say. `distribution`: of an operating system, which one. */
export interface Release {
  readonly cycle: LifeCycle;
  readonly series: Series;
  readonly distribution: Distribution | undefined;
}

const {
  debian,
  ubuntu,
  alpine,
  fedora,
  centos,
  centosStream,
  rockylinux,
  almalinux,
  redHat,
  opensuseLeap,
  dotNet,
  windowsServer,
} = lifeCycles;

/** The operating systems among the products. */
const DISTRIBUTIONS: ReadonlyMap<LifeCycle, Distribution> = new Map<LifeCycle, Distribution>([
  [debian, "debian"],
  [ubuntu, "ubuntu"],
  [alpine, "alpine"],
  [fedora, "fedora"],
  [lifeCycles.amazonlinux, "amazon"],
  [opensuseLeap, "leap"],
  ...[centos, centosStream, rockylinux, almalinux, redHat, lifeCycles.oraclelinux].map(
    (cycle) => [cycle, "el"] as const,
  ),
]);

/** Images whose tag begins with the version of what they are named after: official ones, and those of other publishers. */
const PRODUCTS: ReadonlyMap<string, LifeCycle> = new Map<string, LifeCycle>([
  // Names of images are in small letters, so that no other name is one.
  ...Object.entries(lifeCycles).map(([name, cycle]) => [`docker.io/library/${name}`, cycle] as const),
  ...named(debian, "docker.io/bitnami/minideb"),
  ...named(alpine, "docker.io/gliderlabs/alpine"),
  ...named(
    fedora,
    ...["registry.fedoraproject.org", "quay.io/fedora"].flatMap((place) => [
      `${place}/fedora`,
      `${place}/fedora-minimal`,
    ]),
    "quay.io/fedora/s2i-core",
    "quay.io/fedora/s2i-base",
  ),
  ...named(centos, "quay.io/centos/centos"),
  ...named(rockylinux, "docker.io/rockylinux/rockylinux", "quay.io/rockylinux/rockylinux"),
  ...named(almalinux, "docker.io/almalinux/almalinux", "quay.io/almalinuxorg/almalinux"),
  ...named(lifeCycles.oraclelinux, "ghcr.io/oracle/oraclelinux", "container-registry.oracle.com/os/oraclelinux"),
  ...named(lifeCycles.amazonlinux, "public.ecr.aws/amazonlinux/amazonlinux"),
  ...named(opensuseLeap, "docker.io/opensuse/leap", "registry.opensuse.org/opensuse/leap"),
  ...named(lifeCycles.node, "docker.io/mhart/alpine-node"),
  ...named(lifeCycles.erlang, "docker.io/hexpm/erlang"),
  ...named(lifeCycles.elixir, "docker.io/hexpm/elixir"),
  ...named(lifeCycles.postgres, "docker.io/postgis/postgis"),
  ...named(lifeCycles.nginx, "docker.io/nginxinc/nginx-unprivileged"),
  ...named(
    lifeCycles.elasticsearch,
    "docker.elastic.co/elasticsearch/elasticsearch",
    "docker.elastic.co/elasticsearch/elasticsearch-oss",
  ),
  ...named(lifeCycles.ros, "docker.io/osrf/ros"),
  ...named(lifeCycles.phusionBaseimage, "docker.io/phusion/baseimage"),
  ...named(lifeCycles.amazoncorretto, "public.ecr.aws/amazoncorretto/amazoncorretto"),
  ...["sdk", "aspnet", "runtime", "runtime-deps"].flatMap((name) =>
    named(dotNet, `mcr.microsoft.com/dotnet/${name}`, `mcr.microsoft.com/dotnet/core/${name}`),
  ),
  ...["windows", "windows/servercore", "windows/nanoserver"].flatMap((name) =>
    named(windowsServer, `mcr.microsoft.com/${name}`),
  ),
  // Where they lay until 2019.
  ...["dotnet", "aspnetcore", "aspnetcore-build"].flatMap((name) => named(dotNet, `docker.io/microsoft/${name}`)),
  ...named(windowsServer, "docker.io/microsoft/windowsservercore", "docker.io/microsoft/nanoserver"),
]);

function named(cycle: LifeCycle, ...images: readonly string[]): readonly (readonly [string, LifeCycle])[] {
  return images.map((image) => [image, cycle]);
}

/** Users of Docker Hub under which the official images of one processor lie. Source: docker-library/official-images, "Architectures other than amd64?". */
const OF_ONE_PROCESSOR = /^(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x|winamd64)\//;

/** Copies of the official images in other registries: their namespace, by the registry. */
const MIRRORS: ReadonlyMap<string, string> = new Map([
  ["public.ecr.aws", "docker/library/"],
  ["mirror.gcr.io", "library/"],
  ["mcr.microsoft.com", "mirror/docker/library/"],
]);

/** An official image by its name on Docker Hub, wherever it is taken from; any other as it is. */
export function official({ registry, repository }: Tagged): Pick<Tagged, "registry" | "repository"> {
  if (registry === "docker.io") return { registry, repository: repository.replace(OF_ONE_PROCESSOR, "library/") };
  const namespace = MIRRORS.get(registry);
  if (namespace === undefined || !repository.startsWith(namespace)) return { registry, repository };
  return { registry: "docker.io", repository: `library/${repository.slice(namespace.length)}` };
}

/** The series that an image is made of, itself first and then the distribution in its tag; what is not certain is left out. */
export function releasesOf(image: Tagged): readonly Release[] {
  const { tag = "latest", digest } = image;
  const { registry, repository } = official(image);
  const universal = universalBase(registry, repository);
  if (universal !== undefined) return [universal];
  const releases: Release[] = [];
  const product = PRODUCTS.get(`${registry}/${repository}`);
  const words = tag.split("-");
  if (product !== undefined) {
    const isNewest = registry === "docker.io" && digest === undefined && !/\d/.test(tag);
    const own = ownSeries(product, words) ?? (isNewest ? newestOf(product) : undefined);
    if (own !== undefined) releases.push(own);
    if (DISTRIBUTIONS.has(product)) return releases;
  }
  if (!namesDistribution(registry, repository)) return releases;
  // A release of ROS, whose name may be one of Ubuntu too: `kinetic-ros-base-xenial`.
  if (product === lifeCycles.ros) words.shift();
  for (const [index, word] of words.entries()) {
    const below = distributionWord(word, words[index + 1]);
    if (below !== undefined) return [...releases, below];
  }
  return releases;
}

/** The operating system's series among `releasesOf`. */
export function distributionOf(image: Tagged): Release | undefined {
  return releasesOf(image).find((release) => release.distribution !== undefined);
}

/** Names of suites whose packages change all the time, so that they have no series. */
const ROLLING_SUITES: ReadonlySet<string> = new Set(["sid", "unstable", "testing", "experimental", "edge", "rawhide"]);

/** True for the name of a suite that keeps the newest upstream version of a package alone. */
export function isRollingSuite(name: string): boolean {
  return ROLLING_SUITES.has(name);
}

/** The distribution whose rolling suite an image holds: `debian:sid-slim`, `alpine:edge`. */
export function rollingDistribution(image: Tagged): Distribution | undefined {
  const [suite = ""] = image.tag?.split("-") ?? [];
  if (!isRollingSuite(suite)) return undefined;
  const { registry, repository } = official(image);
  const name = `${registry}/${repository}`;
  const product = name === "docker.io/library/buildpack-deps" ? debian : PRODUCTS.get(name);
  return product && DISTRIBUTIONS.get(product);
}

/** `centos:7.9.2009`, `centos:centos7`, `centos:stream9`, `golang:1.22.3`, `java:openjdk-8-jre`. */
function ownSeries(cycle: LifeCycle, [first = "", second = ""]: readonly string[]): Release | undefined {
  if (cycle === centos && first.startsWith("stream")) return release(centosStream, first.slice("stream".length));
  const word = cycle === lifeCycles.java && first === "openjdk" ? second : first;
  const version = cycle === centos && word.startsWith("centos") ? word.slice("centos".length) : word;
  return release(cycle, version.replace(/^v(?=\d)/, "")) ?? lastOf(cycle, word);
}

/** Of `python:2` the last series, 2.7: another one will not come. That of the newest major may be one that we do not know. */
function lastOf(cycle: LifeCycle, major: string): Release | undefined {
  const [newest, ...older] = cycle.series;
  const ofMajor = (series: Series) => series.name.startsWith(`${major}.`);
  if (DISTRIBUTIONS.has(cycle) || newest === undefined || ofMajor(newest)) return undefined;
  const series = older.find(ofMajor);
  return series && { cycle, series, distribution: undefined };
}

/** What `latest`, or `jre`, is of an image that was given up: no other one will come. */
function newestOf(cycle: LifeCycle): Release | undefined {
  const [series] = cycle.series;
  if (series === undefined || (cycle !== centos && cycle !== lifeCycles.java)) return undefined;
  return { cycle, series, distribution: DISTRIBUTIONS.get(cycle) };
}

function release(cycle: LifeCycle, version: string): Release | undefined {
  const series = seriesOf(cycle, version);
  return series === undefined ? undefined : { cycle, series, distribution: DISTRIBUTIONS.get(cycle) };
}

/** Where Red Hat's images lie; on Docker Hub those under its own name alone. */
const OF_RED_HAT = /^(?:registry\.access\.redhat\.com|registry\.redhat\.io|docker\.io\/redhat)\/ubi(\d+)(?:$|[-/])/;

/** Red Hat's universal base images carry the release in their name: `ubi9/ubi`, `ubi8-minimal`. */
function universalBase(registry: string, repository: string): Release | undefined {
  const match = OF_RED_HAT.exec(`${registry}/${repository}`);
  return match === null ? undefined : release(redHat, match[1] ?? "");
}

/** Bases whose tags end with the distribution: `12.4.1-runtime-ubuntu22.04`. Source: their pages on Docker Hub. */
const OF_NVIDIA: ReadonlySet<string> = new Set(["nvidia/cuda", "nvidia/opencl", "nvidia/opengl", "nvidia/cudagl"]);

/** Publishers that name the distribution below in their tags by its code name, or by name and version. */
function namesDistribution(registry: string, repository: string): boolean {
  if (registry === "docker.io")
    return /^(?:library\/|hexpm\/|osrf\/ros$|phusion\/baseimage$)/.test(repository) || OF_NVIDIA.has(repository);
  if (registry === "nvcr.io") return OF_NVIDIA.has(repository);
  return (
    registry === "mcr.microsoft.com" &&
    /^(?:dotnet|powershell|windows|(?:vscode\/)?devcontainers)(?:\/|$)/.test(repository)
  );
}

/** Products that stand in tags by name and version. */
const VERSIONED_WORDS: ReadonlyMap<string, LifeCycle> = new Map<string, LifeCycle>([
  ["alpine", alpine],
  ["debian", debian],
  ["ubuntu", ubuntu],
  ["fedora", fedora],
  ["centos", centos],
  ["rockylinux", rockylinux],
  ["ubi", redHat],
  ["windowsservercore", windowsServer],
  ["nanoserver", windowsServer],
]);

/** `bookworm`, `jammy`, `alpine3.19`; `next` holds the version where a hyphen parts the two: `ubuntu-22.04`. */
function distributionWord(word: string, next = ""): Release | undefined {
  const [, name = word, version = next] = /^([a-z]+)(\d[\d.]*)$/.exec(word) ?? [];
  const product = VERSIONED_WORDS.get(name);
  if (product !== undefined) return release(product, version);
  for (const cycle of [debian, ubuntu]) {
    const series = cycle.series.find(({ codename }) => codename === word);
    if (series !== undefined) return { cycle, series, distribution: DISTRIBUTIONS.get(cycle) };
  }
  return undefined;
}
