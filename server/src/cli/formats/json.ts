import { placeOf } from "../../text/place.ts";
import { filesJson } from "./files-json.ts";
import type { LintedFile, LintFormat } from "./format.ts";

/** The JSON of `lint` and `check-pins`. */
export function jsonFormat(): LintFormat {
  const { start, write, end } = filesJson();
  return {
    showsFixes: true,
    start: () => start,
    entriesOf: (file) => [{ text: JSON.stringify(fileObject(file)) }],
    write,
    end: ({ errors }) => end(errors),
  };
}

function fileObject({ path, lines, findings, fixesOf }: LintedFile) {
  return {
    path,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...placeOf(lines, finding.span),
      group: finding.group === undefined ? null : placeOf(lines, finding.group),
      fixes: fixesOf(finding).map(({ title, safety, kind }) => ({ title, safety, network: kind === "lookup" })),
      pin: finding.pin,
    })),
  };
}
