import { type ImageReference, parseReference } from "../../knowledge/image-reference.ts";
import { keyProblem } from "../../knowledge/labels/grammar.ts";
import { isDeprecatedKey, meantKey, OCI_KEYS, OCI_PREFIX } from "../../knowledge/labels/oci-keys.ts";
import type { LabelUse, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { withKey } from "../labels/label-words.ts";
import { isPlainKey, labelsOf } from "../labels/stage-labels.ts";
import type { Finding, Rule } from "../rule.ts";

/** Keys that the OCI specification does not have, keys outside the grammar, and a base that is not the one of FROM. */
export const rule: Rule = {
  id: "label-unknown",
  severity: "warning",
  summary: "A label key is none that tools know, or base.name contradicts FROM.",
  why: "The prefix `org.opencontainers.image.` belongs to the OCI specification: a key that it does not list is a slip, and nothing reads it. Other keys are lower-case letters, digits, `.` and `-`, in the reverse of a domain of yours; a few that programs read as they are (`RUN`, by `podman container runlabel`) stay. `base.name` and `base.digest` must say what FROM says, since update bots follow them.",
  examples: [
    {
      bad: 'FROM debian:12.11\nLABEL org.opencontainers.image.licence="MIT"\n',
      good: 'FROM debian:12.11\nLABEL org.opencontainers.image.licenses="MIT"\n',
      fixed: true,
    },
    {
      bad: 'FROM debian:12.11\nLABEL Build_Host="runner"\n',
      good: 'FROM debian:12.11\nLABEL com.example.build-host="runner"\n',
      fixed: false,
    },
  ],
  answersTo: ["DL3048"],
  *check(model) {
    for (const { label, stage } of labelsOf(model)) {
      if (!isPlainKey(label.key) || isDeprecatedKey(label.key)) continue;
      const finding = ofKey(label, stage, model.text) ?? ofBase(label, stage);
      if (finding !== undefined) yield finding;
    }
  },
};

function ofKey({ key, keySpan }: LabelUse, { labels, index }: Stage, text: string): Finding | undefined {
  const place = { span: keySpan, stage: index };
  if (!key.startsWith(OCI_PREFIX)) {
    const problem = keyProblem(key);
    return problem === undefined ? undefined : { ...place, message: `the label key "${key}" ${problem}`, fixes: [] };
  }
  if (OCI_KEYS.has(key)) return undefined;
  const newKey = meantKey(key);
  const message = `the OCI specification has no key ${key}`;
  if (newKey === undefined || labels.some((other) => other.key === newKey)) {
    return { ...place, message: `${message}: use a prefix of your own`, fixes: [] };
  }
  const edits = [{ span: keySpan, newText: withKey(text.slice(keySpan.start, keySpan.end), newKey) }];
  const fix = { kind: "edit", title: `Write ${newKey}`, safety: "review", edits } as const;
  return { ...place, message: `${message}: write ${newKey}`, fixes: [fix] };
}

/** `base.name` or `base.digest` that says another image than the FROM that the stage ends up at. */
function ofBase({ key, value, valueSpan, variables }: LabelUse, stage: Stage): Finding | undefined {
  const base = lineage(stage).at(-1)?.base;
  if (value === undefined || variables.length > 0 || base?.reference === undefined) return undefined;
  const place = { span: valueSpan, fixes: [], stage: stage.index };
  const { digest } = base.reference;
  if (key === `${OCI_PREFIX}base.digest` && digest !== undefined && digest !== value) {
    return { ...place, message: `base.digest is not that of FROM: write ${digest}` };
  }
  const named = key === `${OCI_PREFIX}base.name` ? parseReference(value) : undefined;
  if (named === undefined || namesSameImage(named, base.reference)) return undefined;
  return { ...place, message: `base.name is not the image of FROM: write ${fullName(base.reference)}` };
}

/** No registry and no tag assumed, and no digest, which has a key of its own. Source: OCI image-spec, annotations.md, `base.name`. */
function fullName({ registry, repository, tag, digest }: ImageReference): string {
  const named = tag ?? (digest === undefined ? "latest" : undefined);
  return `${registry}/${repository}${named === undefined ? "" : `:${named}`}`;
}

/** Same repository and tag; a reference by digest alone has no tag to compare. */
function namesSameImage(a: ImageReference, b: ImageReference): boolean {
  if (a.registry !== b.registry || a.repository !== b.repository) return false;
  const isByDigest = (each: ImageReference) => each.tag === undefined && each.digest !== undefined;
  return isByDigest(a) || isByDigest(b) || (a.tag ?? "latest") === (b.tag ?? "latest");
}
