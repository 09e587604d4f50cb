/** Bundled in by the build. */
declare const SEAWORTHY_VERSION: string | undefined;

export const VERSION = typeof SEAWORTHY_VERSION === "string" ? SEAWORTHY_VERSION : "0";
