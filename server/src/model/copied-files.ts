import type { Instruction } from "../syntax/dockerfile.ts";
import { wordsOf } from "../syntax/words.ts";
import { shiftSpan } from "../text/span.ts";
import type { CopiedFile } from "./build-model.ts";
import { mountField } from "./references.ts";

/** What a COPY or ADD brings, and what a RUN mounts from the build context. Folders of programs of another image are no project. */
export function copiedFiles(instruction: Instruction): readonly CopiedFile[] {
  return instruction.keyword === "RUN" ? mountedFiles(instruction) : sourceFiles(instruction);
}

function sourceFiles(instruction: Instruction): readonly CopiedFile[] {
  if (instruction.form === "heredoc") return [];
  const words = wordsOf(instruction);
  const target = targetOf(instruction);
  const hasFlag = (name: string) => instruction.flags.some((flag) => flag.name === name);
  const isFromElsewhere = hasFlag("from");
  const keepsPath = hasFlag("parents");
  return words.slice(0, -1).flatMap(({ joined: { text }, span }) => {
    if (text.includes("://") || (isFromElsewhere && (SYSTEM_FOLDER.test(text) || SYSTEM_FOLDER.test(target))))
      return [];
    const name = baseName(text);
    const folder = keepsPath ? undefined : folderOf(target, name);
    const file = { name, path: text, span: shiftSpan(span, instruction.span.start), folder };
    return isFromElsewhere ? [{ ...file, isFromElsewhere }] : [file];
  });
}

/** Where a COPY or ADD brings files, or the folder of a WORKDIR, as written, without quotes. */
export function targetOf(instruction: Instruction): string {
  return wordsOf(instruction).at(-1)?.joined.text.replace(/["']/g, "") ?? "";
}

/** A path through a folder that holds programs, libraries or settings. */
const SYSTEM_FOLDER = /(?:^|\/)(?:s?bin|lib(?:32|64|exec)?|etc|share)(?:\/|$)/;

function mountedFiles(instruction: Instruction): readonly CopiedFile[] {
  const files: CopiedFile[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== "mount" || mountField(flag, "from") !== undefined) continue;
    const type = mountField(flag, "type");
    if (type !== undefined && flag.value.slice(type.start, type.end) !== "bind") continue;
    const source = mountField(flag, "source", "src");
    const path = source === undefined ? "." : flag.value.slice(source.start, source.end);
    files.push({ name: baseName(path), path, span: flag.span });
  }
  return files;
}

/** A target without a slash behind it is the file itself where it has the same name, and may be it where its name has an ending. */
function folderOf(target: string, name: string): string | undefined {
  if (/(?:^|\/)\.*$/.test(target)) return target;
  const last = baseName(target);
  if (last === name) return target.slice(0, -name.length);
  return last.includes(".") ? undefined : target;
}

function baseName(path: string): string {
  const trimmed = path.replace(/(?<!\/)\/+$/, "");
  return trimmed.slice(trimmed.lastIndexOf("/") + 1) || ".";
}
