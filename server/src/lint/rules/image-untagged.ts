import type { ImageUse } from "../../model/build-model.ts";
import { imagesOf, mayBeContext, nameOf, versionAdvice } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** Images without tag and digest, which means `latest`. */
export const rule: Rule = {
  id: "image-untagged",
  severity: "warning",
  summary: "An image is used without a tag.",
  why: "Without a tag Docker takes `latest`, which is whatever was pushed last. Write the version that you mean, best with its digest. A name that your build gives as a build context belongs in the setting `buildContexts`.",
  examples: [{ bad: "FROM debian\n", good: "FROM debian:12.11\n", fixed: false }],
  answersTo: ["DL3006"],
  *check(model) {
    for (const { image, place } of imagesOf(model)) {
      if (image.class !== "untagged") continue;
      const message = `${nameOf(image)} has no tag and so means latest: ${adviceFor(image)}`;
      yield { span: image.span, message, fixes: [], ...place };
    }
  },
};

function adviceFor(image: ImageUse): string {
  const advice = versionAdvice(image);
  return mayBeContext(image) ? `${advice}; a build context belongs under buildContexts` : advice;
}
