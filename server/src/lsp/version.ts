/** Bundled in by the build. */
declare const SEAWORTHY_VERSION: string | undefined;

/** The version of this program; `0` outside of a bundle. */
export const VERSION = typeof SEAWORTHY_VERSION === "string" ? SEAWORTHY_VERSION : "0";
