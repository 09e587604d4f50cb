import { billOfMaterials } from "../../engine/image/bill-of-materials.ts";
import { success } from "../../outcome/outcome.ts";
import { type Bill, billOfHealth } from "../../scan/bill.ts";
import type { Arguments } from "../arguments.ts";
import { runOnImage } from "../image-output.ts";
import { gapsFail } from "../scan-run.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy sbom`: lists what is in an image. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  return await runOnImage(args, given, {
    async work(image, { images }) {
      const report = await billOfMaterials(image, images);
      return report.ok ? success(await billOfHealth(report.value, { now: images.now() })) : report;
    },
    text: (bill) => sbomText(bill, args.value("format"), given.outside.now()),
    exit: async (bill, { world }) => ((await gapsFail(bill.report.gaps, args, world)) ? EXIT.failed : EXIT.clean),
  });
}

/** A bill of materials in the format that is named; CycloneDX unless one is. */
export async function sbomText(bill: Bill, format: string | undefined, now: Date): Promise<string> {
  if (format === "spdx") return await (await import("../../scan/formats/spdx.ts")).spdxOfBill(bill, now);
  const { cycloneDxOfBill } = await import("../../scan/formats/cyclonedx.ts");
  return await cycloneDxOfBill(bill, { withVulnerabilities: false, now });
}
