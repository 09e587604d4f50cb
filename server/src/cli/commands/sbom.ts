import { billOfMaterials, sbomText } from "../../engine/image/bill-of-materials.ts";
import { success } from "../../outcome/outcome.ts";
import { billOfHealth } from "../../scan/bill.ts";
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
