declare module "@pnpm/npm-conf" {
  export interface Configuration {
    get(key: string): unknown;
    /** Of all layers. */
    readonly keys: readonly string[];
  }

  /** `warnings`: which files were left out as a whole, and why. Throws for what a variable of the environment sets. */
  function readConfiguration(options: Readonly<Record<string, unknown>>): {
    readonly config: Configuration;
    readonly warnings: readonly string[];
  };

  export = readConfiguration;
}
