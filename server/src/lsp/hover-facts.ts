import type { Checked } from "../engine/check.ts";
import { isFrozen } from "../lint/packages/unpinned.ts";
import type {
  BuildModel,
  DownloadUse,
  ImageClass,
  ImageUse,
  LabelUse,
  PackageUse,
  Stage,
} from "../model/build-model.ts";
import { isCommitId } from "../text/commit-id.ts";
import { isAt } from "../text/span.ts";
import { code, type PlaceFacts } from "./hover-markdown.ts";
import { variableAt } from "./hover-variable.ts";

/** What the word at an offset of a file resolves to, also in the Dockerfiles inside of it; undefined: it is nothing that we have facts of. */
export function factsAt({ model, inner = [] }: Checked, offset: number): PlaceFacts | undefined {
  for (const each of inner) {
    const at = each.offsetOf(offset);
    const facts = at === undefined ? undefined : factsIn(each.model, at);
    const span = facts && each.placeOf(facts.span);
    if (facts !== undefined && span !== undefined) return { ...facts, span };
  }
  return factsIn(model, offset);
}

function factsIn(model: BuildModel, offset: number): PlaceFacts | undefined {
  return variableAt(model, offset) ?? imageAt(model, offset) ?? usesAt(model, offset);
}

function imageAt(model: BuildModel, offset: number): PlaceFacts | undefined {
  const images = [
    ...(model.syntaxImage === undefined ? [] : [model.syntaxImage]),
    ...model.stages.flatMap((stage) => stage.images),
    ...(model.otherImages ?? []),
  ];
  const image = images.find(({ span }) => isAt(span, offset));
  return image === undefined ? undefined : { span: image.span, markdown: imageMarkdown(image, model) };
}

const CLASS_WORDS: Readonly<Record<ImageClass, string>> = {
  "digest-pinned": "Pinned: the digest names this very image, whatever becomes of the tag.",
  exact: "The tag names one version. Only a digest says that nobody pushes another image under it.",
  floating: "The tag moves with the releases it stands for.",
  latest: "`latest` is whatever was pushed last.",
  untagged: "Without a tag Docker takes `latest`.",
  "stage-ref": "A stage of this file.",
  scratch: "The empty image.",
  "arg-unresolvable": "Not known here: it holds a variable whose value this file does not say.",
};

function imageMarkdown(image: ImageUse, { stages }: BuildModel): string {
  const { reference, value, resolved, platform } = image;
  const lines = [`**Image** ${code(resolved ?? value)}`];
  if (resolved !== undefined && resolved !== value) lines.push(`written ${code(value)}`);
  if (reference !== undefined && image.stage === undefined && image.class !== "scratch") {
    lines.push(`registry ${code(reference.registry)}, repository ${code(reference.repository)}`);
    if (reference.tag !== undefined) lines.push(`tag ${code(reference.tag)}`);
    if (reference.digest !== undefined) lines.push(`digest ${code(reference.digest)}`);
  }
  if (platform !== undefined) lines.push(`platform ${code(platform)}`);
  const stage = image.stage === undefined ? undefined : stages[image.stage];
  if (stage !== undefined)
    lines.push(`stage ${stage.index + 1} of ${stages.length}, built from ${code(stage.base.value)}`);
  return [
    lines.join("  \n"),
    image.namedContext ? "A build context of that name is set: not an image." : CLASS_WORDS[image.class],
  ].join("\n\n");
}

function usesAt({ stages }: BuildModel, offset: number): PlaceFacts | undefined {
  for (const stage of stages) {
    if (!isAt(stage.span, offset)) continue;
    const pack = stage.packages.find(({ span }) => isAt(span, offset));
    if (pack !== undefined) return { span: pack.span, markdown: packageMarkdown(pack, stage) };
    const download = stage.downloads.find(({ span }) => isAt(span, offset));
    if (download !== undefined) return { span: download.span, markdown: downloadMarkdown(download) };
    const label = stage.labels.find(({ keySpan }) => isAt(keySpan, offset));
    if (label !== undefined) return { span: label.keySpan, markdown: labelMarkdown(label) };
  }
  return undefined;
}

function packageMarkdown(use: PackageUse, stage: Stage): string {
  const { manager, name, version, via, release } = use;
  const lines = [`**Package** ${code(name)} (${manager})`];
  if (version !== undefined) lines.push(`version ${code(version)}`);
  if (release !== undefined) lines.push(`from ${code(release)}`);
  if (via !== undefined) lines.push(`written in the variable ${code(via)}`);
  return `${lines.join("  \n")}\n\n${pinWords(use, stage)}`;
}

function pinWords(use: PackageUse, stage: Stage): string {
  const { pinned, range, constrained } = use;
  if (pinned === "yes" && isPartial(use))
    return "Pinned in part: every build installs a version that matches, or fails.";
  if (pinned === "yes") return "Pinned: every build installs this version, or fails.";
  if (pinned === "unknown") return "Not known here: it holds a variable whose value this file does not say.";
  if (constrained) return "A constraint file decides the version.";
  const install = stage.installs.find(({ packages }) => packages.includes(use));
  if (install !== undefined && isFrozen(install, stage)) return "The archive of one day decides the version.";
  return range
    ? "A range: a later build may install another version."
    : "Not pinned: each build installs the newest version of that day.";
}

/** A pin that leaves the rest of the version open: `1.8.*`, apk's `~`, conda's single `=` without a build. */
function isPartial({ rule, spec, version }: PackageUse): boolean {
  if (version?.includes("*") === true) return true;
  if (rule === "apk-unpinned") return spec.includes("~");
  return rule === "conda-unpinned" && /^[^=<>!~]+=[^=]+$/.test(spec);
}

function downloadMarkdown({ url, resolved, kind, verified, covers, target, ref }: DownloadUse): string {
  const lines = [`**Download** ${code(resolved ?? url)} (${kind})`];
  if (target !== undefined) lines.push(`saved as ${code(target)}`);
  if (ref !== undefined) lines.push(`${isCommitId(ref) ? "commit" : "branch or tag"} ${code(ref)}`);
  return `${lines.join("  \n")}\n\n${checkWords(verified, covers)}`;
}

function checkWords(verified: DownloadUse["verified"], covers: boolean | undefined): string {
  if (verified === "none" || covers === undefined) return "Nothing in this stage checks what arrives.";
  if (!covers) return `There is a check (${verified}), but it does not stop the build for this file.`;
  return `Checked (${verified}): the build stops when something else arrives.`;
}

function labelMarkdown({ key, value, rawValue }: LabelUse): string {
  const shown = value === undefined ? `${code(rawValue)} (holds a variable that is not known here)` : code(value);
  return `**Label** ${code(key)}  \nvalue ${shown}`;
}
