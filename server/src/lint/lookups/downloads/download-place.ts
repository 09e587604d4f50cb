import { layoutOf, type RunLayout } from "../../../fix/run-layout.ts";
import type { Call, ShellVariable } from "../../../knowledge/call.ts";
import type { Request } from "../../../knowledge/downloads/downloader.ts";
import { requestsOf } from "../../../knowledge/downloads/requests.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import { type Span, shiftSpan } from "../../../text/span.ts";
import { downloadsOf, type PlacedDownload } from "../../download-uses.ts";
import { instructionAt } from "../../instruction-at.ts";
import type { RuledFinding } from "../../rule.ts";

/** A download of a RUN with everything that an edit around it needs. */
export interface DownloadPlace {
  readonly download: DownloadUse;
  readonly stage: Stage;
  readonly model: BuildModel;
  readonly instruction: Stage["instructions"][number];
  readonly call: Call;
  readonly calls: readonly Call[];
  readonly variables: readonly ShellVariable[];
  /** What the spans of calls and variables are relative to. */
  readonly offset: number;
}

/** What tells how a call of a RUN is written. */
type WrittenPlace = Pick<DownloadPlace, "model" | "call" | "calls" | "offset">;

/** The download that a finding marks, with its stage. */
export function downloadAt(
  { span, stage }: Pick<RuledFinding, "span" | "stage">,
  model: BuildModel,
): PlacedDownload | undefined {
  for (const placed of downloadsOf(model)) {
    const { start, end } = placed.download.span;
    if (start === span.start && end === span.end && placed.stage.index === stage) return placed;
  }
  return undefined;
}

/** Where a download of a RUN stands; undefined for ADD, and where text cannot be put between the commands (a JSON array, a trigger, a script in quotes of sh). */
export function placeOf(download: DownloadUse, stage: Stage, model: BuildModel): DownloadPlace | undefined {
  const { run, span } = download;
  const instruction = instructionAt(stage, span.start);
  const call = run?.calls[run.call];
  if (run === undefined || call === undefined || instruction === undefined) return undefined;
  if (instruction.form === "exec" || instruction.onbuild) return undefined;
  if (call.fromInput !== undefined) return undefined;
  const { calls, variables, offset } = run;
  const place = { download, stage, model, instruction, call, calls, variables, offset };
  return isPlain(place) ? place : undefined;
}

/**
 * In `powershell -Command …` of cmd, too: what is between double quotes stands as it is, and no fix writes one. Without them a closing
 * parenthesis would end a block of cmd.
 */
export function isPlain(place: WrittenPlace): boolean {
  const { call, calls } = place;
  const [nested, ...others] = call.path.filter(({ kind }) => kind === "nested");
  if (nested?.kind !== "nested") return true;
  const outer = calls[nested.of];
  if (outer?.language !== "cmd" || call.language !== "powershell" || others.length > 0) return false;
  const isQuoted = writtenAt(outer.span, place).endsWith('"');
  const isInBlock = outer.path.some(({ kind }) => kind === "group" || kind === "if" || kind === "for");
  return (isQuoted || !isInBlock) && !writtenAt(call.span, place).includes('"');
}

/** The span of a call in the file. */
export function spanOf(call: Call, { offset }: DownloadPlace): Span {
  return shiftSpan(call.span, offset);
}

/** The text of a span that is relative to the RUN. */
export function writtenAt(span: Span, { model, offset }: Pick<DownloadPlace, "model" | "offset">): string {
  return model.text.slice(offset + span.start, offset + span.end);
}

/** The request of a download; undefined for git, and where a loop or branches give it several addresses. */
export function requestOf({ call, download, offset }: DownloadPlace): Request | undefined {
  return requestsOf(call).find(({ url }) => (url.word?.span ?? url.span).start + offset === download.span.start);
}

/** The style of the RUN around a call, which ends at `end`. */
export function layoutAt(call: Call, place: DownloadPlace, end: number = spanOf(call, place).end): RunLayout {
  const { model, instruction } = place;
  const at = spanOf(call, place).start;
  const isHeredoc = instruction.heredocs.some(({ bodySpan }) => bodySpan.start <= at && at < bodySpan.end);
  const { escape } = model.dockerfile;
  return layoutOf({ text: model.text, instruction: instruction.span, at, end, escape, isHeredoc });
}
