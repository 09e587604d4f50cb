// Written by npm run generate.
import type { OnlineRule } from "./online-rule.ts";
import { rule as downloadChecksumMismatch } from "./online-rules/download-checksum-mismatch.ts";
import { rule as imageDigestPlatform } from "./online-rules/image-digest-platform.ts";
import { rule as imageDigestStale } from "./online-rules/image-digest-stale.ts";
import { rule as imageGone } from "./online-rules/image-gone.ts";
import { rule as packageGone } from "./online-rules/package-gone.ts";
import { rule as packageOutdated } from "./online-rules/package-outdated.ts";

/** Every rule that needs the network, by id. Load it with import(). */
export const onlineRules: readonly OnlineRule[] = [
  downloadChecksumMismatch,
  imageDigestPlatform,
  imageDigestStale,
  imageGone,
  packageGone,
  packageOutdated,
];
