import type { Bill, Origin } from "../bill.ts";
import type { NewerBases } from "../newer-bases.ts";
import { gapObjects, type Package } from "../package.ts";

/** The JSON of `scan`, version 1. Shape: docs/json.md. */
export function jsonOfBill({ report, purls, origins, findings, newerBases }: Bill): string {
  const { image, scanner, data, packages, gaps } = report;
  return `${JSON.stringify({
    version: 1,
    image: {
      id: image.id,
      digest: image.digest ?? null,
      platform: image.platform ?? null,
      created: image.created ?? null,
      labels: Object.fromEntries(image.labels),
    },
    scanner: { id: scanner.id, version: scanner.version },
    data: { source: data.source, at: data.at ?? null },
    packages: packages.map((each, index) => packageObject(each, purls[index] ?? "", origins[index])),
    findings: findings.map(({ vulnerability, standing }) => ({
      id: vulnerability.id,
      aliases: vulnerability.aliases,
      severity: vulnerability.severity,
      score: vulnerability.score ?? null,
      epss: vulnerability.exploitProbability ?? null,
      notes: vulnerability.notes,
      package: vulnerability.package,
      fixedIn: vulnerability.fixedIn ?? null,
      status: standing.status,
      url: vulnerability.url,
    })),
    gaps: gapObjects(gaps),
    ...(newerBases === undefined ? {} : { newerBases: newerBasesObject(newerBases) }),
  })}\n`;
}

function newerBasesObject(newer: NewerBases) {
  if (newer.kind === "none") return { why: newer.why, against: null, count: null, tried: [] };
  const tried = newer.tried.map((each) => ({
    name: each.name,
    digest: each.kind === "scanned" ? (each.report.image.digest ?? null) : null,
    left: each.kind === "scanned" ? each.left : null,
    why: each.kind === "unseen" ? each.why : null,
  }));
  return { why: null, against: newer.against, count: newer.count, tried };
}

function packageObject(
  { name, version, sourceName, sourceVersion, type, path, layer }: Package,
  purl: string,
  origin: Origin | undefined,
) {
  return {
    purl,
    name,
    version,
    sourceName: sourceName ?? null,
    sourceVersion: sourceVersion ?? null,
    type,
    path: path === "" ? null : path,
    layer: layer ?? null,
    instruction:
      origin === undefined
        ? null
        : {
            path: origin.path,
            line: origin.line,
            endLine: origin.endLine,
            confidence: origin.confidence,
            copiedFrom: origin.copiedFrom ?? null,
          },
  };
}
