import { isAbsolute } from "node:path";
import { type ChangedFile, compareWanted, type ImageDifference } from "../../engine/image/compare.ts";
import type { WantedImage } from "../../engine/image/find-image.ts";
import { originsByLayer } from "../../scan/bill.ts";
import { closableGaps, gapObjects } from "../../scan/package.ts";
import { printable } from "../../text/printable.ts";
import type { Arguments } from "../arguments.ts";
import { type Style, styleFor } from "../formats/style.ts";
import { type OpenWork, runOpened, withCure } from "../image-output.ts";
import { imageWordTrouble, namedImage } from "../image-word.ts";
import { refuse } from "../say.ts";
import { gapsFail } from "../scan-run.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy compare`: the packages and files of two images that differ. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const [before, after, ...others] = args.words;
  if (before === undefined || after === undefined || others.length > 0)
    return await refuse("say which two images: IMAGE IMAGE", given);
  const troubles = [before, after].map((word) => (isHere(word, given) ? undefined : imageWordTrouble(word, given)));
  const trouble = troubles.find((each) => each !== undefined);
  if (trouble !== undefined) return await refuse(trouble, given);
  return await runOpened(args, given, comparison(imageOf(before, given), imageOf(after, given), args));
}

/** Says what differs between two images. */
export function comparison(before: WantedImage, after: WantedImage, args: Arguments): OpenWork<ImageDifference> {
  return {
    work: async ({ world, images, dockerfile }) =>
      withCure(await compareWanted({ before, after, dockerfile }, images), [before, after], cureOf(world)),
    text: (difference, isTerminal, { world }) =>
      args.value("format") === "json"
        ? differenceJson(difference)
        : differenceText(difference, styleFor(args, isTerminal, world)),
    async exit(difference, { world }) {
      if (await gapsFail(difference.gaps, args, world)) return EXIT.failed;
      return differsNowhere(difference) ? EXIT.clean : EXIT.findings;
    },
  };
}

/** A file or folder here, else as every command names an image. */
function imageOf(word: string, world: World): WantedImage {
  return isHere(word, world)
    ? { kind: "input", path: world.absolutePath(word), shown: word, name: undefined }
    : namedImage(word);
}

/** Many a folder has the name of the image that is built in it. */
function isHere(word: string, { outside, absolutePath }: World): boolean {
  const kind = outside.files.kindOf(absolutePath(word));
  return kind === "folder" ? word.startsWith(".") || isAbsolute(word) : kind !== undefined;
}

function cureOf({ outside, absolutePath }: World): (name: string) => string {
  return (name) =>
    outside.files.kindOf(absolutePath(name)) === "folder"
      ? `The folder of that name is ./${name}`
      : `Pull or build it first, or read it without an engine: registry:${name}, or the file of a saved archive`;
}

function differsNowhere({ packages, files }: ImageDifference): boolean {
  return packages.length === 0 && files.length === 0;
}

/** What could not be read may differ. */
function isIdentical(difference: ImageDifference): boolean {
  return differsNowhere(difference) && closableGaps(difference.gaps).length === 0;
}

/** Shape: docs/json.md. Of removed files the instruction is not told: it stands in the image before. */
function differenceJson(difference: ImageDifference): string {
  const originOf = originsOf(difference);
  return `${JSON.stringify({
    version: 1,
    packages: difference.packages.map(({ purl, before = null, after = null }) => ({ purl, before, after })),
    files: difference.files.map((file) => ({
      path: file.path,
      change: file.change,
      instruction: originOf(file) ?? null,
    })),
    identical: isIdentical(difference),
    gaps: gapObjects(difference.gaps),
  })}\n`;
}

function differenceText(difference: ImageDifference, style: Style): string {
  if (differsNowhere(difference))
    return isIdentical(difference)
      ? "The packages and files of the two images are the same.\n"
      : "Nothing differs in what could be read.\n";
  const originOf = originsOf(difference);
  const { packages, files } = difference;
  const lines = [
    style.strong(`packages that differ: ${packages.length}`),
    ...packages.map(
      ({ purl, before, after }) =>
        `  ${printable(purl)}: ${printable(before ?? "none")} → ${printable(after ?? "none")}`,
    ),
    style.strong(`files that differ: ${files.length}`),
    ...files.map((file) => {
      const origin = originOf(file);
      const place = origin === undefined ? file.createdBy : `${origin.path}:${origin.line}`;
      const shown = place === "" ? "" : style.faint(printable(` (${cut(place)})`));
      return `  ${CHANGES[file.change]} ${printable(file.path)}${shown}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

const MAX_SHOWN = 80;

function cut(place: string): string {
  return place.length > MAX_SHOWN ? `${place.slice(0, MAX_SHOWN)}…` : place;
}

const CHANGES = { added: "added", removed: "removed", content: "changed", mode: "mode" } as const;

function originsOf({ dockerfile }: ImageDifference) {
  const layers = dockerfile === undefined ? [] : originsByLayer(dockerfile);
  return ({ change, layer }: ChangedFile) => {
    const origin = change === "removed" ? undefined : layers[layer];
    if (origin === undefined) return undefined;
    const { path, line, endLine, confidence } = origin;
    return { path, line, endLine, confidence };
  };
}
