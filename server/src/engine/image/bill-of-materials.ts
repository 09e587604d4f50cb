import { type Outcome, success } from "../../outcome/outcome.ts";
import type { Bill } from "../../scan/bill.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { type ListedImage, listPackages } from "./list-packages.ts";

/** What is in an image, as a report without findings: nobody is asked about them. */
export async function billOfMaterials(wanted: WantedImage, world: ImageWorld): Promise<Outcome<ScanReport>> {
  const listed = await listPackages(wanted, world);
  return listed.ok ? success(reportOf(listed.value, world)) : listed;
}

/** A bill of materials in the format that is named, `spdx` or `cyclonedx`; CycloneDX unless one is. */
export async function sbomText(bill: Bill, format: string | undefined, now: Date): Promise<string> {
  if (format === "spdx") return await (await import("../../scan/formats/spdx.ts")).spdxOfBill(bill, now);
  const { cycloneDxOfBill } = await import("../../scan/formats/cyclonedx.ts");
  return await cycloneDxOfBill(bill, { withVulnerabilities: false, now });
}

/** A report about an image that says nothing of vulnerabilities. */
export function reportOf({ name, identity, inventory }: ListedImage, { version }: ImageWorld): ScanReport {
  return {
    image: { name, ...identity },
    scanner: { id: "embedded", version, title: "Seaworthy" },
    data: { source: "none", at: undefined },
    ...inventory,
    vulnerabilities: [],
  };
}
