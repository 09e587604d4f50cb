import { buildImage, buildingEngine } from "../../engine/image/build-image.ts";
import { type BuildPlan, buildPlan, rebuildPlans } from "../../engine/image/build-plan.ts";
import type { WantedImage } from "../../engine/image/find-image.ts";
import { success } from "../../outcome/outcome.ts";
import { printable } from "../../text/printable.ts";
import type { Arguments } from "../arguments.ts";
import { wantedBuild } from "../build-request.ts";
import { workIn } from "../image-output.ts";
import { type ImageRun, openImages } from "../images.ts";
import { noNewerBase } from "../newer-base.ts";
import { refuse, say } from "../say.ts";
import { billFor } from "../scan-run.ts";
import { EXIT, type World } from "../world.ts";
import { comparison } from "./compare.ts";
import { billOutput } from "./scan.ts";

/** `seaworthy build`: builds an image that can be traced back to its commit. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const idle = idleOption(args);
  if (idle !== undefined) return await refuse(idle, given);
  const opened = await openImages(args, given);
  if (!opened.ok) return await refuse(opened, given);
  const { world, images } = opened.value;
  const wanted = await wantedBuild(args, opened.value);
  if (!wanted.ok) return await refuse(wanted, world);
  const inVain = noNewerBase(args, { dockerfile: wanted.value.request });
  if (inVain !== undefined) return await refuse(`--newer-base ${inVain}`, world);
  const engine = await buildingEngine(images);
  if (!engine.ok) return await refuse(engine, world);
  const { request, notes } = wanted.value;
  const plans = args.has("verify") ? rebuildPlans(request) : ([buildPlan(request)] as const);
  for (const [index, plan] of plans.entries()) {
    await announce(engine.value, plan, { notes: index === 0 ? [...notes, ...plan.notes] : [], args, world });
    const built = await buildImage(engine.value, plan, images);
    if (built.ok) continue;
    await world.errors.write(`seaworthy: ${built.asked} ${built.detail.split("\n").map(printable).join("\n")}\n`);
    return EXIT.failed;
  }
  const { dockerfile: file, model } = request;
  const dockerfile = { path: world.shownPath(file), file, model };
  return await finish(plans, args, { ...opened.value, dockerfile });
}

const OF_SCAN = ["scanner", "containers", "offline-db", "refresh-db", "newer-base", "fail-on", "ignore-unfixed", "vex"];
const OF_RESULT = ["format", "allow-gaps"];

/** What is asked for in vain, or does not go together. */
function idleOption(args: Arguments): string | undefined {
  const scans = args.has("scan");
  const verifies = args.has("verify");
  if (scans && verifies) return "--scan and --verify are two runs";
  const ofScan = scans ? undefined : OF_SCAN.find(args.has);
  if (ofScan !== undefined) return `--${ofScan} is for the scan of what is built: add --scan`;
  const ofResult = scans || verifies ? undefined : OF_RESULT.find(args.has);
  if (ofResult !== undefined) return `--${ofResult} is for what is told of the image: add --scan or --verify`;
  const format = args.value("format") ?? "text";
  return verifies && format !== "text" && format !== "json" ? `--verify has no ${format}: text or json` : undefined;
}

async function announce(
  program: string,
  plan: BuildPlan,
  { notes, args, world }: { readonly notes: readonly string[]; readonly args: Arguments; readonly world: World },
): Promise<void> {
  await say(notes, world);
  const words = [program, ...plan.args].map(shellWord);
  if (!args.has("quiet")) await world.errors.write(`${printable(words.join(" "))}\n`);
}

/** A word as a POSIX shell takes it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Scans what was built, compares two builds of it, or says its names. */
async function finish(
  [plan, again]: readonly [BuildPlan, BuildPlan?],
  args: Arguments,
  run: ImageRun,
): Promise<number> {
  const image = imageOf(plan);
  if (again !== undefined) return await workIn(run, args, comparison(image, imageOf(again), args));
  if (args.has("scan")) return await workIn(run, args, { ...billOutput(args), work: () => billFor(image, args, run) });
  return await workIn(run, args, {
    work: async () => success(plan.tags),
    text: (tags) => tags.map((tag) => `${tag}\n`).join(""),
    exit: () => EXIT.clean,
  });
}

function imageOf({ tags: [reference = ""] }: BuildPlan): WantedImage {
  return { kind: "engine", reference };
}
