import type { ImageUse, Stage } from "./build-model.ts";
import type { ReadFile } from "./read-stages.ts";
import type { KnownFacts } from "./run-facts.ts";

/**
 * Remembers what was made of a key in this build and the one before: unchanged instructions are not read again, and what
 * the text no longer holds is forgotten one build later.
 */
export interface GenerationCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Ends a build: what it did not use goes. */
  turn(): void;
}

/** What one document's models share from version to version. */
export interface ModelCache {
  /** Shell tree and facts of a RUN by text and shell, with the variables that the facts were made with. */
  readonly facts: GenerationCache<KnownFacts>;
  /** The version before. */
  last:
    | { readonly file: ReadFile; readonly stages: readonly Stage[]; readonly syntaxImage: ImageUse | undefined }
    | undefined;
  /** Counts top-level shell parses, for the tests of performance.md's G3. */
  parses: number;
}

export function newModelCache(): ModelCache {
  return { facts: newGenerationCache(), last: undefined, parses: 0 };
}

function newGenerationCache<Value>(): GenerationCache<Value> {
  let old = new Map<string, Value>();
  let young = new Map<string, Value>();
  return {
    get(key) {
      const value = young.get(key) ?? old.get(key);
      if (value !== undefined) young.set(key, value);
      return value;
    },
    set(key, value) {
      young.set(key, value);
    },
    turn() {
      old = young;
      young = new Map();
    },
  };
}
