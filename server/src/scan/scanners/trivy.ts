import { textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, success } from "../../outcome/outcome.ts";
import { trivyReport } from "./reports/trivy.ts";
import type { ScanJob, Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

const OUTPUT = "report.json";

/** Trivy by Aqua. Source: trivy.dev, `trivy image`, and the help of 0.74.0. */
export const trivy: Scanner = {
  id: "trivy",
  title: "Trivy",
  program: "trivy",
  sends: (server) =>
    server === undefined ? undefined : `package names and versions, to your Trivy server (${server})`,
  variables: [
    "TRIVY_CACHE_DIR",
    "TRIVY_DB_REPOSITORY",
    "TRIVY_JAVA_DB_REPOSITORY",
    "TRIVY_USERNAME",
    "TRIVY_PASSWORD",
    "TRIVY_TOKEN",
  ],
  container: "docker.io/aquasec/trivy:0.74.0",
  versionArgs: ["version", "--format", "json"],
  readVersion(result) {
    // Its notices can be switched off since then.
    const told = toolVersion(result, { title: "Trivy", pattern: /"Version":\s*"([^"]{1,60})"/, first: "0.63.0" });
    if (!told.ok) return told;
    return success({ ...told.value, dataAt: databaseTime(result.output) });
  },
  command(job) {
    if (job.isOffline && job.server !== undefined)
      return failure(
        "unsupported",
        "Trivy",
        "asks the server that seaworthy.scanners.servers names: it cannot scan offline",
      );
    // The scan for secrets is on unless told otherwise; a version check asks its maker.
    const fixed = ["image", "--quiet", "--format", "json", "--output", OUTPUT, "--scanners", "vuln", "--list-all-pkgs"];
    const still = ["--timeout", "10m", "--disable-telemetry", "--skip-version-check"];
    const offline = job.isOffline ? ["--offline-scan", "--skip-db-update", "--skip-java-db-update"] : [];
    const server = job.server === undefined ? [] : ["--server", job.server];
    const args = [...fixed, ...still, ...offline, ...server, ...targetOf(job)];
    return success({ args, environment: {}, outputFile: OUTPUT });
  },
  read({ status, output, errors }, job, state) {
    if (status === 0) return toolReport(output, trivyReport, { job, state, title: "Trivy" });
    return Promise.resolve(failure("unsupported", "Trivy", whyFailed(errors)));
  },
};

function targetOf({ target }: ScanJob): readonly string[] {
  return target.kind === "archive" ? ["--input", target.path] : ["--", target.reference];
}

function whyFailed(errors: string): string {
  if (/twirp error|connection refused|no such host/.test(errors))
    return `could not scan with its server${saying(errors)}`;
  if (/--skip-(?:java-)?db-update cannot be specified on the first run/.test(errors))
    return "has no database yet: run it once with the network (`trivy image --download-db-only`, and `--download-java-db-only` for jars)";
  if (/failed to download|DB error|TOOMANYREQUESTS/.test(errors))
    return `could not fetch its database: try again later, or point it at a mirror (TRIVY_DB_REPOSITORY)${saying(errors)}`;
  if (/unable to find the specified image|No such image|MANIFEST_UNKNOWN/.test(errors))
    return `does not find the image: build or pull it first${saying(errors)}`;
  return `ended with an error${saying(errors)}`;
}

function databaseTime(output: string): string | undefined {
  return textAt(parseJson(output), "VulnerabilityDB", "UpdatedAt");
}
