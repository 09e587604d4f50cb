import { errorObjects } from "./error-objects.ts";
import { type LintedFile, type LintFormat, placeOf } from "./format.ts";

/** The JSON of `lint` and `check-pins`: one line for each file. Shape: docs/json.md. */
export function jsonFormat(): LintFormat {
  const state = { isFirst: true };
  return {
    showsFixes: true,
    start: () => '{"version":1,"files":[',
    file(file) {
      const separator = state.isFirst ? "\n" : ",\n";
      state.isFirst = false;
      return separator + JSON.stringify(fileObject(file));
    },
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
