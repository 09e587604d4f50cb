import { shortKey } from "../../knowledge/labels/oci-keys.ts";
import { enumeration } from "../../text/enumeration.ts";
import { addLabels } from "../labels/add-labels.ts";
import { exportedStage, fromSpan, keysInImage } from "../labels/stage-labels.ts";
import type { Rule } from "../rule.ts";

/** An exported stage without the labels that tell where an image comes from: one finding that names them all. */
export const rule: Rule = {
  id: "label-missing",
  severity: "info",
  summary: "The exported image lacks labels that tell where it comes from.",
  why: "With source, revision and version an image can be traced back to the commit that made it; licence, title and description tell what it is. Registries, scanners and update bots read the keys of the OCI specification. Revision and version are best passed by the build as arguments, at the end of the stage, where they cost no cached layer; `seaworthy build` fills them in. A key that `label-deprecated` or `label-unknown` renames (`org.label-schema.vcs-url`) counts as the one that it becomes. The list is `labels.recommended`; `labels.fromCI` says that the build adds them.",
  examples: [
    {
      bad: 'FROM debian:12.11\nCOPY app /usr/local/bin/app\nCMD ["app"]\n',
      good: 'FROM debian:12.11\nCOPY app /usr/local/bin/app\nARG REVISION\nARG VERSION\nLABEL org.opencontainers.image.source="https://git.example/team/app" \\\n      org.opencontainers.image.revision="$REVISION" \\\n      org.opencontainers.image.version="$VERSION" \\\n      org.opencontainers.image.licenses="MIT" \\\n      org.opencontainers.image.title="app" \\\n      org.opencontainers.image.description="Counts ships"\nCMD ["app"]\n',
      fixed: true,
      facts: {
        revision: "0123456789abcdef0123456789abcdef01234567",
        branch: "main",
        remoteUrl: "https://git.example/team/app",
        tag: undefined,
        licence: "MIT",
        title: "app",
        description: "Counts ships",
        version: "1.4.0",
      },
    },
  ],
  answersTo: ["DL3049"],
  *check(model, { labelsFromCI, recommendedLabels, requiredLabels }) {
    const stage = exportedStage(model);
    if (stage === undefined || labelsFromCI) return;
    const present = keysInImage(stage);
    const missing = recommendedLabels.filter((key) => !present.has(key) && !requiredLabels.has(key));
    if (missing.length === 0) return;
    const fixes = [addLabels(missing, stage, model)];
    yield { span: fromSpan(stage), message: messageFor(missing.map(shortKey)), fixes, stage: stage.index };
  },
};

/** `the image has no labels of its own for source, version and title: add them`. */
function messageFor(names: readonly string[]): string {
  if (names.length === 1) return `the image has no label of its own for ${names.join()}: add it`;
  return `the image has no labels of its own for ${enumeration(names)}: add them`;
}
