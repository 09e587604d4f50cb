import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScanReport } from "../report.ts";
import { twistcliReport } from "./reports/twistcli.ts";
import type { Scanner } from "./scanner.ts";
import { toolReport } from "./tool-report.ts";
import { saying, toolVersion } from "./tool-version.ts";

const OUTPUT = "report.json";

/** Prisma Cloud's program, once Twistlock. Source: docs.paloaltonetworks.com, "Scan images with twistcli". */
export const twistcli: Scanner = {
  id: "twistcli",
  title: "Prisma Cloud (twistcli)",
  program: "twistcli",
  sends: (server = "none is named yet") =>
    `the image's packages and configuration, to your Prisma Cloud console (${server})`,
  needsEngine: true,
  // Never as arguments, which every user of the machine can read.
  variables: ["TWISTLOCK_USER", "TWISTLOCK_PASSWORD", "TWISTLOCK_TOKEN"],
  versionArgs: ["--version"],
  readVersion: (result) =>
    toolVersion(result, { title: "twistcli", pattern: /version\s+v?(\d[\w.]{0,60})/i, first: "20.0.0" }),
  command({ target, isOffline, server }) {
    if (isOffline) return failure("unsupported", "twistcli", "asks your console: it cannot scan offline");
    if (target.kind === "archive")
      return failure("unsupported", "twistcli", "takes images of the container engine alone: load the archive first");
    if (server === undefined || !server.startsWith("https://"))
      return failure(
        "unsupported",
        "twistcli",
        "needs the https address of your Prisma Cloud console: name it in seaworthy.scanners.servers",
      );
    // Options behind the image are ignored.
    const args = ["images", "scan", "--address", server, "--output-file", OUTPUT, "--details", target.reference];
    return success({ args, environment: {}, outputFile: OUTPUT });
  },
  read({ status, output, errors }, job, state): Promise<Outcome<ScanReport>> {
    // It ends with 1 after errors, and when the console's own limits are passed: the report tells one from the other.
    if (output !== "") return toolReport(output, twistcliReport, { job, state, title: "twistcli" });
    if (/401|403|unauthorized|forbidden|invalid credentials/i.test(errors)) {
      const cure =
        "refused the login: set TWISTLOCK_USER and TWISTLOCK_PASSWORD to those of a user with the role CI User";
      return Promise.resolve(failure("refused", "Prisma Cloud", cure));
    }
    return Promise.resolve(
      failure("unsupported", "twistcli", `ended with status ${status} and no report${saying(errors)}`),
    );
  },
};
