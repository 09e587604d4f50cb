import type { Arguments } from "../arguments.ts";
import { billText } from "../formats/bill.ts";
import { runOnImage } from "../image-output.ts";
import { billFor, exitOf } from "../scan-run.ts";
import type { World } from "../world.ts";

/** `seaworthy scan`: lists the known vulnerabilities of an image. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  return await runOnImage(args, given, {
    work: (image, run) => billFor(image, args, run),
    text: (bill, isTerminal, { world }) => billText(bill, args, isTerminal, world),
    exit: (bill, run) => exitOf(bill, args, run),
  });
}
