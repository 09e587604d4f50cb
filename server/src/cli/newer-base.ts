import { namedPlatform } from "../engine/host-platform.ts";
import { newerBases, tryBases } from "../engine/image/newer-bases.ts";
import { type ScannedImage, type ScanRequest, scanImage } from "../engine/image/scan-image.ts";
import type { ImageUse } from "../model/build-model.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { Bill } from "../scan/bill.ts";
import { shownOf } from "../scan/formats/words.ts";
import type { NewerBases } from "../scan/newer-bases.ts";
import type { Arguments } from "./arguments.ts";
import type { ImageRun } from "./images.ts";

/** Formats that have a place for what was found. */
const FORMATS = ["text", "json", "markdown"];

/** Why the words of the command line ask for a newer base in vain; undefined: they do not. */
export function noNewerBase(
  args: Arguments,
  { dockerfile }: { readonly dockerfile: object | undefined },
): string | undefined {
  const format = args.value("format") ?? "text";
  if (!args.has("newer-base")) return undefined;
  if (!FORMATS.includes(format)) return `has no place in ${format}: it is told in ${FORMATS.join(", ")}`;
  return dockerfile === undefined ? "needs the Dockerfile, whose FROM names the base: --dockerfile F" : undefined;
}

/** What newer images of the base's flavour would change of its findings: by the scanner and the advisories of the scan itself. */
export async function newerBasesOf(
  bill: Bill,
  { dockerfile, report }: ScannedImage,
  request: ScanRequest,
  run: ImageRun,
): Promise<NewerBases> {
  const images = { ...run.images, platform: namedPlatform(report.image.platform ?? "") ?? run.images.platform };
  const base = baseOf(dockerfile);
  if (!base.ok) return { kind: "none", why: `${base.asked} ${base.detail}`, isFailure: true };
  const ofBase = shownOf(bill).filter(({ origin }) => origin?.from === "base");
  if (ofBase.length === 0) return { kind: "none", why: "nothing was found in the base of now", isFailure: false };
  const fixable = ofBase.filter(({ vulnerability }) => vulnerability.fixedIn !== undefined);
  const findings = fixable.length > 0 ? fixable : ofBase;
  const candidates = await newerBases(base.value, images);
  if (!candidates.ok) return { kind: "none", why: `${candidates.asked} ${candidates.detail}`, isFailure: true };
  const { advisories } = request;
  const again = advisories.kind === "offline" ? { ...advisories, isRefreshed: false } : advisories;
  const tried = await tryBases(
    candidates.value,
    { findings, gaps: bill.report.gaps },
    {
      async scan(image) {
        const scanned = await scanImage({ ...request, image, advisories: again, dockerfile: undefined }, images);
        return scanned.ok ? success(scanned.value.report) : scanned;
      },
      signal: images.signal,
    },
  );
  if (images.signal.aborted) return { kind: "none", why: "it was interrupted", isFailure: true };
  return { kind: "tried", count: findings.length, against: fixable.length > 0 ? "fixable" : "all", tried };
}

/** The image that the lowest layers are of. */
function baseOf(dockerfile: ScannedImage["dockerfile"]): Outcome<NonNullable<ImageUse["reference"]>> {
  if (dockerfile === undefined) return failure("not-found", "The Dockerfile", "is not known");
  const { path, attribution } = dockerfile;
  if (!attribution.ok) return failure("unsupported", path, `does not tell the base: ${attribution.why}`);
  const layer = attribution.layers.find((each) => each?.kind === "base");
  if (layer === undefined) return failure("unsupported", path, "has no base whose layers are in the image");
  const { value, reference } = layer.stage.base;
  return reference === undefined
    ? failure(
        "unsupported",
        value,
        "does not tell which image it is: give the arguments that it takes in the settings (buildArgs)",
      )
    : success(reference);
}

/** What of the search for a newer base could not be done, as sentences. */
export function troublesOf(newer: NewerBases | undefined): readonly string[] {
  if (newer === undefined) return [];
  if (newer.kind === "none") return newer.isFailure ? [`no newer base was looked for: ${newer.why}`] : [];
  return newer.tried.flatMap((each) =>
    each.kind === "unseen" && each.isFailure ? [`${each.name} could not be scanned: ${each.why}`] : [],
  );
}
