import { imagesOf, nameOf, versionAdvice } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** Images that carry the moving tag `latest`. */
export const rule: Rule = {
  id: "image-latest",
  severity: "warning",
  summary: "An image is used with the tag latest.",
  why: "`latest` is whatever was pushed last. The same commit builds on another base tomorrow, and nobody can say what the image of last week was made of. Write the version that you mean, best with its digest.",
  examples: [
    { bad: "FROM node:latest\n", good: "FROM node:22.11.0-bookworm\n", fixed: false },
    {
      bad: "FROM golang:1.23.2 AS build\n\nFROM scratch\nCOPY --from=busybox:latest /bin/busybox /bin/\n",
      good: "FROM golang:1.23.2 AS build\n\nFROM scratch\nCOPY --from=busybox:1.36.1 /bin/busybox /bin/\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3007"],
  *check(model) {
    for (const { image, place } of imagesOf(model)) {
      if (image.class !== "latest") continue;
      const message = `${nameOf(image)} changes under you: ${versionAdvice(image)}`;
      yield { span: image.tagSpan, message, fixes: [], ...place };
    }
  },
};
