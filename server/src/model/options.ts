/** What the builder is given besides the file. */
export interface ModelOptions {
  /** Build arguments by name; undefined: it is passed, but to what is not known. */
  readonly buildArgs?: ReadonlyMap<string, string | undefined>;
  /** Names of additional build contexts: a reference to one is no image. */
  readonly buildContexts?: readonly string[];
}
