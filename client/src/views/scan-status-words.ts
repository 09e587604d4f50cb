import type { ScanView } from "../../../server/src/protocol/scan.ts";
import { urgentCount } from "../scan/scan-tree.ts";

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
  const age = ageWords(at, nowMs);
  const dataAge = data.at === undefined ? "as of the scan" : (ageWords(data.at, nowMs) ?? "of today");
  const lines = [
    image.name,
    verdict,
    `Scanned ${at} by ${scanner.title} ${scanner.version}`.trimEnd(),
    `Advisories: ${data.source}, ${dataAge}`,
  ];
  return { text: age === undefined ? count : `${count}, ${age}`, tooltip: lines.join("\n") };
}

/** `3 days old`; undefined: less than one. */
function ageWords(at: string, nowMs: number): string | undefined {
  const days = Math.floor((nowMs - Date.parse(at)) / DAY_MS);
  return days >= 1 ? `${days} ${days === 1 ? "day" : "days"} old` : undefined;
}
