import { isSha256 } from "../../../fix/check-command.ts";
import type { Safety } from "../../../fix/fix.ts";
import { isOfOneVersion } from "../../../knowledge/versions/mutable-url.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { isOfOneSource } from "../../added-sources.ts";
import { instructionAt } from "../../instruction-at.ts";
import { type Offer, UNKNOWN_ADDRESS } from "../offer.ts";
import { hasIdleDefault, isWebAddress } from "./download-address.ts";
import { proven } from "./proven.ts";
import { variablesIn } from "./script-variables.ts";
import { siblingArgument } from "./sibling-argument.ts";
import { hasIdleSignature } from "./stopping-check.ts";

/** Write `--checksum` into an ADD that fetches one file; none where the frontend that the file names cannot read it. */
export function addPins(download: DownloadUse, stage: Stage, model: BuildModel): Offer {
  const { resolved, span } = download;
  const instruction = instructionAt(stage, span.start);
  const safety = checksumSafety(model);
  const isKnown = resolved !== undefined && isWebAddress(resolved) && !hasIdleDefault(variablesIn(download.url), model);
  if (!isKnown || instruction === undefined) return UNKNOWN_ADDRESS;
  if (safety === undefined)
    return "The frontend that the syntax line names is older than ADD --checksum: docker/dockerfile:1.6 reads it.";
  if (instruction.onbuild || !isOfOneSource(instruction))
    return "A --checksum is for an ADD with one address, without ONBUILD.";
  return [
    {
      kind: "lookup",
      title: safety === "safe" ? "Write its --checksum" : "Write its --checksum, which needs BuildKit",
      safety: hasIdleSignature(download) || !isOfOneVersion(resolved) ? "review" : safety,
      style: "checksum",
      query: () => ({ kind: "download", url: resolved, decoded: "gzip", want: "checksum" }),
      edits: ({ text }) => (isSha256(text) ? checksumEdits(text, { download, stage, model, instruction }) : []),
    },
  ];
}

/** The first frontend with `ADD --checksum`. Source: release notes of dockerfile/1.6.0. */
const LEAST_MINOR = 6;

/** How sure it is that the frontend of a file reads `--checksum`: without a syntax line it is the builder's own, which may be old. Undefined: it does not. */
export function checksumSafety({ syntaxImage }: BuildModel): Safety | undefined {
  const reference = syntaxImage?.reference;
  if (syntaxImage === undefined) return "review";
  const version = /^(\d+)(?:\.(\d+))?/.exec(reference?.tag ?? "");
  if (version === null) return "review";
  const [, major, minor] = version;
  return Number(major) > 1 || minor === undefined || Number(minor) >= LEAST_MINOR ? "safe" : undefined;
}

interface Added {
  readonly download: DownloadUse;
  readonly stage: Stage;
  readonly model: BuildModel;
  readonly instruction: Stage["instructions"][number];
}

function checksumEdits(hex: string, { download, stage, model, instruction }: Added): readonly TextEdit[] {
  const at = instruction.keywordSpan.end;
  const flag = (value: string): TextEdit => ({ span: { start: at, end: at }, newText: ` --checksum=sha256:${value}` });
  const before = instruction.span.start;
  const sibling = siblingArgument(download.url, "SHA256", { stage, before, model });
  const attempts = [...(sibling === undefined ? [] : [[sibling.edit(hex), flag(`$\{${sibling.name}}`)]]), [flag(hex)]];
  return proven(attempts, { download, stage }, model);
}
