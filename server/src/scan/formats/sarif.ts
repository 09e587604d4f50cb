import { createHash } from "node:crypto";
import { pathReference, percentEncodedPath } from "../../text/percent.ts";
import type { Bill, BillFinding } from "../bill.ts";
import { closableGaps } from "../package.ts";
import type { VulnerabilitySeverity } from "../report.ts";
import { imageNames } from "../triage/image-names.ts";
import {
  aliasesIn,
  copiedWords,
  grouped,
  hiddenWords,
  packageWords,
  placeWords,
  severityWords,
  summaryIn,
} from "./words.ts";

const LEVELS: Readonly<Record<VulnerabilitySeverity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  unknown: "warning",
};

/** A score for those that come without one, in the middle of what GitHub calls by the same word. Source: GitHub, "SARIF support". */
const SCORES: Readonly<Record<VulnerabilitySeverity, number | undefined>> = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2,
  unknown: undefined,
};

const IMAGE_ROOT = "IMAGE";
const HASH_LENGTH = 32;

/**
 * A SARIF log: one result a vulnerability and package, on the line of the Dockerfile that brought it. A run with gaps that make a scan fail
 * did not succeed, unless the user accepts them. Source: OASIS SARIF 2.1.0.
 */
export function sarifOfBill(bill: Bill, { allowsGaps = false } = {}): string {
  const { scanner, image, gaps } = bill.report;
  const rules = [...grouped(bill.findings, ({ vulnerability }) => vulnerability.id)];
  const indexOf = new Map(rules.map(([id], index) => [id, index]));
  const marks = fingerprints();
  const run = {
    tool: {
      driver: {
        name: scanner.title ?? scanner.id,
        ...(scanner.version === "" ? {} : { version: scanner.version }),
        rules: rules.map(([id, findings]) => ruleOf(id, findings)),
      },
    },
    columnKind: "utf16CodeUnits",
    // GitHub keeps one log a tool and category: those of two images, and of the linter, stand beside each other.
    automationDetails: { id: `scan/${imageNames(image)[0].repository}/` },
    originalUriBaseIds: { [IMAGE_ROOT]: { description: { text: `Root of the image ${image.name}` } } },
    results: bill.findings.map((each) =>
      resultOf(each, { bill, ruleIndex: indexOf.get(each.vulnerability.id) ?? -1, marks }),
    ),
    invocations: [
      {
        executionSuccessful: allowsGaps || closableGaps(gaps).length === 0,
        toolExecutionNotifications: gaps.map(({ what, why, isInherent }) => ({
          level: isInherent === true ? "note" : "warning",
          message: { text: `not covered: ${what}: ${why}` },
        })),
      },
    ],
    properties: {
      imageId: image.id,
      imageName: image.name,
      ...(image.digest === undefined ? {} : { digest: image.digest }),
    },
  };
  const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] })}\n`;
}

function ruleOf(id: string, findings: readonly BillFinding[]) {
  const worst = findings[0]?.vulnerability;
  const severity = worst?.severity ?? "unknown";
  const text = summaryIn(findings) || id;
  const score = worst?.score ?? SCORES[severity];
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    ...(worst?.url.startsWith("https://") ? { helpUri: worst.url } : {}),
    help: { text: [id, ...aliasesIn(findings)].join(", ") },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["security", "vulnerability"],
      ...(score === undefined ? {} : { "security-severity": score.toFixed(1) }),
    },
  };
}

interface ResultFacts {
  readonly bill: Bill;
  readonly ruleIndex: number;
  readonly marks: (finding: BillFinding) => string;
}

function resultOf(finding: BillFinding, { bill, ruleIndex, marks }: ResultFacts) {
  const { vulnerability, purl, standing } = finding;
  const { path } = finding.package;
  const { id, severity, fixedIn, notes } = vulnerability;
  const words = [
    `${packageWords(finding)}: ${id}, ${severityWords(finding, bill)}`,
    fixedIn === undefined ? "no fix is known" : `fixed in ${fixedIn}`,
    placeWords([finding]),
    copiedWords(finding),
  ].filter((part) => part !== "");
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    // A name of the image is no link. Source: the same, "Messages with embedded links".
    message: { text: words.join("; ").replace(/\s+/g, " ").replaceAll("[", "\\[") },
    locations: [locationOf(finding)],
    partialFingerprints: { "seaworthy/scan/v1": marks(finding) },
    ...(finding.hidden === undefined ? {} : { suppressions: [suppressionOf(finding)] }),
    properties: {
      purl,
      ...(path === "" ? {} : { path }),
      status: standing.status,
      ...(fixedIn === undefined ? {} : { fixedIn }),
      ...(notes.length === 0 ? {} : { notes }),
    },
  };
}

/** The line of the Dockerfile; without one, the file of the image that proves the package. */
function locationOf({ origin, package: found, purl }: BillFinding) {
  const logicalLocations = [{ name: found.name, fullyQualifiedName: purl, kind: "package" }];
  if (origin === undefined) {
    const artifactLocation = { uri: percentEncodedPath(found.path === "" ? "." : found.path), uriBaseId: IMAGE_ROOT };
    return { physicalLocation: { artifactLocation, region: { startLine: 1 } }, logicalLocations };
  }
  const region = { startLine: origin.line, endLine: origin.endLine };
  return { physicalLocation: { artifactLocation: { uri: pathReference(origin.path) }, region }, logicalLocations };
}

function suppressionOf(finding: BillFinding) {
  return { kind: "external", status: "accepted", justification: hiddenWords(finding) };
}

/** The same for the same vulnerability, package and place, whatever version it has; the nth of equal ones is told apart. */
function fingerprints(): (finding: BillFinding) => string {
  const seen = new Map<string, number>();
  return ({ vulnerability, package: { type, name, path }, origin }) => {
    const base = [vulnerability.id, type, name, path, origin?.path ?? ""].join("\u0000");
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return createHash("sha256").update(`${base}\u0000${count}`).digest("hex").slice(0, HASH_LENGTH);
  };
}
