import type { ImageReference } from "../image-reference.ts";
import { lifeCycles } from "./life-cycle-table.ts";
import { type LifeCycle, type Series, seriesOf } from "./life-cycles.ts";

/** A reference without its digest. */
export type Tagged = Pick<ImageReference, "registry" | "repository" | "tag">;

export type Distribution = "debian" | "ubuntu" | "alpine" | "fedora" | "el" | "amazon" | "leap";

/** A series that an image holds, as its name and tag say. `distribution`: of an operating system, which one. */
export interface Release {
  readonly cycle: LifeCycle;
  readonly series: Series;
  readonly distribution: Distribution | undefined;
}

interface Product {
  readonly cycle: LifeCycle;
  readonly distribution: Distribution | undefined;
}

const { debian, ubuntu, alpine, fedora, centos, centosStream, rocky, alma, rhel, oracle, amazon, leap } = lifeCycles;

/** Images whose tag begins with the version of what they are named after. */
const PRODUCTS: ReadonlyMap<string, Product> = new Map<string, Product>([
  ["docker.io/library/debian", { cycle: debian, distribution: "debian" }],
  ["docker.io/library/ubuntu", { cycle: ubuntu, distribution: "ubuntu" }],
  ["docker.io/library/alpine", { cycle: alpine, distribution: "alpine" }],
  ["docker.io/library/fedora", { cycle: fedora, distribution: "fedora" }],
  ...["registry.fedoraproject.org", "quay.io/fedora"].flatMap((place) =>
    ["fedora", "fedora-minimal"].map(
      (name) => [`${place}/${name}`, { cycle: fedora, distribution: "fedora" }] as const,
    ),
  ),
  ["quay.io/fedora/s2i-core", { cycle: fedora, distribution: "fedora" }],
  ["quay.io/fedora/s2i-base", { cycle: fedora, distribution: "fedora" }],
  ["docker.io/library/centos", { cycle: centos, distribution: "el" }],
  ["quay.io/centos/centos", { cycle: centos, distribution: "el" }],
  ["docker.io/library/rockylinux", { cycle: rocky, distribution: "el" }],
  ["docker.io/rockylinux/rockylinux", { cycle: rocky, distribution: "el" }],
  ["quay.io/rockylinux/rockylinux", { cycle: rocky, distribution: "el" }],
  ["docker.io/library/almalinux", { cycle: alma, distribution: "el" }],
  ["docker.io/almalinux/almalinux", { cycle: alma, distribution: "el" }],
  ["quay.io/almalinuxorg/almalinux", { cycle: alma, distribution: "el" }],
  ["docker.io/library/oraclelinux", { cycle: oracle, distribution: "el" }],
  ["ghcr.io/oracle/oraclelinux", { cycle: oracle, distribution: "el" }],
  ["container-registry.oracle.com/os/oraclelinux", { cycle: oracle, distribution: "el" }],
  ["docker.io/library/amazonlinux", { cycle: amazon, distribution: "amazon" }],
  ["public.ecr.aws/amazonlinux/amazonlinux", { cycle: amazon, distribution: "amazon" }],
  ["docker.io/opensuse/leap", { cycle: leap, distribution: "leap" }],
  ["registry.opensuse.org/opensuse/leap", { cycle: leap, distribution: "leap" }],
  ...runtime(lifeCycles.node, "docker.io/library/node"),
  ...runtime(lifeCycles.python, "docker.io/library/python"),
  ...runtime(lifeCycles.go, "docker.io/library/golang"),
  ...runtime(lifeCycles.php, "docker.io/library/php"),
  ...runtime(lifeCycles.ruby, "docker.io/library/ruby"),
  ...runtime(lifeCycles.perl, "docker.io/library/perl"),
  ...runtime(lifeCycles.erlang, "docker.io/library/erlang", "docker.io/hexpm/erlang"),
  ...runtime(lifeCycles.elixir, "docker.io/library/elixir", "docker.io/hexpm/elixir"),
  ...runtime(lifeCycles.postgres, "docker.io/library/postgres", "docker.io/postgis/postgis"),
  ...runtime(lifeCycles.mysql, "docker.io/library/mysql"),
  ...runtime(lifeCycles.mariadb, "docker.io/library/mariadb"),
  ...runtime(lifeCycles.mongo, "docker.io/library/mongo"),
  ...runtime(lifeCycles.redis, "docker.io/library/redis"),
  ...runtime(lifeCycles.nginx, "docker.io/library/nginx", "docker.io/nginxinc/nginx-unprivileged"),
  ...runtime(lifeCycles.tomcat, "docker.io/library/tomcat"),
  ...runtime(lifeCycles.haproxy, "docker.io/library/haproxy"),
  ...runtime(lifeCycles.rabbitmq, "docker.io/library/rabbitmq"),
  ...runtime(lifeCycles.cassandra, "docker.io/library/cassandra"),
  ...runtime(
    lifeCycles.elasticsearch,
    "docker.io/library/elasticsearch",
    "docker.elastic.co/elasticsearch/elasticsearch",
    "docker.elastic.co/elasticsearch/elasticsearch-oss",
  ),
  ...runtime(lifeCycles.drupal, "docker.io/library/drupal"),
  ...runtime(lifeCycles.nextcloud, "docker.io/library/nextcloud"),
  ...runtime(lifeCycles.docker, "docker.io/library/docker"),
  ...runtime(lifeCycles.ros, "docker.io/library/ros", "docker.io/osrf/ros"),
  ...runtime(lifeCycles.temurin, "docker.io/library/eclipse-temurin"),
  ...runtime(lifeCycles.openjdk, "docker.io/library/openjdk"),
  ...runtime(lifeCycles.java, "docker.io/library/java"),
  ...runtime(lifeCycles.corretto, "docker.io/library/amazoncorretto", "public.ecr.aws/amazoncorretto/amazoncorretto"),
  ...["sdk", "aspnet", "runtime", "runtime-deps"].flatMap((name) =>
    runtime(lifeCycles.dotnet, `mcr.microsoft.com/dotnet/${name}`, `mcr.microsoft.com/dotnet/core/${name}`),
  ),
  ...["windows", "windows/servercore", "windows/nanoserver"].flatMap((name) =>
    runtime(lifeCycles.windows, `mcr.microsoft.com/${name}`),
  ),
  // Where they lay until 2019.
  ...runtime(lifeCycles.dotnet, "docker.io/microsoft/dotnet", "docker.io/microsoft/aspnetcore"),
  ...runtime(lifeCycles.windows, "docker.io/microsoft/windowsservercore", "docker.io/microsoft/nanoserver"),
]);

