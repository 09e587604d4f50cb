import { shortKey } from "../../knowledge/labels/oci-keys.ts";
import { FORM_WORDS } from "../../knowledge/labels/values.ts";
import type { LabelUse } from "../../model/build-model.ts";
import { beginsWithEquals, missedForm, withoutBlanks } from "../labels/label-form.ts";
import { labelsOf } from "../labels/stage-labels.ts";
import type { Finding, Rule } from "../rule.ts";

/** Values that begin with "=" by a slip, and those of OCI labels that do not have the form which the specification asks for. */
export const rule: Rule = {
  id: "label-invalid",
  severity: "warning",
  summary: "The value of an OCI label is empty or has the wrong form, or that of any label begins with a stray `=`.",
  why: "Tools read these values: `created` as an RFC 3339 timestamp, `licenses` as an SPDX expression, `url`, `source` and `documentation` as URLs. A value of another form is lost on them. Values with variables are not judged. With blanks around `=`, BuildKit takes it for a part of the value.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.licenses="MIT License"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.licenses="MIT"\n',
      fixed: false,
    },
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.source="team/app"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.source="https://git.example/team/app"\n',
      fixed: false,
    },
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.title = "app"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.title="app"\n',
      fixed: true,
    },
  ],
  answersTo: ["DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"],
  *check(model, { requiredLabels, isLicence }) {
    for (const { label, stage } of labelsOf(model)) {
      if (beginsWithEquals(label, model.text)) {
        yield { ...strayEquals(label, model.text), stage: stage.index };
        continue;
      }
      const { key, value, span, valueSpan } = label;
      const form = missedForm(label, key, isLicence);
      const isJudgedElsewhere = requiredLabels.has(key) && stage.inherited;
      if (form === undefined || isJudgedElsewhere) continue;
      const message = value === "" ? `${shortKey(key)} is empty: give it a value or drop it` : wrong(key, form);
      yield { span: value === "" ? span : valueSpan, message, fixes: [], stage: stage.index };
    }
  },
};

function strayEquals({ key, keySpan, valueSpan: { start, end } }: LabelUse, text: string): Finding {
  const newText = withoutBlanks(text.slice(keySpan.end, end));
  const edits = newText === undefined ? [] : [{ span: { start: keySpan.end, end }, newText }];
  const fix = { kind: "edit", title: "Write KEY=VALUE without blanks", safety: "safe", edits } as const;
  const message = `the value of ${shortKey(key)} begins with "=": write KEY="VALUE" without blanks`;
  return { span: { start, end: start + 1 }, message, fixes: edits.length === 0 ? [] : [fix] };
}

function wrong(key: string, form: keyof typeof FORM_WORDS): string {
  return `${shortKey(key)} must be ${FORM_WORDS[form]}`;
}
