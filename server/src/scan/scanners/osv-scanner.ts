import { failure, success } from "../../outcome/outcome.ts";
import { osvScannerReport } from "./reports/osv-scanner.ts";
import type { Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

const OUTPUT = "report.json";

/** Ends with this when it found something. */
const FOUND = 1;
const NO_PACKAGES = 128;

/** osv-scanner by Google. Source: google.github.io/osv-scanner, "Scan image" and "Offline mode", 2.5.0. */
export const osvScanner: Scanner = {
  id: "osv-scanner",
  title: "osv-scanner",
  program: "osv-scanner",
  sends: () => "package names and versions, to api.osv.dev",
  variables: ["OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY", "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY"],
  container: "ghcr.io/google/osv-scanner:v2.5.0",
  versionArgs: ["--version"],
  readVersion: (result) =>
    toolVersion(result, { title: "osv-scanner", pattern: /osv-scanner version:?\s+v?(\S{1,60})/, first: "2.0.0" }),
  command({ target, isOffline }) {
    const source = target.kind === "archive" ? ["--archive", target.path] : [target.reference];
    const offline = isOffline ? ["--offline"] : [];
    const args = [
      "scan",
      "image",
      "--format",
      "json",
      "--all-packages",
      "--output-file",
      OUTPUT,
      ...offline,
      ...source,
    ];
    return success({ args, environment: {}, outputFile: OUTPUT });
  },
  async read({ status, output, errors }, job, state) {
    // It ends well without a database, and without findings: 2.5.0 was seen to.
    const missing = /could not load db for (.{1,60}?) ecosystem/.exec(errors)?.[1];
    if (missing !== undefined)
      return failure("unsupported", "osv-scanner", `has no local database for ${missing}: ${CURE}`);
    if (status !== 0 && status !== FOUND) return failure("unsupported", "osv-scanner", whyFailed(status, errors));
    const read = await toolReport(output, osvScannerReport, { job, state, title: "osv-scanner" });
    if (!read.ok) return read;
    // Out of reach of its service it ends well, too, and says nothing of it: no finding at all proves nothing.
    const isSilent = !job.isOffline && read.value.vulnerabilities.length === 0;
    const gaps = isSilent ? [...read.value.gaps, SILENCE] : read.value.gaps;
    return success({ ...read.value, onlyAffected: false, gaps });
  },
};

const CURE = "run it once with `--download-offline-databases`";

const SILENCE = {
  what: "vulnerabilities",
  why: "osv-scanner found none, which it also says when it cannot reach api.osv.dev: scan offline, or with another scanner, to be sure",
};

function whyFailed(status: number, errors: string): string {
  if (status === NO_PACKAGES)
    return "found no packages in the image: it reads other places than this program; try another scanner";
  return `ended with an error${saying(errors)}`;
}