function runtime(cycle: LifeCycle, ...images: readonly string[]): readonly (readonly [string, Product])[] {
  return images.map((image) => [image, { cycle, distribution: undefined }]);
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
  const { tag } = image;
  const { registry, repository } = official(image);
  const universal = universalBase(registry, repository);
  if (universal !== undefined) return [universal];
  if (tag === undefined) return [];
  const releases: Release[] = [];
  const product = PRODUCTS.get(`${registry}/${repository}`);
  const words = tag.split("-");
  if (product !== undefined) {
    const own = ownSeries(product, words[0] ?? "");
    if (own !== undefined) releases.push(own);
    if (product.distribution !== undefined) return releases;
  }
  if (!namesDistribution(registry, repository)) return releases;
  // A release of ROS, whose name may be one of Ubuntu too: `kinetic-ros-base-xenial`.
  if (repository === "library/ros" || repository === "osrf/ros") words.shift();
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
  const { registry, repository } = official(image);
  const [suite = ""] = image.tag?.split("-") ?? [];
  if (!isRollingSuite(suite)) return undefined;
  const name = `${registry}/${repository}`;
  return name === "docker.io/library/buildpack-deps" ? "debian" : PRODUCTS.get(name)?.distribution;
}

/** `centos:7.9.2009`, `centos:centos7`, `centos:stream9`, `golang:1.22.3`. */
function ownSeries(product: Product, word: string): Release | undefined {
  if (product.cycle === centos && word.startsWith("stream")) {
    return release({ cycle: centosStream, distribution: "el" }, word.slice("stream".length));
  }
  const version = product.cycle === centos && word.startsWith("centos") ? word.slice("centos".length) : word;
  return release(product, version.startsWith("v") ? version.slice(1) : version) ?? lastOf(product, word);
}

