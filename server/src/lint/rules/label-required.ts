import { shortKey } from "../../knowledge/labels/oci-keys.ts";
import { FORM_WORDS, hasForm } from "../../knowledge/labels/values.ts";
import type { BuildModel, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { enumeration } from "../../text/enumeration.ts";
import { addLabels } from "../labels/add-labels.ts";
import { beginsWithEquals } from "../labels/label-form.ts";
import { exportedStage, fromSpan, isPlainKey, keysInImage } from "../labels/stage-labels.ts";
import type { Finding, LintOptions, Rule } from "../rule.ts";

/** Labels that the configuration demands of the exported image: their presence, their form, and with strictLabels no others. */
export const rule: Rule = {
  id: "label-required",
  severity: "warning",
  summary: "A label that labels.required demands is missing or has another form.",
  why: "`labels.required` lists the keys that an image of yours must carry, each with the form of its value: text, url, semver, sha, date, spdx or email. Without that list the rule is silent; in the example it holds `com.example.contact: email`.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL com.example.contact="the team"\n',
      good: 'FROM debian:12.11\nLABEL com.example.contact="team@app.example"\n',
      fixed: false,
      options: { requiredLabels: new Map([["com.example.contact", "email"]]) },
    },
  ],
  answersTo: ["DL3049", "DL3050"],
  *check(model, options) {
    const stage = exportedStage(model);
    if (stage === undefined || (options.requiredLabels.size === 0 && !options.strictLabels)) return;
    yield* missingIn(model, stage, options);
    for (const each of lineage(stage)) yield* malformedIn(each, model.text, options);
  },
};

function* missingIn(model: BuildModel, stage: Stage, { requiredLabels }: LintOptions): Iterable<Finding> {
  const present = keysInImage(stage);
  const missing = [...requiredLabels.keys()].filter((key) => !present.has(key));
  if (missing.length === 0) return;
  const labels = missing.length === 1 ? "this label" : "these labels";
  const message = `the image must carry ${enumeration(missing.map(shortKey))}: add ${labels}`;
  yield { span: fromSpan(stage), message, fixes: [addLabels(missing, stage, model)], stage: stage.index };
}

function* malformedIn(
  { labels, index }: Stage,
  text: string,
  { requiredLabels, strictLabels, isLicence }: LintOptions,
): Iterable<Finding> {
  for (const label of labels) {
    const { key, keySpan, value, valueSpan, variables } = label;
    const form = requiredLabels.get(key);
    if (form === undefined) {
      const message = `${key} is not listed in label-schema: drop it or list it`;
      if (strictLabels && isPlainKey(key)) yield { span: keySpan, message, fixes: [], stage: index };
    } else if (value !== undefined && variables.length === 0 && !hasForm(value, form, isLicence)) {
      if (beginsWithEquals(label, text)) continue;
      yield { span: valueSpan, message: `${shortKey(key)} must be ${FORM_WORDS[form]}`, fixes: [], stage: index };
    }
  }
}
