import type { Arguments } from "../arguments.ts";
import { billFormat } from "../formats/bill.ts";
import { openImages, wantedImage } from "../images.ts";
import { billFor, exitOf } from "../scan-run.ts";
import { openSink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy scan`: lists the known vulnerabilities of an image. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const image = wantedImage(args, given);
  if (!image.ok) return await refuse(image.detail, given);
  const opened = await openImages(args, given);
  if (!opened.ok) return await refuse(`${opened.asked} ${opened.detail}`, given);
  const { world, sayAsked } = opened.value;
  const bill = await billFor(image.value, args, opened.value);
  if (!bill.ok) {
    await sayAsked();
    return await refuse(`${bill.asked} ${bill.detail}`, world);
  }
  const sink = openSink(args, world);
  const format = await billFormat(args, sink.isTerminal, world.environment);
  await sink.write(await format(bill.value));
  const written = await sink.close();
  await sayAsked();
  if (!written.ok) return await refuse(`${written.asked} ${written.detail}`, world);
  return await exitOf(bill.value, args, opened.value);
}

async function refuse(message: string, world: World): Promise<number> {
  await world.errors.write(`seaworthy: ${message}\n`);
  return EXIT.failed;
}
