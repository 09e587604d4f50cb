import { finestTag } from "../../knowledge/versions/finest-tag.ts";
import { namesMonth } from "../../knowledge/versions/tag-shape.ts";
import type { ImageUse } from "../../model/build-model.ts";
import { imagesOf, nameOf } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** Images whose tag is coarser than a full version, a date or a build id. */
export const rule: Rule = {
  id: "image-floating-tag",
  severity: "hint",
  summary: "An image is used by a tag that moves with every release.",
  why: "`node:22` or `debian:bookworm` is pushed again with every patch. That brings security fixes, and it makes two builds of the same commit differ. Write the full version or add the digest, and let a bot raise it.",
  examples: [{ bad: "FROM node:22-bookworm-slim\n", good: "FROM node:22.11.0-bookworm-slim\n", fixed: false }],
  answersTo: [],
  *check(model) {
    for (const { image, place } of imagesOf(model)) {
      if (image.class !== "floating") continue;
      yield { span: image.tagSpan, message: `${nameOf(image)} ${adviceFor(image)}`, fixes: [], ...place };
    }
  },
};

function adviceFor({ reference }: ImageUse): string {
  const [channel = ""] = reference?.tag?.split("-") ?? [];
  // Ubuntu's newest release, which others do not mean by the word.
  const isReleased = channel === "rolling" && reference?.repository === "library/ubuntu";
  if (CHANNELS.has(channel) && !isReleased)
    return "follows the development of the next release: name a release or add the digest";
  const finest = reference && finestTag(reference);
  if (finest === "date") return "moves with every release: write a tag with its date or add the digest";
  if (finest === "none") return "moves with every release: add the digest, for its tags name no version";
  // Most have no finer version than their month.
  if (reference !== undefined && namesMonth(reference)) return "can be pushed again: add the digest";
  return "moves with every release: write the full version or add the digest";
}

/** First words of tags of what will be a release. */
const CHANNELS: ReadonlySet<string> = new Set([
  "edge",
  "rolling",
  "sid",
  "unstable",
  "testing",
  "rawhide",
  "tumbleweed",
  "nightly",
  "canary",
  "main",
  "master",
]);
