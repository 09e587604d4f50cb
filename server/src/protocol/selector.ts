/** Language ids that editors give to Dockerfiles and Compose files. */
export const DOCKERFILE_LANGUAGE = "dockerfile";
export const COMPOSE_LANGUAGE = "dockercompose";

/**
 * Which documents a client sends to the server: those that engine/file-roles.ts reads by their names (a test compares them). Editors match globs
 * in any letter case or not, as they like.
 */
export const DOCUMENT_GLOBS = [
  "**/Dockerfile",
  "**/Dockerfile.*",
  "**/*.Dockerfile",
  "**/Containerfile*",
  "**/compose*.yaml",
  "**/compose*.yml",
  "**/docker-compose*.yaml",
  "**/docker-compose*.yml",
] as const;

/** Settings files: their text in the editor counts, saved or not. */
export const SETTINGS_GLOBS = ["**/.seaworthy.yaml", "**/.hadolint.yaml", "**/.hadolint.yml"] as const;
