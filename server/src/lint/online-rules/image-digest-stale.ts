import type { ImageState } from "../../pin/pin.ts";
import { counted } from "../../text/counted.ts";
import { imageQuestions, shortPin } from "../lookups/images/image-state.ts";
import type { OnlineRule } from "../online-rule.ts";

/** Digests that their tag does not lead to any more. */
export const rule: OnlineRule = {
  id: "image-digest-stale",
  severity: "info",
  summary: "The tag of a pinned image leads to another digest today.",
  why: "The pin does its work: the build stays as it was. But what was pushed since then, mostly security updates, does not reach it. Read what changed, write the digest of today, and let a bot or a scheduled check do so from now on.",
  examples: [
    {
      bad: "FROM debian:12.11@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\n",
      good: "FROM debian:12.11@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d\n",
      fixed: false,
    },
  ],
  answersTo: [],
  ask: (model, options) =>
    imageQuestions(model, options, ({ reference }, state) => {
      const { tagDigest, digestExists, isPlatform } = state;
      if (reference?.digest === undefined || reference.tag === undefined || tagDigest === undefined) return undefined;
      if (tagDigest === reference.digest || digestExists === false || isPlatform) return undefined;
      return `was pushed again: ${described(reference.digest, state.before)} is now ${described(tagDigest, state.now)}${ageBetween(state)}`;
    }),
};

/** `sha256:0a1b2c3d4e5f… (1.4.0, 2025-05-20)`. */
function described(digest: string, { created, version }: ImageState["now"]): string {
  const facts = [version, created?.slice(0, "2000-01-01".length)].filter((fact) => fact !== undefined && fact !== "");
  return facts.length === 0 ? shortPin(digest) : `${shortPin(digest)} (${facts.join(", ")})`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function ageBetween({ before, now }: ImageState): string {
  const days = Math.round((Date.parse(now.created ?? "") - Date.parse(before.created ?? "")) / DAY_MS);
  return days > 0 ? `, ${counted(days, "day")} newer` : "";
}
