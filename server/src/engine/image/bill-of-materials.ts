import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { type ListedImage, listPackages } from "./list-packages.ts";

/** What is in an image, as a report without findings: nobody is asked about them. */
export async function billOfMaterials(wanted: WantedImage, world: ImageWorld): Promise<Outcome<ScanReport>> {
  const listed = await listPackages(wanted, world);
  return listed.ok ? success(reportOf(listed.value, world)) : listed;
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
