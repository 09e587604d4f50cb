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

export function newGenerationCache<Value>(): GenerationCache<Value> {
  let old = new Map<string, Value>();
  let young = new Map<string, Value>();
  return {
    get(key) {
      const value = young.get(key) ?? old.get(key);
      if (value !== undefined) young.set(key, value);
      return value;
    },
    set: (key, value) => void young.set(key, value),
    turn() {
      old = young;
      young = new Map();
    },
  };
}
