import { dockerfileModel } from "../../engine/check.ts";
import { buildImage, buildingEngine, commitState } from "../../engine/image/build-image.ts";
import { type BuildPlan, buildPlan, imageNameOf } from "../../engine/image/build-plan.ts";
import type { DockerfileAtHand } from "../../engine/image/scan-image.ts";
import { folderOf } from "../../engine/path.ts";
import { projectFacts } from "../../engine/project/project-facts.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { printable } from "../../text/printable.ts";
import type { Arguments } from "../arguments.ts";
import { billText } from "../formats/bill.ts";
import { refuse } from "../image-output.ts";
import { dockerfileIn, type ImageRun, openImages } from "../images.ts";
import { billFor, exitOf } from "../scan-run.ts";
import { openSink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy build`: builds an image that can be traced back to its commit. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const opened = await openImages(args, given);
  if (!opened.ok) return await refuse(`${opened.asked} ${opened.detail}`, given);
  const { world, images } = opened.value;
  const planned = await planFor(args, opened.value);
  if (!planned.ok) return await refuse(`${planned.asked} ${planned.detail}`, world);
  const { plan, dockerfile } = planned.value;
  const engine = await buildingEngine(images);
  if (!engine.ok) return await refuse(`${engine.asked} ${engine.detail}`, world);
  await announce(engine.value, plan, args, world);
  const built = await buildImage(engine.value, plan, images);
  if (!built.ok) {
    await world.errors.write(`seaworthy: ${built.asked} ${built.detail.split("\n").map(printable).join("\n")}\n`);
    return EXIT.failed;
  }
  if (args.has("scan")) return await scanBuilt(plan, args, { ...opened.value, dockerfile });
  const sink = openSink(args, world);
  await sink.write(plan.tags.map((tag) => `${tag}\n`).join(""));
  const written = await sink.close();
  return written.ok ? EXIT.clean : await refuse(`${written.asked} ${written.detail}`, world);
}

async function scanBuilt({ tags }: BuildPlan, args: Arguments, run: ImageRun): Promise<number> {
  const { world } = run;
  const bill = await billFor({ kind: "engine", reference: tags[0] ?? "" }, args, run);
  await run.sayAsked();
  if (!bill.ok) return await refuse(`${bill.asked} ${bill.detail}`, world);
  const sink = openSink(args, world);
  await sink.write(await billText(bill.value, args, sink.isTerminal, world));
  const written = await sink.close();
  if (!written.ok) return await refuse(`${written.asked} ${written.detail}`, world);
  return await exitOf(bill.value, args, run);
}

interface Planned {
  readonly plan: BuildPlan;
  readonly dockerfile: DockerfileAtHand;
}

async function planFor(args: Arguments, { world, images, settings }: ImageRun): Promise<Outcome<Planned>> {
  const [word = ".", ...others] = args.words;
  if (others.length > 0) return failure("malformed", "arguments", "hold more than one context");
  const context = world.absolutePath(word);
  if (images.files.kindOf(context) !== "folder") return failure("not-found", word, "is no folder to build from");
  const named = args.value("dockerfile");
  const dockerfile = named === undefined ? dockerfileIn(context, world) : world.absolutePath(named);
  if (dockerfile === undefined) return failure("not-found", word, "has no Dockerfile");
  const text = images.files.readText(dockerfile);
  if (!text.ok) return text;
  const facts = projectFacts(folderOf(dockerfile), images.files);
  const name = args.value("name") ?? imageNameOf(facts, context);
  const model = dockerfileModel(text.value, settings);
  const commit = await commitState(context, images);
  const plan = buildPlan({
    ...{ dockerfile, context, target: args.value("target"), name, model, facts, commit },
    buildArgs: settings.buildArgs,
    options: args.values("build-option"),
  });
  return success({ plan, dockerfile: { path: world.shownPath(dockerfile), model } });
}

async function announce(program: string, plan: BuildPlan, args: Arguments, { errors }: World): Promise<void> {
  const notes = plan.notes.map((note) => `seaworthy: ${printable(note)}\n`).join("");
  const words = [program, ...plan.args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`));
  await errors.write(args.has("quiet") ? notes : `${notes}${printable(words.join(" "))}\n`);
}
