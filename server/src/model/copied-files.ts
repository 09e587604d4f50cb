import type { Instruction } from "../syntax/dockerfile.ts";
import { wordsOf } from "../syntax/words.ts";
import { shiftSpan } from "../text/span.ts";
import type { CopiedFile } from "./build-model.ts";
import { mountField } from "./references.ts";

/** Files that a COPY or ADD brings from the build context, or that a RUN mounts from it, by base name as written. */
export function copiedFiles(instruction: Instruction): readonly CopiedFile[] {
  return instruction.keyword === "RUN" ? mountedFiles(instruction) : sourceFiles(instruction);
}

function sourceFiles(instruction: Instruction): readonly CopiedFile[] {
  if (instruction.form === "heredoc" || instruction.flags.some((flag) => flag.name === "from")) return [];
  return wordsOf(instruction)
    .slice(0, -1)
    .filter(({ joined }) => !joined.text.includes("://"))
    .map(({ joined, span }) => ({ name: baseName(joined.text), span: shiftSpan(span, instruction.span.start) }));
}

function mountedFiles(instruction: Instruction): readonly CopiedFile[] {
  const files: CopiedFile[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== "mount" || mountField(flag, "from") !== undefined) continue;
    const type = mountField(flag, "type");
    if (type !== undefined && flag.value.slice(type.start, type.end) !== "bind") continue;
    const source = mountField(flag, "source", "src");
    const name = source === undefined ? "." : baseName(flag.value.slice(source.start, source.end));
    files.push({ name, span: flag.span });
  }
  return files;
}

function baseName(path: string): string {
  const trimmed = path.replace(/(?<!\/)\/+$/, "");
  return trimmed.slice(trimmed.lastIndexOf("/") + 1) || ".";
}
