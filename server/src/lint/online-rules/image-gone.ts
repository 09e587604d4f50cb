import { imageQuestions } from "../lookups/images/image-state.ts";
import type { OnlineRule } from "../online-rule.ts";

/** Tags and digests that their registry does not have any more. */
export const rule: OnlineRule = {
  id: "image-gone",
  severity: "warning",
  summary: "The tag or the digest of an image is gone from its registry.",
  why: "Registries delete tags, and digests that no tag leads to. A build that still finds the image in a cache breaks on the next fresh machine. Write a tag that exists, with its digest. That a registry refuses to answer, or is out of reach, is never taken for gone.",
  examples: [
    {
      bad: "FROM registry.example/team/base:1.4.0@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\n",
      good: "FROM registry.example/team/base:1.4.1@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d\n",
      fixed: false,
    },
  ],
  answersTo: [],
  ask: (model, options) =>
    imageQuestions(model, options, ({ reference }, { tagDigest, digestExists }) => {
      const isTagGone = reference?.tag !== undefined && tagDigest === undefined;
      if (digestExists === false) {
        return isTagGone
          ? "is gone from its registry, tag and digest: choose another image"
          : "is still there, but its digest is gone: write the digest that the tag has today";
      }
      if (!isTagGone) return undefined;
      return digestExists === true
        ? "is gone from its registry; the digest can still be pulled, until somebody cleans up: choose another tag"
        : "is gone from its registry: choose another tag";
    }),
};
