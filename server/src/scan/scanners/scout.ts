import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScanReport } from "../report.ts";
import { sarifReport } from "./reports/sarif.ts";
import type { Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

const OUTPUT = "report.sarif.json";

/** Docker Scout, a plug-in of the docker program. Source: docs.docker.com, "docker scout cves". */
export const scout: Scanner = {
  id: "scout",
  title: "Docker Scout",
  program: "docker",
  sends: () => "the list of packages, to Docker's service, with your login there",
  variables: ["DOCKER_SCOUT_HUB_USER", "DOCKER_SCOUT_HUB_PASSWORD"],
  versionArgs: ["scout", "version"],
  readVersion(result) {
    if (/is not a docker command|unknown command/.test(result.errors))
      return failure(
        "not-found",
        "Docker Scout",
        "is not installed: it is a plug-in of Docker (docs.docker.com/scout/install)",
      );
    return toolVersion(result, { title: "Docker Scout", pattern: /version: v?(\d\S{0,60})/, first: "1.0.0" });
  },
  command({ target, isOffline }) {
    if (isOffline) return failure("unsupported", "Docker Scout", "asks Docker's service: it cannot scan offline");
    const source = target.kind === "archive" ? `archive://${target.path}` : `local://${target.reference}`;
    return success({
      args: ["scout", "cves", "--format", "sarif", "--output", OUTPUT, source],
      environment: {},
      outputFile: OUTPUT,
    });
  },
  async read({ status, output, errors }, job, state): Promise<Outcome<ScanReport>> {
    if (/log in|docker login|not (?:logged in|authenticated)|unauthorized/i.test(errors) && output === "")
      return failure("refused", "Docker Scout", "needs a login at Docker: run `docker login`");
    if (status !== 0 || output === "")
      return failure("unsupported", "Docker Scout", `ended with an error${saying(errors)}`);
    const read = await toolReport(output, sarifReport, { job, state, title: "Docker Scout" });
    if (!read.ok) return read;
    return success({
      ...read.value,
      scanner: { ...read.value.scanner, id: "scout", title: "Docker Scout" },
      data: { source: "Docker's service", at: undefined },
    });
  },
};
