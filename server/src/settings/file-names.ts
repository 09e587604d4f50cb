/** Name of our settings file. */
export const SEAWORTHY_YAML = ".seaworthy.yaml";

/** Names of hadolint's settings file. */
export const HADOLINT_YAMLS = [".hadolint.yaml", ".hadolint.yml"] as const;