/** Of `python:2` the last series, 2.7: another one will not come. That of the newest major may be one that we do not know. */
function lastOf(product: Product, major: string): Release | undefined {
  const [newest, ...older] = product.cycle.series;
  const ofMajor = (series: Series) => series.name.startsWith(`${major}.`);
  if (product.distribution !== undefined || newest === undefined || ofMajor(newest)) return undefined;
  const series = older.find(ofMajor);
  return series && { ...product, series };
}

function release({ cycle, distribution }: Product, version: string): Release | undefined {
  const series = seriesOf(cycle, version);
  return series === undefined ? undefined : { cycle, series, distribution };
}

/** Where Red Hat's images lie; on Docker Hub those under its own name alone. */
const OF_RED_HAT = /^(?:registry\.access\.redhat\.com|registry\.redhat\.io|docker\.io\/redhat)\/ubi(\d+)(?:$|[-/])/;

/** Red Hat's universal base images carry the release in their name: `ubi9/ubi`, `ubi8-minimal`. */
function universalBase(registry: string, repository: string): Release | undefined {
  const match = OF_RED_HAT.exec(`${registry}/${repository}`);
  return match === null ? undefined : release({ cycle: rhel, distribution: "el" }, match[1] ?? "");
}

/** Bases whose tags end with the distribution: `12.4.1-runtime-ubuntu22.04`. Source: their pages on Docker Hub. */
const OF_NVIDIA: ReadonlySet<string> = new Set(["nvidia/cuda", "nvidia/opencl", "nvidia/opengl", "nvidia/cudagl"]);

/** Publishers that name the distribution below in their tags by its code name, or by name and version. */
function namesDistribution(registry: string, repository: string): boolean {
  if (registry === "docker.io")
    return /^(?:library\/|hexpm\/|osrf\/ros$)/.test(repository) || OF_NVIDIA.has(repository);
  if (registry === "nvcr.io") return OF_NVIDIA.has(repository);
  return (
    registry === "mcr.microsoft.com" &&
    /^(?:dotnet|powershell|windows|(?:vscode\/)?devcontainers)(?:\/|$)/.test(repository)
  );
}

/** Products that stand in tags by name and version. */
const VERSIONED_WORDS: ReadonlyMap<string, Product> = new Map<string, Product>([
  ["alpine", { cycle: alpine, distribution: "alpine" }],
  ["debian", { cycle: debian, distribution: "debian" }],
  ["ubuntu", { cycle: ubuntu, distribution: "ubuntu" }],
  ["fedora", { cycle: fedora, distribution: "fedora" }],
  ["centos", { cycle: centos, distribution: "el" }],
  ["rockylinux", { cycle: rocky, distribution: "el" }],
  ["ubi", { cycle: rhel, distribution: "el" }],
  ["windowsservercore", { cycle: lifeCycles.windows, distribution: undefined }],
  ["nanoserver", { cycle: lifeCycles.windows, distribution: undefined }],
]);

/** `bookworm`, `jammy`, `alpine3.19`; `next` holds the version where a hyphen parts the two: `ubuntu-22.04`. */
function distributionWord(word: string, next = ""): Release | undefined {
  const [, name = word, version = next] = /^([a-z]+)(\d[\d.]*)$/.exec(word) ?? [];
  const named = VERSIONED_WORDS.get(name);
  if (named !== undefined) return release(named, version);
  for (const product of [
    { cycle: debian, distribution: "debian" },
    { cycle: ubuntu, distribution: "ubuntu" },
  ] as const) {
    const series = product.cycle.series.find(({ codename }) => codename === word);
    if (series !== undefined) return { ...product, series };
  }
  return undefined;
}
