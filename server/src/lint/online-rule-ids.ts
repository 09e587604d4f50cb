// Written by npm run generate.

/** Ids of the rules that need the network: settings and comments know them, typing never loads them. */
export const ONLINE_RULE_IDS: readonly string[] = [
  "download-checksum-mismatch",
  "image-digest-platform",
  "image-digest-stale",
  "image-gone",
  "package-gone",
  "package-outdated",
];
