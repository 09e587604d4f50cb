import { isSha256 } from "../../../fix/check-command.ts";
import type { LookupFix } from "../../../fix/fix.ts";
import { inCaseOf } from "../../../fix/line-style.ts";
import { withoutQuotes } from "../../../fix/quote.ts";
import type { Request } from "../../../knowledge/downloads/downloader.ts";
import { lineage } from "../../../model/lineage.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { fileOf } from "../../download-uses.ts";
import { checksumSafety } from "./add-pins.ts";
import { type DownloadPlace, writtenAt } from "./download-place.ts";
import { proven } from "./proven.ts";
import { savedFile } from "./saved-file.ts";
import { assignmentsTo, variablesIn } from "./script-variables.ts";

/** Switches that change nothing of what is saved. */
const PLAIN_SWITCH =
  /^(?:-[fsSLqnvo]*[oO]?|--(?:fail|silent|show-error|location|output|remote-name|quiet|no-verbose|output-document))$/;

/** A RUN that only downloads one file becomes an ADD, which needs neither the program nor a shell. */
export function addInstead(request: Request, place: DownloadPlace): readonly LookupFix[] {
  const { download, stage, model, calls, call, instruction } = place;
  const file = savedFile(request, place);
  const { resolved } = download;
  const isAlone =
    calls.length === 1 && call.language === "sh" && call.redirects.length === 0 && instruction.form === "shell";
  if (!isAlone || file === undefined || resolved === undefined || instruction.flags.length > 0) return [];
  if (checksumSafety(model) === undefined || !isPlainCommand(request, place) || runsAsUser(place)) return [];
  const written = withoutQuotes(writtenAt(request.url.span, place));
  const names = variablesIn(`${written} ${file}`);
  const known = names.every((name) => assignmentsTo(name, place).literals.length === 0 && isOfBuild(name, place));
  // Frontends before 1.7 cannot take the last part of a variable.
  if (!known || !/^[^\s"'`\\]+$/.test(written) || file.includes("#")) return [];
  const { start, end } = instruction.keywordSpan;
  const keyword = inCaseOf(model.text.slice(start, end), "ADD");
  return [
    {
      kind: "lookup",
      title: `Let ADD download ${fileOf(download)} and check its sha256`,
      safety: "review",
      style: "checksum",
      query: () => ({ kind: "download", url: resolved, decoded: "gzip", want: "checksum" }),
      edits({ text }): readonly TextEdit[] {
        if (!isSha256(text)) return [];
        // What ADD downloads is for its owner alone, what a program saves may be read by all. Source: Dockerfile reference, ADD.
        const newText = `${keyword} --checksum=sha256:${text} --chmod=644 ${written} ${file}`;
        return proven([[{ span: instruction.span, newText }]], { download, stage }, model);
      },
    },
  ];
}

/** No header, login, method or other switch that ADD does not have. */
function isPlainCommand({ tool, url, target }: Request, { call, offset, model }: DownloadPlace): boolean {
  const text = model.text.slice(offset + call.span.start, offset + call.span.end);
  if ((tool !== "curl" && tool !== "wget") || !/^(?:curl|wget)\s/.test(text) || call.environment.size > 0) return false;
  return call.args.every((word) => word === url || word.text === target?.text || PLAIN_SWITCH.test(word.text));
}

/** The file would belong to root. */
function runsAsUser({ stage, instruction }: DownloadPlace): boolean {
  return lineage(stage).some(({ instructions }) =>
    instructions.some(({ keyword, span }) => keyword === "USER" && span.start < instruction.span.start),
  );
}

function isOfBuild(name: string, { stage, offset }: DownloadPlace): boolean {
  return stage.variables.some((each) => each.name === name && each.span.start < offset);
}
