import { imageQuestions } from "../lookups/images/image-state.ts";
import type { OnlineRule } from "../online-rule.ts";

/** Digests of one platform of an image that has several. */
export const rule: OnlineRule = {
  id: "image-digest-platform",
  severity: "warning",
  summary: "The digest of an image names one platform of several.",
  why: "An image for several platforms has a digest of its own, that of its index, and one for each platform. Docker shows the latter in some places. Written into FROM it makes every build use that platform, and on another processor the image does not run. Write the digest of the index; where one platform is meant, say so with `--platform`.",
  examples: [
    {
      bad: "FROM debian:12.11@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\n",
      good: "FROM debian:12.11@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d\n",
      fixed: false,
    },
  ],
  answersTo: ["InvalidBaseImagePlatform"],
  ask: (model, options) =>
    imageQuestions(model, options, ({ reference, platform }, { isPlatform, isOtherPlatform, digestExists }) => {
      if (!isPlatform || digestExists === false || reference?.digest === undefined) return undefined;
      if (platform === undefined || platform.includes("$"))
        return "is pinned to one platform by its digest: write the digest of the whole image";
      return isOtherPlatform
        ? `is not for ${platform}, its digest is that of another platform: write the digest of the whole image`
        : undefined;
    }),
};
