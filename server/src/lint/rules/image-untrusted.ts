import { imagesOf, nameOf } from "../image-uses.ts";
import type { Rule } from "../rule.ts";
import { isTrusted } from "../trusted-registries.ts";

/** Images of a registry outside of the configured list; silent while there is no list. */
export const rule: Rule = {
  id: "image-untrusted",
  severity: "warning",
  summary: "An image comes from a registry that is not in trustedRegistries.",
  why: "A base image runs with everything that the build has. When `trustedRegistries` lists the registries that you vouch for (`docker.io`, `registry.example/team`, `*.example`), any other one is reported; without the list this rule is silent. In the example it holds `registry.example`. A fix writes the mirror that the user's setting `mirrors` names for the registry.",
  examples: [
    {
      bad: "FROM quay.io/team/app:1.4.0\n",
      good: "FROM registry.example/team/app:1.4.0\n",
      fixed: false,
      options: { trustedRegistries: ["registry.example"] },
    },
  ],
  answersTo: ["DL3026"],
  *check(model, { trustedRegistries }) {
    if (trustedRegistries === undefined) return;
    for (const { image, place } of imagesOf(model)) {
      const { reference } = image;
      if (reference === undefined || image.class === "stage-ref" || image.class === "scratch") continue;
      if (trustedRegistries.some((entry) => isTrusted(reference, entry))) continue;
      const advice =
        trustedRegistries.length === 0 ? "trustedRegistries lists none" : `use one of ${trustedRegistries.join(", ")}`;
      const message = `${nameOf(image)} comes from ${reference.registry}, which is not trusted here: ${advice}`;
      yield { span: image.span, message, fixes: [], ...place };
    }
  },
};
