import { placeOf } from "../../text/place.ts";
import { errorObjects } from "./error-objects.ts";
import { elementsWriter, type LintedFile, type LintFormat } from "./format.ts";

/** The JSON of `lint` and `check-pins`: one line for each file. Shape: docs/json.md. */
export function jsonFormat(): LintFormat {
  return {
    showsFixes: true,
    start: () => '{"version":1,"files":[',
    entriesOf: (file) => [{ text: JSON.stringify(fileObject(file)) }],
    write: elementsWriter(),
    end: ({ errors }) => `\n],"errors":${JSON.stringify(errorObjects(errors))}}\n`,
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
      ...(finding.pin === undefined ? {} : { pin: finding.pin }),
    })),
  };
}
