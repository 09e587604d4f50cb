import type { ImageUse, Stage } from "./build-model.ts";
import type { ReadFile } from "./read-stages.ts";
import type { KnownFacts } from "./run-facts.ts";

/**
 * Remembers what was made of a key in one build for those behind it: unchanged instructions are not read again. What the text no
 * longer holds is forgotten some builds later, when there is more of it than is worth keeping.
 */
export interface BuildCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Ends a build. `inUse` gives what the text holds. */
  turn(inUse: () => Iterable<readonly [string, Value]>): void;
}

/** What one document's models share from version to version. */
export interface ModelCache {
  /** Shell tree and facts of a RUN by text and shell, with the variables that the facts were made with. */
  readonly facts: BuildCache<KnownFacts>;
  /** The version before. */
  last:
    | { readonly file: ReadFile; readonly stages: readonly Stage[]; readonly syntaxImage: ImageUse | undefined }
    | undefined;
  /** Counts top-level shell parses, for the tests of performance.md's G3. */
  parses: number;
}

export function newModelCache(): ModelCache {
  return { facts: newBuildCache(), last: undefined, parses: 0 };
}

/** A RUN that is typed in leaves one at each keystroke, and it may be long. */
const MAX_LEFT_OVER = 4;

function newBuildCache<Value>(): BuildCache<Value> {
  let values = new Map<string, Value>();
  let limit: number | undefined;
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value);
    },
    turn(inUse) {
      limit ??= values.size + MAX_LEFT_OVER;
      if (values.size <= limit) return;
      values = new Map(inUse());
      limit = values.size + MAX_LEFT_OVER;
    },
  };
}
