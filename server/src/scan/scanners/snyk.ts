import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScanReport } from "../report.ts";
import { snykReport } from "./reports/snyk.ts";
import type { Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

/** It ends with 0 and 1 (findings) when it could scan, with 2 after an error, with 3 when it knows nothing of the image. */
const FOUND = 1;
const NOTHING_KNOWN = 3;

/** Snyk's program. Source: docs.snyk.io, "Container test". */
export const snyk: Scanner = {
  id: "snyk",
  title: "Snyk",
  program: "snyk",
  sends: () =>
    "the list of packages, and the Dockerfile where the image was built from it, to Snyk's service, with your login there",
  variables: ["SNYK_TOKEN", "SNYK_API", "SNYK_CFG_ORG"],
  versionArgs: ["--version"],
  readVersion: (result) => toolVersion(result, { title: "Snyk", pattern: /^(\d[\w.-]{0,60})/, first: "1.1064.0" }),
  command({ target, isOffline, dockerfile }) {
    if (isOffline) return failure("unsupported", "Snyk", "asks Snyk's service: it cannot scan offline");
    const source = target.kind === "archive" ? `docker-archive:${target.path}` : target.reference;
    // Snyk tells of newer base images by it.
    const file = dockerfile === undefined ? [] : [`--file=${dockerfile}`];
    return success({
      args: ["container", "test", source, "--json", ...file],
      environment: { SNYK_DISABLE_ANALYTICS: "1" },
      outputFile: undefined,
    });
  },
  async read({ status, output, errors }, job, state): Promise<Outcome<ScanReport>> {
    const said = `${output.slice(0, MAX_TEXT)}\n${errors}`;
    if (
      /SNYK-0005|snyk auth|not authenticated|authentication (?:error|failed)|Unauthorized/i.test(said) &&
      status > FOUND
    )
      return failure("refused", "Snyk", "is not logged in: run `snyk auth`, or set SNYK_TOKEN");
    if (status === NOTHING_KNOWN)
      return failure("unsupported", "Snyk", "knows no packages of this image; try another scanner");
    if (status > FOUND)
      return failure("unsupported", "Snyk", `ended with an error${saying(errors === "" ? output : errors)}`);
    return await toolReport(output, snykReport, { job, state, title: "Snyk" });
  },
};

const MAX_TEXT = 64 * 1024;
