declare module "@pnpm/npm-conf" {
  export interface Configuration {
    get(key: string): unknown;
    /** Of all layers. */
    readonly keys: readonly string[];
  }

  function readConfiguration(options: Readonly<Record<string, unknown>>): { readonly config: Configuration };

  export = readConfiguration;
}
