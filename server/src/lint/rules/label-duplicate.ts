import { removeWord } from "../../fix/remove-word.ts";
import { isAuthors, shortKey } from "../../knowledge/labels/oci-keys.ts";
import { saysAll } from "../../knowledge/labels/values.ts";
import type { LabelUse } from "../../model/build-model.ts";
import { textOf, wordInLabel } from "../labels/label-words.ts";
import { isPlainKey } from "../labels/stage-labels.ts";
import type { Rule } from "../rule.ts";

/** A key that is set again later in the same stage: only the last value counts. */
export const rule: Rule = {
  id: "label-duplicate",
  severity: "warning",
  summary: "A label key is set twice in one stage.",
  why: "Only the last value is in the image; the first one misleads whoever reads the file. A value that overrides one of another stage is fine.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.title="app" \\\n      org.opencontainers.image.vendor="Team"\nLABEL org.opencontainers.image.title="ships"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.vendor="Team"\nLABEL org.opencontainers.image.title="ships"\n',
      fixed: true,
    },
  ],
  answersTo: [],
  *check({ stages, text }) {
    for (const stage of stages) {
      if (stage.labels.length < 2) continue;
      const last = new Map<string, LabelUse>();
      for (const label of stage.labels) last.set(label.key, label);
      for (const label of stage.labels) {
        const later = last.get(label.key) ?? label;
        if (later === label || !isPlainKey(label.key)) continue;
        const edits = [removeWord(text, wordInLabel(label, stage))];
        // Who names two authors means both.
        const isSaid = !isAuthors(label.key) || saysAll(textOf(later), textOf(label));
        const safety = isSaid ? "safe" : "review";
        const fix = { kind: "edit", title: "Remove the label that is overridden", safety, edits } as const;
        const message = `${shortKey(label.key)} is set again later, which overrides this value: remove it`;
        yield { span: label.span, message, fixes: [fix], stage: stage.index };
      }
    }
  },
};
