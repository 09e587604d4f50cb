import { imagesOf, nameOf } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** Images with an exact tag and no digest. */
export const rule: Rule = {
  id: "image-undigested",
  severity: "hint",
  summary: "An image with an exact tag has no digest.",
  why: "Even an exact tag can be pushed again, and official images are, when their base gets security updates. Only the digest names the bytes. Keep the tag beside it for people: `node:22.11.0@sha256:…`.",
  examples: [
    {
      bad: "FROM alpine:3.20.3\n",
      good: "FROM alpine:3.20.3@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const { image, place } of imagesOf(model)) {
      if (image.class !== "exact") continue;
      const message = `${nameOf(image)} can be pushed again with other content: add its digest`;
      yield { span: image.span, message, fixes: [], ...place };
    }
  },
};
