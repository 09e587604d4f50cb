import type { Instruction } from "../syntax/dockerfile.ts";
import type { DownloadUse } from "./build-model.ts";
import type { Scope } from "./scope.ts";
import type { DraftAdd, StageDraft } from "./stage-draft.ts";

export function joinDownloads(_draft: StageDraft): readonly DownloadUse[] {
  return [];
}
export function addFetches(_instruction: Instruction, _escape: string, _scope: Scope): readonly DraftAdd[] {
  return [];
}
