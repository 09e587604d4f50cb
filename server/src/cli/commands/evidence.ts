import { evidenceOf } from "../../engine/image/evidence.ts";
import { success } from "../../outcome/outcome.ts";
import type { Bill } from "../../scan/bill.ts";
import type { Arguments } from "../arguments.ts";
import { runOnImage } from "../image-output.ts";
import type { ImageRun } from "../images.ts";
import { say } from "../say.ts";
import { billFor, decisionsFor, exitOf } from "../scan-run.ts";
import type { World } from "../world.ts";

/** `seaworthy evidence`: all that is known of an image in one archive. The result is the exit status, as of `scan`. */
export async function run(args: Arguments, given: World): Promise<number> {
  const path = args.value("output") ?? "evidence.tar";
  const withOutput: Arguments = { ...args, value: (name) => (name === "output" ? path : args.value(name)) };
  return await runOnImage(withOutput, given, {
    async work(image, run) {
      const bill = await billFor(image, args, run);
      return bill.ok ? success({ bill: bill.value, archive: await archiveOf(bill.value, args, run) }) : bill;
    },
    text: ({ archive }) => archive,
    async exit({ bill }, run) {
      if (!args.has("quiet") && path !== "-") await say([`wrote ${path}`], run.world);
      return await exitOf(bill, args, run);
    },
  });
}

async function archiveOf(bill: Bill, args: Arguments, run: ImageRun): Promise<string> {
  const { images, world } = run;
  const vex = decisionsFor(bill.report.image, args, run);
  const vexPaths = (vex.ok ? vex.value : []).map(({ path }) => path);
  return await evidenceOf(bill, { folder: world.folder, vexPaths, files: images.files, now: images.now() });
}
