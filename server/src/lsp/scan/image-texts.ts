import type { ChangedFile, ImageDifference } from "../../engine/image/compare.ts";
import type { Inspection } from "../../engine/image/inspect.ts";
import { originsByLayer } from "../../scan/bill.ts";
import { counted } from "../../text/counted.ts";
import { printable } from "../../text/printable.ts";

/** What the labels of an image say, for a read-only page of plain text. */
export function inspectionText(name: string, found: Inspection): string {
  const { id, digest, platform, labels, source, missing } = found;
  const lines = [
    name,
    ...(id === "" ? [] : [`id      ${id}`]),
    ...(digest === undefined ? [] : [`digest  ${digest}`]),
    ...(platform === undefined ? [] : [`for     ${platform}`]),
    "",
    labels.length === 0 ? "It has no labels." : "Labels:",
    ...labels.map(labelLine),
    ...(source === undefined ? [] : ["", sourceLine(source)]),
    ...(missing.length === 0 ? [] : ["", "Missing:", ...missing.map((key) => `  ${key}`)]),
  ];
  return paged(lines);
}

function labelLine({ key, value, from, successor }: Inspection["labels"][number]): string {
  const notes = [
    ...(from === "base" ? ["from the base image"] : []),
    ...(successor === undefined ? [] : [`today ${successor}`]),
  ];
  return `  ${key} = ${value}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}`;
}

function sourceLine({ url, revision, isHere }: NonNullable<Inspection["source"]>): string {
  if (revision === undefined) return `Source: ${url ?? "not told"}; its commit is not told.`;
  const where = isHere ? "the repository here has that commit" : "no repository here has that commit";
  return `Source: ${url ?? "address not told"}, commit ${revision}: ${where}.`;
}

const CHANGES: Readonly<Record<ChangedFile["change"], string>> = {
  added: "added",
  removed: "removed",
  content: "other content",
  mode: "other mode",
};

/** How two images differ, for a read-only page of plain text. What could not be read stands first. */
export function differenceText(names: readonly [string, string], difference: ImageDifference): string {
  const { packages, files, gaps, dockerfile } = difference;
  const origins = dockerfile === undefined ? [] : originsByLayer(dockerfile);
  const place = ({ change, layer, createdBy }: ChangedFile) => {
    const origin = change === "removed" ? undefined : origins[layer];
    const words = origin === undefined ? createdBy : `line ${origin.line}: ${origin.text}`;
    return words === "" ? "" : `  (${words.slice(0, 100)})`;
  };
  return paged([
    `${names[0]} → ${names[1]}`,
    differenceSentence(difference),
    ...(gaps.length === 0 ? [] : ["", "Not looked at:", ...gaps.map(({ what, why }) => `  ${what}: ${why}`)]),
    ...(packages.length === 0 ? [] : ["", `Packages: ${packages.length}`]),
    ...packages.map(({ purl, before = "not there", after = "not there" }) => `  ${purl}  ${before} → ${after}`),
    ...(files.length === 0 ? [] : ["", `Files: ${files.length}`]),
    ...files.map((file) => `  ${CHANGES[file.change]}  ${file.path}${place(file)}`),
  ]);
}

/** The same in one sentence. Images are called the same only when all of both was read. */
export function differenceSentence({ packages, files, gaps }: ImageDifference): string {
  if (packages.length + files.length > 0)
    return `They differ in ${counted(packages.length, "package")} and ${counted(files.length, "file")}.`;
  return gaps.length === 0
    ? "They are the same: every package and every file."
    : "No difference was found in what could be read.";
}

/** Line by line, so that no text of an image can make a line of its own. */
function paged(lines: readonly string[]): string {
  return `${lines.map(printable).join("\n")}\n`;
}
