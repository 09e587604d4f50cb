/** Put in by the bundler from package.json. */
declare const SEAWORTHY_VERSION: string | undefined;

/** The version of this program; `unbundled` outside of a bundle. */
export const version = typeof SEAWORTHY_VERSION === "string" ? SEAWORTHY_VERSION : "unbundled";
