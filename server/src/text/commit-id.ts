const COMMIT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i;

/** True for a full id of a commit, SHA-1 or SHA-256; git reads capitals, too. */
export function isCommitId(text: string): boolean {
  return COMMIT_ID.test(text);
}
