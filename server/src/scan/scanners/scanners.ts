import { grype } from "./grype.ts";
import { osvScanner } from "./osv-scanner.ts";
import type { Scanner } from "./scanner.ts";
import { scout } from "./scout.ts";
import { snyk } from "./snyk.ts";
import { trivy } from "./trivy.ts";
import { twistcli } from "./twistcli.ts";

/** Scanners that are programs of this machine, in the order that they are offered in. */
export const scanners: readonly Scanner[] = [trivy, grype, osvScanner, scout, snyk, twistcli];
