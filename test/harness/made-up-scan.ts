import { type ScannedFile, type StoredScan, scannedFile } from "../../server/src/lsp/scan/stored-scan.ts";
import { buildModel } from "../../server/src/model/build.ts";
import { billOfHealth } from "../../server/src/scan/bill.ts";
import type { Package } from "../../server/src/scan/package.ts";
import type { ScanReport, Vulnerability } from "../../server/src/scan/report.ts";
import type { VexFile } from "../../server/src/scan/triage/standing.ts";

/** A finding in words; `layer` counts from 0, the base image's. */
export interface MadeUpFinding {
  readonly id: string;
  readonly package: string;
  readonly version?: string;
  readonly type?: Package["type"];
  readonly layer?: number;
  readonly severity?: Vulnerability["severity"];
  readonly fixedIn?: string;
  readonly summary?: string;
  readonly notes?: Vulnerability["notes"];
  readonly exploitProbability?: number;
}

/** A file of one FROM, and what made its image: one layer of the base, and one for each RUN, COPY and ADD. */
export const SHOP = `FROM debian:12
RUN apt-get update && apt-get install -y curl=7.88.1-10
COPY app /app
RUN npm install -g left-pad@1.0.0
`;

/** The report of an image that was built from a file. */
export function madeUpReport(
  findings: readonly MadeUpFinding[],
  text = SHOP,
  gaps: ScanReport["gaps"] = [],
): ScanReport {
  const { instructions } = buildModel(text).dockerfile;
  const history = [
    { createdBy: "/bin/sh -c #(nop) ADD file:1 in / ", comment: "", isEmpty: false },
    ...instructions
      .filter(({ keyword }) => keyword !== "FROM")
      .map(({ keyword, body }) => ({
        createdBy: keyword === "RUN" ? `RUN /bin/sh -c ${body.text} # buildkit` : `${keyword} ${body.text} # buildkit`,
        comment: "",
        isEmpty: !["RUN", "COPY", "ADD"].includes(keyword),
      })),
  ];
  const packages: Package[] = findings.map(({ package: name, version = "1.0", type = "deb", layer = 0 }) => ({
    type,
    name,
    version,
    path: "var/lib/dpkg/status",
    layer,
  }));
  return {
    image: {
      name: "shop.example/app:1",
      id: `sha256:${"1".repeat(64)}`,
      digest: undefined,
      platform: "linux/amd64",
      created: "2026-01-01T00:00:00Z",
      labels: new Map(),
      history,
      diffIds: history.filter(({ isEmpty }) => !isEmpty).map((_, index) => `sha256:${index}`),
    },
    scanner: { id: "embedded", version: "1.0.0", title: "Seaworthy" },
    data: { source: "OSV", at: undefined },
    os: { id: "debian", versionId: "12", prettyName: "Debian GNU/Linux 12" },
    packages,
    ownedCount: 0,
    vulnerabilities: findings.map(
      ({ id, severity = "high", fixedIn, summary = "", notes = [], exploitProbability }, index) => ({
        ...(exploitProbability === undefined ? {} : { exploitProbability }),
        id,
        aliases: [],
        severity,
        score: undefined,
        package: index,
        fixedIn,
        url: `https://osv.dev/vulnerability/${id}`,
        summary,
        notes,
      }),
    ),
    gaps,
  };
}

/** The same as the editor keeps it. */
export async function madeUpScan(
  findings: readonly MadeUpFinding[],
  {
    text = SHOP,
    vex = [],
    ...more
  }: Partial<StoredScan> & { readonly text?: string; readonly vex?: readonly VexFile[] } = {},
): Promise<StoredScan> {
  const report = madeUpReport(findings, text);
  const dockerfile: ScannedFile = scannedFile(report, "/shop/Dockerfile", buildModel(text));
  const now = new Date("2026-01-02T03:04:05Z");
  const bill = await billOfHealth(report, { dockerfile: dockerfile.facts, vex, now });
  const uri = "file:///shop/Dockerfile";
  return { key: uri, uri, at: now.toISOString(), bill, dockerfile, earlier: undefined, ...more };
}
