import type { WantedImage } from "../engine/image/find-image.ts";
import type { Outcome } from "../outcome/outcome.ts";
import type { Arguments } from "./arguments.ts";
import { fileCure } from "./image-word.ts";
import { type ImageRun, openImages, wantedImage } from "./images.ts";
import { refuse } from "./say.ts";
import { openSink } from "./sink.ts";
import type { World } from "./world.ts";

/** What a command on one image does with it. */
export interface ImageWork<T> {
  work(image: WantedImage, run: ImageRun): Promise<Outcome<T>>;
  /** The result as it is written. */
  text(value: T, isTerminal: boolean, run: ImageRun): Promise<string> | string;
  /** The exit status; it may say on standard error why. */
  exit(value: T, run: ImageRun): Promise<number> | number;
}

/** Runs a command on the image that its words name. */
export async function runOnImage<T>(args: Arguments, given: World, work: ImageWork<T>): Promise<number> {
  const image = wantedImage(args, given);
  if (!image.ok) return await refuse(image.detail, given);
  const cured = async (run: ImageRun) =>
    withCure(await work.work(image.value, run), [image.value], (name) => cureOf(name, given));
  return await runOpened(args, given, { ...work, work: cured });
}

/** What a command does in the world of images. */
export interface OpenWork<T> extends Omit<ImageWork<T>, "work"> {
  work(run: ImageRun): Promise<Outcome<T>>;
}

/** Opens the far side of the world for a piece of work. */
export async function runOpened<T>(args: Arguments, given: World, work: OpenWork<T>): Promise<number> {
  const opened = await openImages(args, given);
  return opened.ok ? await workIn(opened.value, args, work) : await refuse(opened, given);
}

/** Works, writes, says whom it has asked. Nothing is written of a failure. */
export async function workIn<T>(run: ImageRun, args: Arguments, { work, text, exit }: OpenWork<T>): Promise<number> {
  const { world, sayAsked } = run;
  const value = await work(run);
  if (!value.ok) {
    await sayAsked();
    return await refuse(value, world);
  }
  const sink = openSink(args, world);
  await sink.write(await text(value.value, sink.isTerminal, run));
  const written = await sink.close();
  await sayAsked();
  return written.ok ? await exit(value.value, run) : await refuse(written, world);
}

/** Where else one of these images may be that no engine has; `cure` says it of a name. */
export function withCure<T>(
  result: Outcome<T>,
  images: readonly WantedImage[],
  cure: (name: string) => string,
): Outcome<T> {
  if (result.ok || result.reason !== "not-found") return result;
  const { asked, detail } = result;
  if (!images.some((image) => image.kind === "engine" && image.reference === asked)) return result;
  // An engine's own words end as they like.
  const said = /[.?!]$/.test(detail) ? detail : `${detail}.`;
  return { ...result, detail: `${said} ${cure(asked)}` };
}

function cureOf(name: string, world: World): string {
  const ofFile = fileCure(name, world);
  return ofFile === undefined
    ? `Pull or build it first, or read it without an engine: registry:${name}, or --input with a saved archive`
    : `It is here: ${ofFile}`;
}
