import type { WordParts } from "./package-word.ts";

/** At least seven hexadecimal digits: git's shortest usual form of a commit. */
const COMMIT = /^[0-9a-f]{7,64}$/i;

/** `v1.2`, or three numbers anywhere: the tag of a release. */
const RELEASE_TAG = /^v\d+\.\d+$|\d\.\d+\.\d/;

/** What a git reference behind a package holds: a commit or the tag of a release is exact, anything else is a branch that moves. */
export function refHolds(ref: string): WordParts["holds"] {
  return COMMIT.test(ref) || RELEASE_TAG.test(ref) ? "exact" : "moving";
}
