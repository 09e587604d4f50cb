/** Name of our settings file. */
export const SEAWORTHY_YAML = ".seaworthy.yaml";

/** What it is called by mistake: it is not read, and that is said. */
export const MISNAMED_YAML = ".seaworthy.yml";

/** Names of hadolint's settings file. */
export const HADOLINT_YAMLS = [".hadolint.yaml", ".hadolint.yml"] as const;
