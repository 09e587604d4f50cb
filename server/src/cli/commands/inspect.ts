import { type Inspection, inspectWanted } from "../../engine/image/inspect.ts";
import { printable } from "../../text/printable.ts";
import type { Arguments } from "../arguments.ts";
import { type Style, styleFor } from "../formats/style.ts";
import { runOnImage } from "../image-output.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy inspect`: the labels of an image and the commit that they point at. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  return await runOnImage(args, given, {
    work: (image, { images, dockerfile, settings, world }) =>
      inspectWanted({ image, dockerfile, recommended: settings.lint.recommendedLabels, folder: world.folder }, images),
    text(found, isTerminal, { world }) {
      if (args.value("format") === "json") return inspectionJson(found);
      return inspectionText(found, styleFor(args, isTerminal, world));
    },
    exit: () => EXIT.clean,
  });
}

/** Shape: docs/json.md. */
function inspectionJson({ id, digest, platform, labels, source, missing }: Inspection): string {
  return `${JSON.stringify({
    version: 1,
    image: { id, digest: digest ?? null, platform: platform ?? null },
    labels: labels.map(({ key, value, from }) => ({ key, value, from })),
    source:
      source === undefined ? null : { url: source.url ?? null, revision: source.revision ?? null, here: source.isHere },
    missing,
  })}\n`;
}

function inspectionText(found: Inspection, style: Style): string {
  const { id, digest, platform, labels, source, missing } = found;
  const lines = [style.strong(printable(id))];
  if (digest !== undefined) lines.push(`  digest ${printable(digest)}`);
  if (platform !== undefined) lines.push(`  platform ${printable(platform)}`);
  for (const { key, value, from, successor } of labels) {
    const notes = [from === "base" ? "from the base image" : "", successor === undefined ? "" : `now ${successor}`];
    const note = notes.filter((each) => each !== "").join("; ");
    lines.push(`  ${printable(`${key}=${value}`)}${note === "" ? "" : style.faint(` (${note})`)}`);
  }
  if (labels.length === 0) lines.push("  no labels");
  if (source !== undefined) lines.push(printable(sourceWords(source)));
  if (missing.length > 0) lines.push(style.warning(printable(`missing: ${missing.join(", ")}`)));
  return `${lines.join("\n")}\n`;
}

function sourceWords({ url, revision, isHere }: NonNullable<Inspection["source"]>): string {
  if (revision === undefined) return `source: ${url ?? ""}, no revision`;
  const where = isHere ? "the repository here has it" : "not in a repository here";
  return `source: ${url ?? "no address"} at ${revision} (${where})`;
}
