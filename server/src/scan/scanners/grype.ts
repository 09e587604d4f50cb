import { failure, success } from "../../outcome/outcome.ts";
import { grypeReport } from "./reports/grype.ts";
import type { Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

const OUTPUT = "report.json";

/** Ends with this when it found what the user's own settings of it do not allow (`fail-on-severity`). */
const FOUND = 2;

/** Grype by Anchore. Source: its help, `grype config` and README, 0.121.2. */
export const grype: Scanner = {
  id: "grype",
  title: "Grype",
  program: "grype",
  sends: () => undefined,
  variables: ["GRYPE_DB_CACHE_DIR", "GRYPE_DB_UPDATE_URL", "GRYPE_DB_CA_CERT"],
  container: "docker.io/anchore/grype:v0.121.2",
  versionArgs: ["version"],
  // `deep-squashed` tells the first layer that has a package.
  readVersion: (result) =>
    toolVersion(result, { title: "Grype", pattern: /^Version:[ \t]+(\S{1,60}(?: \S{1,60})?)/m, first: "0.91.0" }),
  // Not `--quiet`, which keeps its errors back, too.
  command({ target, isOffline }) {
    const source = target.kind === "archive" ? `docker-archive:${target.path}` : `docker:${target.reference}`;
    return success({
      args: [source, "--output", "json", "--file", OUTPUT, "--scope", "deep-squashed"],
      environment: {
        GRYPE_CHECK_FOR_APP_UPDATE: "false",
        // Nothing is asked of the network, and old data are told, not refused.
        ...(isOffline ? { GRYPE_DB_AUTO_UPDATE: "false", GRYPE_DB_VALIDATE_AGE: "false" } : {}),
      },
      outputFile: OUTPUT,
    });
  },
  read({ status, output, errors }, job, state) {
    if (status === 0 || (status === FOUND && output !== ""))
      return toolReport(output, grypeReport, { job, state, title: "Grype" });
    return Promise.resolve(failure("unsupported", "Grype", whyFailed(errors)));
  },
};

function whyFailed(errors: string): string {
  if (/database does not exist|no vulnerability db/.test(errors))
    return "has no database yet: run `grype db update` once with the network";
  if (/database (?:was built|is) /.test(errors) && /\bold\b|max allowed age/.test(errors))
    return "has a database that is too old: run `grype db update` with the network";
  if (
    /unable to (?:check for vulnerability database update|update vulnerability database)|failed to load vulnerability db/.test(
      errors,
    )
  )
    return `could not fetch its database: try again later, or scan offline with the one that it has${saying(errors)}`;
  return `ended with an error${saying(errors)}`;
}
