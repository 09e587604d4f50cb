import type { EditFix } from "../../fix/fix.ts";
import { inCaseOf, removeLines } from "../../fix/line-style.ts";
import { quoted, unquoted } from "../../fix/quote.ts";
import { removeWord } from "../../fix/remove-word.ts";
import { AUTHORS, isAuthors, isDeprecatedKey, successorOf } from "../../knowledge/labels/oci-keys.ts";
import { saysAll } from "../../knowledge/labels/values.ts";
import type { BuildModel, LabelUse, MaintainerUse, Stage } from "../../model/build-model.ts";
import type { TextEdit } from "../../text/text-edit.ts";
import { missedForm } from "../labels/label-form.ts";
import { textOf, withKey, wordInLabel } from "../labels/label-words.ts";
import { once } from "../once.ts";
import type { Finding, LintOptions, Rule } from "../rule.ts";

/** Keys that nothing reads any more: Label Schema, `maintainer`, and the instruction MAINTAINER. */
export const rule: Rule = {
  id: "label-deprecated",
  severity: "info",
  summary: "A label key is from before the OCI specification, or MAINTAINER is used.",
  why: "Label Schema was withdrawn in favour of the keys of the OCI image specification in 2018, and Docker deprecated MAINTAINER before that. Tools read `org.opencontainers.image.*`.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL org.label-schema.vcs-url="https://git.example/team/app"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.source="https://git.example/team/app"\n',
      fixed: true,
    },
    {
      bad: "FROM debian:12.11\nMAINTAINER Team App <team@app.example>\n",
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.authors="Team App <team@app.example>"\n',
      fixed: true,
    },
  ],
  answersTo: ["DL4000", "MaintainerDeprecated"],
  *check(model, { isLicence }) {
    for (const stage of model.stages) {
      // One that is set again below is label-duplicate's.
      for (const label of stage.labels)
        if (isDeprecatedKey(label.key) && lastLabels(stage).set.get(label.key) === label)
          yield ofLabel(label, { stage, model, isLicence });
      for (const maintainer of stage.maintainers) yield ofMaintainer(maintainer, stage, model);
    }
  },
};

interface Around {
  readonly stage: Stage;
  readonly model: BuildModel;
  readonly isLicence: LintOptions["isLicence"];
}

function ofLabel(label: LabelUse, around: Around): Finding {
  const { stage, model } = around;
  const { key, keySpan } = label;
  const successor = successorOf(key);
  const place = { span: keySpan, stage: stage.index };
  if (successor === undefined) {
    const message = `${key} was withdrawn, and no other key took its place: drop it, or give it a prefix of your own`;
    return { ...place, message, fixes: [] };
  }
  const state = key.includes(".") ? "was withdrawn" : "is an old key";
  const keeper = keeperOf(successor, label, stage);
  if (keeper === undefined)
    return { ...place, message: `${key} ${state}: write ${successor}`, fixes: [rename(label, successor, around)] };
  const edit = removeWord(model.text, wordInLabel(label, stage));
  return { ...place, ...dropped({ key, state, value: textOf(label) }, keeperLabel(keeper), edit) };
}

/** The label that has the successor's place: it is set in this stage, or another key from before that follows will be renamed to it. */
function keeperOf(successor: string, { span }: LabelUse, stage: Stage): LabelUse | undefined {
  const { set, renamed } = lastLabels(stage);
  const other = renamed.get(successor);
  return set.get(successor) ?? (other !== undefined && other.span.start > span.start ? other : undefined);
}

/** The last label of each key that a stage sets, and of those with keys from before by what follows these. */
const lastLabels = once(({ labels }: Stage) => {
  const set = new Map<string, LabelUse>();
  const renamed = new Map<string, LabelUse>();
  for (const label of labels) {
    set.set(label.key, label);
    const successor = successorOf(label.key);
    if (successor !== undefined) renamed.set(successor, label);
  }
  return { set, renamed };
});

/**
 * What the new key cannot take somebody looks at: `usage` was a file or a URL, `documentation` is a URL. So they do where Red Hat certifies
 * an image, who asks for `maintainer`. Source: the requirements of openshift-preflight, HasRequiredLabels.
 */
function rename(label: LabelUse, successor: string, { stage, model: { text }, isLicence }: Around): EditFix {
  const { key, keySpan } = label;
  const isAskedFor = key === "maintainer" && stage.labels.some((other) => OF_RED_HAT.test(other.key));
  return {
    kind: "edit",
    title: `Rename to ${successor}${isAskedFor ? ", which Red Hat does not read" : ""}`,
    safety: isAskedFor || missedForm(label, successor, isLicence) !== undefined ? "review" : "safe",
    edits: [{ span: keySpan, newText: withKey(text.slice(keySpan.start, keySpan.end), successor) }],
  };
}

/** Keys that only such images set: `summary` is asked for, too. */
const OF_RED_HAT = /^(?:(?:com\.redhat|io\.openshift)\.|summary$)/;

interface Keeper {
  /** How messages name it. */
  readonly called: string;
  readonly value: string;
}

function keeperLabel(label: LabelUse): Keeper {
  return { called: `the label ${label.key}`, value: textOf(label) };
}

/** What is said of a key whose place is taken. It goes without a look only where the keeper says all that it says. */
function dropped(
  { key, state, value }: { readonly key: string; readonly state: string; readonly value: string },
  keeper: Keeper,
  edit: TextEdit,
): Pick<Finding, "message" | "fixes"> {
  const isKept = saysAll(keeper.value, value);
  const cure = isKept ? "says it, too: drop this one" : "says something else: bring the two together";
  const title = isKept ? `Drop ${key}` : `Drop ${key}, which says something else than ${keeper.called}`;
  const fix = { kind: "edit", title, safety: isKept ? "safe" : "review", edits: [edit] } as const;
  return { message: `${key} ${state}, and ${keeper.called} ${cure}`, fixes: [fix] };
}

function ofMaintainer(maintainer: MaintainerUse, stage: Stage, model: BuildModel): Finding {
  const { keywordSpan, span } = maintainer.instruction;
  const name = nameIn(maintainer);
  const place = { span: keywordSpan, stage: stage.index };
  const label = stage.labels.findLast(({ key }) => isAuthors(key));
  // Of several MAINTAINERs Docker keeps the last.
  const last = stage.maintainers.at(-1) ?? maintainer;
  if (label !== undefined || last !== maintainer) {
    const old = { key: "MAINTAINER", state: "is deprecated", value: name };
    const keeper = label === undefined ? { called: "the last one", value: nameIn(last) } : keeperLabel(label);
    return { ...place, ...dropped(old, keeper, removeLines(model.text, span)) };
  }
  const keyword = inCaseOf(model.text.slice(keywordSpan.start, keywordSpan.end), "LABEL");
  const newText = `${keyword} ${AUTHORS}=${quoted(name, model.dockerfile.escape)}`;
  const edits = [{ span: { start: keywordSpan.start, end: span.end }, newText }];
  const fix = { kind: "edit", title: `Write LABEL ${AUTHORS}`, safety: "safe", edits } as const;
  const message = `MAINTAINER is deprecated: write LABEL ${AUTHORS}`;
  return { ...place, message, fixes: name === "" ? [] : [fix] };
}

/** Without quotes around it, and without the `=` of a label. */
function nameIn({ value }: MaintainerUse): string {
  const name = value.replace(/^[=:][ \t]+/, "");
  return unquoted(name, '"') ?? unquoted(name, "'") ?? name;
}
