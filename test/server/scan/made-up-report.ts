import { buildModel } from "../../../server/src/model/build.ts";
import { attributeLayers } from "../../../server/src/scan/attribution/attribute.ts";
import type { Package } from "../../../server/src/scan/package.ts";
import type { ScanReport, Vulnerability } from "../../../server/src/scan/report.ts";
import { readOpenVex } from "../../../server/src/scan/triage/openvex.ts";
import type { VexFile } from "../../../server/src/scan/triage/standing.ts";

export const NOW = new Date("2026-11-27T04:00:00.500Z");

/** A package of Debian 12, or what is said of it. */
export function madePackage(each: Partial<Package> & Pick<Package, "name" | "version">): Package {
  return { type: "deb", path: "var/lib/dpkg/status", layer: 0, ...each };
}

/** A vulnerability in the first package, or what is said of it. */
export function madeVulnerability(each: Partial<Vulnerability> & Pick<Vulnerability, "id">): Vulnerability {
  return {
    aliases: [],
    severity: "high",
    score: undefined,
    package: 0,
    fixedIn: undefined,
    url: `https://osv.dev/vulnerability/${each.id}`,
    summary: "",
    notes: [],
    ...each,
  };
}

/** A Dockerfile, and which of its instructions brought the layers that were built by these. */
export function madeDockerfile(text: string, builtBy: readonly string[], path = "Dockerfile") {
  const model = buildModel(text);
  const history = builtBy.map((createdBy) => ({ createdBy, comment: "", isEmpty: false }));
  return { path, model, attribution: attributeLayers({ history, layerCount: history.length }, model) };
}

/** A report of the image `shop:1.2` of Debian 12 with these packages and vulnerabilities. */
export function madeReport(
  packages: readonly Package[],
  vulnerabilities: readonly Vulnerability[],
  more: Partial<ScanReport> = {},
): ScanReport {
  return {
    image: {
      name: "shop:1.2",
      id: `sha256:${"a".repeat(64)}`,
      digest: `sha256:${"b".repeat(64)}`,
      platform: "linux/amd64",
      created: "2026-11-20T10:00:00Z",
      labels: new Map([["org.opencontainers.image.title", "shop"]]),
      history: [],
      diffIds: [],
    },
    scanner: { id: "embedded", version: "1.0.0", title: "Seaworthy" },
    data: { source: "osv.dev", at: "2026-11-26T00:00:00Z" },
    os: { id: "debian", versionId: "12", prettyName: "Debian GNU/Linux 12 (bookworm)" },
    packages,
    ownedCount: 0,
    vulnerabilities,
    gaps: [],
    ...more,
  };
}

/** A document with these statements, as a file of the repository. */
export function madeVex(statements: readonly object[], isForAll = false): VexFile {
  const path = isForAll ? ".vex/all.openvex.json" : ".vex/shop.openvex.json";
  const text = JSON.stringify({
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://shop.example/vex",
    author: "me@shop.example",
    timestamp: "2026-11-01T00:00:00Z",
    version: 1,
    statements,
  });
  const read = readOpenVex(text, path);
  if (!read.ok) throw new Error(read.detail);
  return { path, isForAll, document: read.value };
}
