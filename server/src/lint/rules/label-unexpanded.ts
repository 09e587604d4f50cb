import type { EditFix } from "../../fix/fix.ts";
import { unquoted } from "../../fix/quote.ts";
import { OCI_KEYS, shortKey } from "../../knowledge/labels/oci-keys.ts";
import type { BuildModel, LabelUse, Stage } from "../../model/build-model.ts";
import { declareAbove, isInScope, keepsDefault } from "../labels/label-scope.ts";
import { labelsOf } from "../labels/stage-labels.ts";
import type { Finding, Rule } from "../rule.ts";

/** Variables in label values that Docker does not put in: between single quotes, or out of scope. */
export const rule: Rule = {
  id: "label-unexpanded",
  severity: "warning",
  summary: "A label value names a variable that Docker does not put in.",
  why: "Between single quotes `$VERSION` stays as it is written. An ARG in front of FROM, or of another stage, is empty in this one until `ARG VERSION` repeats it. `TARGETARCH` and its kin want an ARG too. Other names that the file declares nowhere are judged only in images from `scratch`: elsewhere the base image may set them.",
  examples: [
    {
      bad: "FROM debian:12.11\nARG VERSION\nLABEL org.opencontainers.image.version='$VERSION'\n",
      good: 'FROM debian:12.11\nARG VERSION\nLABEL org.opencontainers.image.version="$VERSION"\n',
      fixed: true,
    },
    {
      bad: 'ARG VERSION=1.4.0\nFROM debian:12.11\nLABEL org.opencontainers.image.version="$VERSION"\n',
      good: 'ARG VERSION=1.4.0\nFROM debian:12.11\nARG VERSION\nLABEL org.opencontainers.image.version="$VERSION"\n',
      fixed: true,
    },
  ],
  answersTo: ["UndefinedVar"],
  *check(model) {
    for (const { label, stage } of labelsOf(model)) {
      if (label.quotedVariables.length === 0 && label.undefinedVariables.length === 0) continue;
      yield* inSingleQuotes(label, stage, model);
      yield* outOfScope(label, stage, model);
    }
  },
};

function* inSingleQuotes(label: LabelUse, stage: Stage, model: BuildModel): Iterable<Finding> {
  if (label.quotedVariables.length === 0) return;
  const declared = model.declaredNames;
  const name = label.quotedVariables.find((each) => declared.has(each));
  if (name === undefined) {
    yield* undeclared(label, stage);
    return;
  }
  const inner = unquoted(label.rawValue, "'");
  const isSimple =
    inner !== undefined && !/["\\`]/.test(inner) && label.quotedVariables.every((each) => declared.has(each));
  const missing = label.quotedVariables.filter((each) => !isInScope(each, label, stage));
  const edits = [
    { span: label.valueSpan, newText: `"${inner}"` },
    ...missing.flatMap((each) => declareAbove(each, stage, model)),
  ];
  const safety = missing.every((each) => keepsDefault(each, model)) ? "safe" : "review";
  const fix: EditFix = { kind: "edit", title: "Write it between double quotes", safety, edits };
  const message = `${shortKey(label.key)} will be the text $${name}: write it between double quotes`;
  yield { span: label.valueSpan, message, fixes: isSimple ? [fix] : [], stage: stage.index };
}

/** Keys whose values people read: a dollar may be meant. */
const PROSE: ReadonlySet<string> = new Set(["title", "description", "authors", "vendor"]);

/** No tool reads `$VERSION` as a version; which build argument is meant, only its author knows. */
function* undeclared(label: LabelUse, stage: Stage): Iterable<Finding> {
  const [name] = label.quotedVariables;
  const key = shortKey(label.key);
  if (name === undefined || !OCI_KEYS.has(label.key) || PROSE.has(key)) return;
  const message = `${key} will be the text $${name}: add ARG ${name} above, and write it between double quotes`;
  yield { span: label.valueSpan, message, fixes: [], stage: stage.index };
}

function* outOfScope(label: LabelUse, stage: Stage, model: BuildModel): Iterable<Finding> {
  for (const name of label.undefinedVariables) {
    const edits = declareAbove(name, stage, model);
    const title = `Add ARG ${name}`;
    const fix: EditFix = keepsDefault(name, model)
      ? { kind: "edit", title, safety: "safe", edits }
      : { kind: "edit", title: `${title}, empty unless the build gives it`, safety: "review", edits };
    const part = label.rawValue.replace(/["${}]/g, "") === name ? "" : "a part of ";
    const message = `${name} is not in scope here, so ${part}${shortKey(label.key)} stays empty: add ARG ${name} above`;
    yield { span: label.valueSpan, message, fixes: [fix], stage: stage.index };
  }
}
