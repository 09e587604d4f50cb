import { nameOf } from "./path.ts";

/** What a file is to us. */
export type FileRole = "dockerfile" | "compose";

/** Names of the files that `docker buildx bake` reads by itself, in its order. Such files are not checked; they give build arguments. */
export const BAKE_NAMES: readonly string[] = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

/** Of the files that `docker compose` reads by itself the first that is there, and over it the first of the overrides. */
export const COMPOSE_NAMES: readonly string[] = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yml",
  "docker-compose.yaml",
];
export const COMPOSE_OVERRIDE_NAMES: readonly string[] = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** What a file of this base name is; undefined: nothing of ours. `Dockerfile.dockerignore` is BuildKit's ignore list for a Dockerfile. */
export function roleOfName(name: string): FileRole | undefined {
  const lower = name.toLowerCase();
  if (isDockerfileName(lower) && !isProgram(name)) return "dockerfile";
  return isComposeName(lower) ? "compose" : undefined;
}

/** True for the name of a file that Bake reads by itself. */
export function isBakeName(name: string): boolean {
  return BAKE_NAMES.includes(name);
}

/** True for a path that Bake reads, and not Compose, when somebody names it. */
export function isBakePath(path: string): boolean {
  return path.endsWith(".hcl") || isBakeName(nameOf(path));
}

function isDockerfileName(lower: string): boolean {
  if (lower.endsWith(".dockerignore") || lower.endsWith("~")) return false;
  return (
    lower === "dockerfile" ||
    lower.startsWith("dockerfile.") ||
    lower.endsWith(".dockerfile") ||
    lower.startsWith("containerfile")
  );
}

const PROGRAM_ENDINGS: ReadonlySet<string> = new Set(
  "c cjs cpp cs cts ex exs go h java js json jsx kt lua mjs mts php py rb rs toml ts tsx vim yaml yml".split(" "),
);

/** `dockerfile.go` in small letters is a program about Dockerfiles, `Dockerfile.go` builds one in Go; `Dockerfile.md` tells of one. */
function isProgram(name: string): boolean {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return (name.startsWith("dockerfile.") && PROGRAM_ENDINGS.has(ending)) || ending.toLowerCase() === "md";
}

function isComposeName(lower: string): boolean {
  return (
    (lower.endsWith(".yaml") || lower.endsWith(".yml")) &&
    (lower.startsWith("compose") || lower.startsWith("docker-compose"))
  );
}
