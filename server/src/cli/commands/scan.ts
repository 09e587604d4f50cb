import { success } from "../../outcome/outcome.ts";
import type { Bill } from "../../scan/bill.ts";
import type { Arguments } from "../arguments.ts";
import { billText } from "../formats/bill.ts";
import { type OpenWork, runOnImage, runOpened } from "../image-output.ts";
import { namesImage, wantedImage } from "../images.ts";
import { refuse } from "../say.ts";
import { billFor, billOfReport, exitOf } from "../scan-run.ts";
import type { World } from "../world.ts";

/** `seaworthy scan`: lists the known vulnerabilities of an image, or those that a report tells. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const report = args.value("report");
  if (report === undefined)
    return await runOnImage(args, given, { ...billOutput(args), work: (image, run) => billFor(image, args, run) });
  if (args.has("newer-base"))
    return await refuse("--newer-base scans newer images: no --report with it, which is another scanner's", given);
  if (args.has("scanner"))
    return await refuse("--report is what a scanner has found already: no --scanner with it", given);
  const image = namesImage(args) ? wantedImage(args, given) : success(undefined);
  if (!image.ok) return await refuse(image.detail, given);
  const path = given.absolutePath(report);
  return await runOpened(args, given, {
    ...billOutput(args),
    work: (run) => billOfReport({ path, image: image.value }, args, run),
  });
}

/** How what a scan found is written, and what it comes to. */
export function billOutput(args: Arguments): Omit<OpenWork<Bill>, "work"> {
  return {
    text: (bill, isTerminal, { world }) => billText(bill, args, isTerminal, world),
    exit: (bill, run) => exitOf(bill, args, run),
  };
}
