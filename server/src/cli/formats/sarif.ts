import { version } from "../../engine/version.ts";
import type { Fix } from "../../fix/fix.ts";
import { everyRule } from "../../lint/every-rule.ts";
import type { ShownFinding } from "../../lint/group.ts";
import type { RuleFacts } from "../../lint/rule.ts";
import { rulePage } from "../../lint/rule-page.ts";
import { pathReference } from "../../text/percent.ts";
import { placeOf } from "../../text/place.ts";
import type { Span } from "../../text/span.ts";
import { fingerprints } from "../fingerprint.ts";
import { isFailure } from "../run-error.ts";
import { elementsWriter, type LintedFile, type LintFormat, type LintSummary, messageWithWords } from "./format.ts";

const LEVELS = { warning: "warning", info: "note", hint: "note", off: "none" } as const;

/** A SARIF log with one result for each install command, its words as related locations. Source: OASIS SARIF 2.1.0. */
export function sarifFormat(): LintFormat {
  const indexOf = new Map(everyRule.map((rule, index) => [rule.id, index]));
  return {
    start: () =>
      `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify(tool())},"columnKind":"utf16CodeUnits","results":[`,
    entriesOf(file) {
      const mark = fingerprints(file.path, file.text);
      return file.shown().map((finding) => ({
        text: JSON.stringify(resultOf(finding, file, indexOf.get(finding.rule) ?? -1, mark(finding))),
      }));
    },
    write: elementsWriter(),
    end: (summary) => `\n],"invocations":[${JSON.stringify(invocationOf(summary))}]}]}\n`,
  };
}

function tool() {
  return { driver: { name: "Seaworthy", version, semanticVersion: version, rules: everyRule.map(ruleDescriptor) } };
}

function ruleDescriptor(rule: RuleFacts) {
  const page = rulePage(rule);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    help: { text: page, markdown: page },
    defaultConfiguration: { enabled: rule.severity !== "off", level: LEVELS[rule.severity] },
  };
}

function resultOf(finding: ShownFinding, file: LintedFile, ruleIndex: number, fingerprint: string) {
  const fixes = [finding, ...finding.words].flatMap((one) => one.fixes.flatMap((fix) => fixOf(fix, file)));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: messageWithWords(finding, file) },
    locations: [{ physicalLocation: physical(finding.span, file) }],
    ...(finding.words.length === 0
      ? {}
      : {
          relatedLocations: finding.words.map((word, id) => ({
            id,
            message: { text: word.message },
            physicalLocation: physical(word.span, file),
          })),
        }),
    partialFingerprints: { "seaworthy/v1": fingerprint },
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

/** Only edits that are known without asking anything can stand in a report. */
function fixOf(fix: Fix, file: LintedFile) {
  if (fix.kind !== "edit") return [];
  const replacements = fix.edits.map(({ span, newText }) => ({
    deletedRegion: region(span, file),
    insertedContent: { text: newText },
  }));
  return [
    {
      description: { text: fix.title },
      artifactChanges: [{ artifactLocation: { uri: pathReference(file.path) }, replacements }],
    },
  ];
}

function physical(span: Span, file: LintedFile) {
  return { artifactLocation: { uri: pathReference(file.path) }, region: region(span, file) };
}

function region(span: Span, { lines }: LintedFile) {
  const { line, column, endLine, endColumn } = placeOf(lines, span);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function invocationOf({ errors }: LintSummary) {
  const notifications = errors.map((error) => ({
    level: isFailure(error) ? "error" : "note",
    message: { text: error.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: pathReference(error.path) },
          ...(error.at === undefined ? {} : { region: { startLine: error.at.line, startColumn: error.at.column } }),
        },
      },
    ],
  }));
  return { executionSuccessful: !errors.some(isFailure), toolExecutionNotifications: notifications };
}
