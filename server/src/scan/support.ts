import { lifeCycles } from "../knowledge/distros/life-cycle-table.ts";
import { type LifeCycle, seriesOf, wayOut } from "../knowledge/distros/life-cycles.ts";
import type { OperatingSystem } from "./embedded/packages/operating-system.ts";
import type { ScanReport } from "./report.ts";

/**
 * The report with a gap where its distribution is out of support: advisories end with it, so that few findings are no good sign. A
 * release that the table does not know is not spoken of. `today`: ISO date.
 */
export function noteSupport(report: ScanReport, today: string): ScanReport {
  const { os } = report;
  const cycle = os && cycleOf(os);
  const series = cycle && seriesOf(cycle, os.versionId);
  if (cycle === undefined || series?.end === undefined || series.end >= today) return report;
  const step = `move to ${wayOut(cycle, series, today) ?? "another distribution"}`;
  const why = `it has had no updates since ${series.end}, and what was found later may not be known here: ${step}`;
  return { ...report, gaps: [...report.gaps, { what: `${cycle.title} ${series.name}`, why, isInherent: true }] };
}

function cycleOf({ id, prettyName }: OperatingSystem): LifeCycle | undefined {
  return id === "centos" && prettyName.includes("Stream") ? lifeCycles.centosStream : CYCLES.get(id);
}

/** By the ID of their os-release. */
const CYCLES: ReadonlyMap<string, LifeCycle> = new Map<string, LifeCycle>([
  ["debian", lifeCycles.debian],
  ["ubuntu", lifeCycles.ubuntu],
  ["alpine", lifeCycles.alpine],
  ["fedora", lifeCycles.fedora],
  ["centos", lifeCycles.centos],
  ["rocky", lifeCycles.rockylinux],
  ["almalinux", lifeCycles.almalinux],
  ["rhel", lifeCycles.redHat],
  ["ol", lifeCycles.oraclelinux],
  ["amzn", lifeCycles.amazonlinux],
  ["opensuse-leap", lifeCycles.opensuseLeap],
]);
