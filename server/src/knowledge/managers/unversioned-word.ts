import type { Argument } from "../call.ts";
import type { PackageWord } from "./manager.ts";
import { bareWord } from "./package-word.ts";
import { mayEndInRelation } from "./relation.ts";

/**
 * A word without a version. In `tool${VERSION:+@$VERSION}` nobody knows whether one follows: the pin is unknown then. `mark` is
 * what stands in front of a version.
 */
export function unversionedWord(word: Argument, mark: string): PackageWord {
  const bare = bareWord(word);
  return mayEndInRelation(word, mark) ? { ...bare, pinned: "unknown" } : bare;
}
