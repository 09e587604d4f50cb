import type { EditFix } from "../../fix/fix.ts";
import { removeWord } from "../../fix/remove-word.ts";
import { shortKey } from "../../knowledge/labels/oci-keys.ts";
import { isFilledIn } from "../../knowledge/labels/values.ts";
import type { BuildModel, LabelUse, Stage } from "../../model/build-model.ts";
import { labelEdits } from "../labels/add-labels.ts";
import { wordInLabel } from "../labels/label-words.ts";
import type { Rule } from "../rule.ts";

/** Revision and time of creation as literals: they are wrong from the next commit on. */
export const rule: Rule = {
  id: "label-volatile",
  severity: "hint",
  summary: "A revision or a time of creation is written as a literal.",
  why: "The commit that is built and the time of the build are known only when it is built; a literal is wrong from the next commit on. Take them from build arguments, declared at the end of the stage, so that a new value costs no cached layer.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.revision="0123456789abcdef0123456789abcdef01234567"\nCOPY app /app\n',
      good: 'FROM debian:12.11\nCOPY app /app\nARG REVISION\nLABEL org.opencontainers.image.revision="$REVISION"\n',
      fixed: true,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const stage of model.stages) {
      for (const label of stage.labels) {
        if (!VOLATILE.has(label.key) || !isLiteral(label)) continue;
        const name = shortKey(label.key);
        const message = `${name} is wrong from the next ${name === "created" ? "build" : "commit"} on: take it from a build argument`;
        yield { span: label.valueSpan, message, fixes: wired(label, stage, model), stage: stage.index };
      }
    }
  },
};

const VOLATILE: ReadonlySet<string> = new Set([
  "org.opencontainers.image.revision",
  "org.opencontainers.image.created",
]);

function isLiteral({ value, variables, quotedVariables }: LabelUse): boolean {
  if (value === undefined || value === "" || isFilledIn(value)) return false;
  return variables.length === 0 && quotedVariables.length === 0;
}

function wired(label: LabelUse, stage: Stage, model: BuildModel): readonly EditFix[] {
  const inserted = labelEdits([label.key], stage, model);
  if (inserted === undefined) return [];
  const edits = [removeWord(model.text, wordInLabel(label, stage)), ...inserted];
  return [{ kind: "edit", title: "Take it from a build argument at the end of the stage", safety: "review", edits }];
}
