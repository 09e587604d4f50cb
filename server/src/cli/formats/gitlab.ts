import { placeOf } from "../../text/place.ts";
import { fingerprints } from "../fingerprint.ts";
import { elementsWriter, type LintedFile, type LintFormat, messageWithWords } from "./format.ts";

const SEVERITIES = { warning: "major", info: "minor", hint: "info" } as const;

/** GitLab's code quality report. Source: GitLab, "Code Quality", report format. */
export function gitlabFormat(): LintFormat {
  return {
    start: () => "[",
    entriesOf: (file) => issuesOf(file).map((issue) => ({ text: JSON.stringify(issue) })),
    write: elementsWriter(),
    end: () => "\n]\n",
  };
}

function issuesOf(file: LintedFile) {
  const mark = fingerprints(file.path, file.text);
  return file.shown().map((finding) => {
    const { line, endLine } = placeOf(file.lines, finding.span);
    return {
      description: messageWithWords(finding, file),
      check_name: finding.rule,
      fingerprint: mark(finding),
      severity: SEVERITIES[finding.severity],
      location: { path: file.path, lines: { begin: line, end: endLine } },
    };
  });
}
