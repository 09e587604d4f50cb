import { billOfMaterials, sbomText } from "../../engine/image/bill-of-materials.ts";
import { compareWanted } from "../../engine/image/compare.ts";
import type { ImageWorld } from "../../engine/image/image-world.ts";
import { inspectWanted } from "../../engine/image/inspect.ts";
import type { DockerfileAtHand } from "../../engine/image/scan-image.ts";
import { folderOf } from "../../engine/path.ts";
import { textAt, valueAt } from "../../json/fields.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import type { TextResult } from "../../protocol/images.ts";
import { billOfHealth } from "../../scan/bill.ts";
import { counted } from "../../text/counted.ts";
import type { Gesture } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { differenceSentence, differenceText, inspectionText } from "./image-texts.ts";
import { type ImageScope, imageScope, imageWorld } from "./image-world.ts";
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
  return await imageText(`Inspect ${name}`, textAt(params, "uri"), { token, context }, async (world, scope) => {
    const dockerfile = await dockerfileAt(textAt(params, "uri"), context);
    const { recommendedLabels: recommended } = scope.settings.lint;
    const wanted = { image: wantedImage(image), dockerfile, recommended, folder: folderOf(scope.path) };
    const found = await inspectWanted(wanted, world);
    if (!found.ok) return found;
    const { labels, missing } = found.value;
    const message = `${name} has ${counted(labels.length, "label")}, and lacks ${missing.length}.`;
    return { ok: true, value: { message, text: inspectionText(name, found.value) } };
  });
}

/** `seaworthy/compareImages` */
export async function compareForUser(params: unknown, token: Token, context: ServerContext): Promise<TextResult> {
  const before = readImageSource(valueAt(params, "before"));
  const after = readImageSource(valueAt(params, "after"));
  if (before === undefined || after === undefined) return NO_IMAGE;
  const names = [sourceName(before), sourceName(after)] as const;
  return await imageText(`Compare ${names.join(" and ")}`, textAt(params, "uri"), { token, context }, async (world) => {
    const dockerfile = await dockerfileAt(textAt(params, "uri"), context);
    const wanted = { before: wantedImage(before), after: wantedImage(after), dockerfile };
    const found = await compareWanted(wanted, world);
    if (!found.ok) return found;
    return { ok: true, value: { message: differenceSentence(found.value), text: differenceText(names, found.value) } };
  });
}

/** `seaworthy/sbom` */
export async function sbomForUser(params: unknown, token: Token, context: ServerContext): Promise<TextResult> {
  const image = readImageSource(valueAt(params, "image"));
  if (image === undefined) return NO_IMAGE;
  const format = textAt(params, "format");
  return await imageText(
    `List what is in ${sourceName(image)}`,
    textAt(params, "uri"),
    { token, context },
    async (world) => {
      const report = await billOfMaterials(wantedImage(image), world);
      if (!report.ok) return report;
      const { gaps, packages } = report.value;
      const bill = await billOfHealth(report.value, { now: world.now() });
      const unseen =
        gaps.length === 0 ? "" : `; ${counted(gaps.length, "thing")} could not be looked at: the list says which`;
      return {
        ok: true,
        value: {
          message: `${counted(packages.length, "package")}${unseen}.`,
          text: await sbomText(bill, format, world.now()),
        },
      };
    },
  );
}

interface Asker {
  readonly token: Token;
  readonly context: ServerContext;
}

/** Work on images whose result is a text, under a progress that can be cancelled. */
async function imageText(
  title: string,
  uri: string | undefined,
  { token, context }: Asker,
  work: (world: ImageWorld, scope: ImageScope) => Promise<Outcome<Done>>,
): Promise<TextResult> {
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const scope = await imageScope(uri, context);
  return await withProgress(context.connection, title, token, async (course) => {
    const done = await work(await imageWorld(scope, context, course), scope);
    if (course.signal.aborted) return { kind: "cancelled" };
    if (!done.ok) return { kind: "refused", message: `${done.asked} ${done.detail}.` };
    return { kind: "done", ...done.value };
  });
}

async function dockerfileAt(
  uri: string | undefined,
  { documents }: ServerContext,
): Promise<DockerfileAtHand | undefined> {
  const document = uri === undefined ? undefined : await documents.checked(uri);
  if (document?.role !== "dockerfile") return undefined;
  return { path: document.path ?? document.uri, model: document.model };
}
