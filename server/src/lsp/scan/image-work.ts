import { billOfMaterials, sbomText } from "../../engine/image/bill-of-materials.ts";
import { compareWanted } from "../../engine/image/compare.ts";
import type { ImageWorld } from "../../engine/image/image-world.ts";
import { inspectWanted } from "../../engine/image/inspect.ts";
import type { DockerfileAtHand } from "../../engine/image/scan-image.ts";
import { folderOf } from "../../engine/path.ts";
import { textAt, valueAt } from "../../json/fields.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { TextResult } from "../../protocol/images.ts";
import { billOfHealth } from "../../scan/bill.ts";
import { counted } from "../../text/counted.ts";
import type { CheckedDocument } from "../document-state.ts";
import type { Gesture } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { differenceSentence, differenceText, inspectionText } from "./image-texts.ts";
import { type ImageScope, imageScope, imageWorld } from "./image-world.ts";
import { refused } from "./refused.ts";
import { UNTRUSTED } from "./scan-document.ts";
import { readImageSource, sourceName, wantedImage } from "./scan-params.ts";

type Token = Gesture["token"];
type Done = { readonly message: string; readonly text: string };

const NO_IMAGE: TextResult = { kind: "refused", message: "It was not said which image is meant." };

/** `seaworthy/inspectImage` */
export async function inspectForUser(params: unknown, token: Token, context: ServerContext): Promise<TextResult> {
  const image = readImageSource(valueAt(params, "image"));
  if (image === undefined) return NO_IMAGE;
  const name = sourceName(image);
  return await imageText(`Inspect ${name}`, { params, token, context }, async (world, { scope, dockerfile }) => {
    const { recommendedLabels: recommended } = scope.settings.lint;
    const wanted = { image: wantedImage(image), dockerfile, recommended, folder: folderOf(scope.path) };
    const found = await inspectWanted(wanted, world);
    if (!found.ok) return found;
    const { labels, missing } = found.value;
    const message = `${name} has ${counted(labels.length, "label")}, and lacks ${missing.length}.`;
    return success({ message, text: inspectionText(name, found.value) });
  });
}

/** `seaworthy/compareImages` */
export async function compareForUser(params: unknown, token: Token, context: ServerContext): Promise<TextResult> {
  const before = readImageSource(valueAt(params, "before"));
  const after = readImageSource(valueAt(params, "after"));
  if (before === undefined || after === undefined) return NO_IMAGE;
  const names = [sourceName(before), sourceName(after)] as const;
  const title = `Compare ${names.join(" and ")}`;
  return await imageText(title, { params, token, context }, async (world, { dockerfile }) => {
    const wanted = { before: wantedImage(before), after: wantedImage(after), dockerfile };
    const found = await compareWanted(wanted, world);
    if (!found.ok) return found;
    return success({ message: differenceSentence(found.value), text: differenceText(names, found.value) });
  });
}

/** `seaworthy/sbom` */
export async function sbomForUser(params: unknown, token: Token, context: ServerContext): Promise<TextResult> {
  const image = readImageSource(valueAt(params, "image"));
  if (image === undefined) return NO_IMAGE;
  return await imageText(`List what is in ${sourceName(image)}`, { params, token, context }, async (world) => {
    const report = await billOfMaterials(wantedImage(image), world);
    if (!report.ok) return report;
    const { gaps, packages } = report.value;
    const bill = await billOfHealth(report.value, { now: world.now() });
    const unseen =
      gaps.length === 0 ? "" : `; ${counted(gaps.length, "thing")} could not be looked at: the list says which`;
    const text = await sbomText(bill, textAt(params, "format"), world.now());
    return success({ message: `${counted(packages.length, "package")}${unseen}.`, text });
  });
}

/** A request for such work. */
interface Asked {
  readonly params: unknown;
  readonly token: Token;
  readonly context: ServerContext;
}

/** Where the work is done: the Dockerfile that the request names, when it is open. */
interface Place {
  readonly scope: ImageScope;
  readonly dockerfile: DockerfileAtHand | undefined;
}

/** Work on images whose result is a text, under a progress that can be cancelled. */
async function imageText(
  title: string,
  { params, token, context }: Asked,
  work: (world: ImageWorld, place: Place) => Promise<Outcome<Done>>,
): Promise<TextResult> {
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const uri = textAt(params, "uri");
  const scope = await imageScope(uri, context);
  return await withProgress(context.connection, title, token, async (course) => {
    const dockerfile = dockerfileIn(await context.documents.checked(uri));
    const done = await work(await imageWorld(scope, context, course), { scope, dockerfile });
    if (course.signal.aborted) return { kind: "cancelled" };
    return done.ok ? { kind: "done", ...done.value } : refused(done);
  });
}

function dockerfileIn(document: CheckedDocument | undefined): DockerfileAtHand | undefined {
  return document?.role === "dockerfile" ? { path: document.path ?? document.uri, model: document.model } : undefined;
}
