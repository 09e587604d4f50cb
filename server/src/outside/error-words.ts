/** The code of an error as Node gives it (`ENOENT`, `ERR_SSL_…`); undefined: what was thrown has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** What was thrown, in its own words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
