import type { ScanView } from "../../../server/src/protocol/scan.ts";
import { urgentCount } from "./scan-tree.ts";

/** What the entry in the status bar says of a scan. */
export interface ScanStatusWords {
  readonly text: string;
  readonly tooltip: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `3 to fix first`. After a day the age is said: there may be new advisories. */
export function scanStatusWords(view: ScanView, nowMs: number): ScanStatusWords {
  const { findings, verdict, isClean, image, at, scanner, data } = view;
  const urgent = urgentCount(view);
  const shown = findings.filter(({ isHidden }) => !isHidden).length;
  const nothing = isClean ? "clean" : "nothing found in what could be read";
  const count = urgent > 0 ? `${urgent} to fix first` : shown > 0 ? `${shown} found, none to fix first` : nothing;
  const days = daysSince(at, nowMs);
  const age = days >= 1 ? `, ${days} ${days === 1 ? "day" : "days"} old` : "";
  const lines = [
    image.name,
    verdict,
    `Scanned ${at} by ${scanner.title} ${scanner.version}`.trimEnd(),
    `Advisories: ${data.source}, ${dataAge(data.at, nowMs)}`,
  ];
  return { text: `${count}${age}`, tooltip: lines.join("\n") };
}

function dataAge(at: string | undefined, nowMs: number): string {
  if (at === undefined) return "as of the scan";
  const days = daysSince(at, nowMs);
  return days >= 1 ? `${days} ${days === 1 ? "day" : "days"} old` : "of today";
}

function daysSince(at: string, nowMs: number): number {
  return Math.floor((nowMs - Date.parse(at)) / DAY_MS);
}
