import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScanReport } from "../report.ts";
import type { ReportKind } from "./reports/report-kind.ts";
import { type ScanJob, type ScannerState, targetName } from "./scanner.ts";

/** Reads what a program wrote as a report of this kind, with the version and the age of the data that it told before. */
export async function toolReport(
  output: string,
  kind: ReportKind,
  { job, state, title }: { readonly job: ScanJob; readonly state: ScannerState; readonly title: string },
): Promise<Outcome<ScanReport>> {
  const value = parseJson(output);
  if (value === undefined)
    return failure("malformed", title, "wrote something that is no JSON: its version may not fit");
  const report = await kind.read(value, targetName(job));
  if (report === undefined) return failure("malformed", title, "wrote JSON of another shape: its version may not fit");
  const { version } = report.scanner;
  return success({
    ...report,
    image: { ...report.image, name: targetName(job) },
    scanner: { ...report.scanner, version: version === "" ? state.version : version },
    data: { ...report.data, at: report.data.at ?? state.dataAt },
  });
}
