import type { EditFix } from "../../fix/fix.ts";
import type { ImageUse } from "../../model/build-model.ts";
import { nameOf } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** `# syntax=` without a version, or with one of the channels that change without notice. */
export const rule: Rule = {
  id: "syntax-floating",
  severity: "hint",
  summary: "The syntax directive names a frontend that changes without notice.",
  why: "`# syntax=` chooses the program that reads this file. Without a tag, with `latest` or with `labs` its next release can read the file differently. `docker/dockerfile:1` is kept compatible and is fine.",
  examples: [
    {
      bad: "# syntax=docker/dockerfile:latest\nFROM scratch\n",
      good: "# syntax=docker/dockerfile:1\nFROM scratch\n",
      fixed: true,
    },
  ],
  answersTo: [],
  *check({ syntaxImage }) {
    if (syntaxImage === undefined || !isFloating(syntaxImage)) return;
    const message = `${nameOf(syntaxImage)} changes without notice: write ${adviceFor(syntaxImage)}`;
    yield { span: syntaxImage.tagSpan, message, fixes: fixesOf(syntaxImage) };
  },
};

/** Only Docker's own frontend promises to keep a major version compatible; features of its labs are in no stable one. */
function adviceFor({ reference }: ImageUse): string {
  if (reference?.repository !== FRONTEND) return "a full version";
  return reference.tag?.includes("labs") === true
    ? "docker/dockerfile:1, or a version of the labs such as 1.7-labs"
    : "docker/dockerfile:1 or a full version";
}

/** Docker's `latest` is its newest stable release, as `1` is. */
function fixesOf({ class: kind, reference, span, value }: ImageUse): readonly EditFix[] {
  if (kind === "floating" || reference?.registry !== "docker.io" || reference.repository !== FRONTEND) return [];
  const edit = { span, newText: value.replace(/(?::latest)?$/, ":1") };
  return [{ kind: "edit", title: `Write ${FRONTEND}:1`, safety: "safe", edits: [edit] }];
}

const FRONTEND = "docker/dockerfile";

const CHANNELS: ReadonlySet<string> = new Set(["labs", "master", "master-labs", "experimental"]);

function isFloating({ class: kind, reference }: ImageUse): boolean {
  return kind === "latest" || kind === "untagged" || (kind === "floating" && CHANNELS.has(reference?.tag ?? ""));
}
