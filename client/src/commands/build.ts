import * as vscode from "vscode";
import {
  BUILD_CHOICES,
  BUILD_PLAN,
  type BuildPlanParams,
  type ImageBuild,
} from "../../../server/src/protocol/images.ts";
import { buildQuestion } from "../images/build-question.ts";
import { runBuild } from "../images/build-task.ts";
import { chooseBuild } from "../images/choose-build.ts";
import { readBuildChoices, readBuildPlans } from "../images/read-images.ts";
import { withoutLinks } from "../plain-text.ts";
import { say, sayWith, told } from "../say.ts";
import { dockerfileUri } from "./dockerfile-uri.ts";
import { compare, type ImageCommands } from "./images.ts";
import { scan } from "./scan.ts";

const BUILD = "Build";
const SCAN = "Scan";

/** Builds the image of a Dockerfile under names that tell its version and commit, and scans it when the user wants that. */
export async function buildImage(file: unknown, commands: ImageCommands): Promise<void> {
  const uri = await dockerfileUri(file);
  const [plan] = await plansFor("Build Image", { uri }, commands);
  if (uri === undefined || plan === undefined || !(await isWanted(plan))) return;
  const [name = plan.name] = plan.tags;
  if (!(await isBuilt(plan))) return;
  const image = { kind: "engine", name } as const;
  await commands.session.lastImages.remember(uri, image);
  if (await wantsScan(name, plan)) await scan({ image, uri }, commands);
}

/** Builds twice without the cache and says how the images differ: a build that is repeatable gives the same twice. */
export async function verifyRebuild(file: unknown, commands: ImageCommands): Promise<void> {
  const uri = await dockerfileUri(file);
  const plans = await plansFor("Verify Rebuild", { uri, isTwice: true }, commands);
  if (plans[0] === undefined || !(await isWanted(plans[0]))) return;
  for (const plan of plans) if (!(await isBuilt(plan))) return;
  const [before, after] = plans.map(({ tags, name }) => ({ kind: "engine", name: tags[0] ?? name }) as const);
  if (before !== undefined && after !== undefined) await compare(before, after, uri, commands);
}

/** Builds, and says so where it comes to nothing. */
async function isBuilt(build: ImageBuild): Promise<boolean> {
  const outcome = await runBuild(build);
  const name = build.tags[0] ?? build.name;
  if (outcome === "failed") say(`${name} was not built: the terminal says why.`);
  if (outcome === "running") say(`${name} was not built: a build of ${build.name} is on its way, in its terminal.`);
  return outcome === "built";
}

/** None where there is nothing to build: the user has been told why then. */
async function plansFor(
  title: string,
  { uri, isTwice = false }: { readonly uri: string | undefined; readonly isTwice?: boolean },
  { server, session }: ImageCommands,
): Promise<readonly ImageBuild[]> {
  if (uri === undefined) {
    say("Open the Dockerfile that is to be built.");
    return [];
  }
  const choices = told(readBuildChoices(await server.ask(BUILD_CHOICES, { uri })))?.choices;
  const wish = choices && (await chooseBuild(title, choices, session.lastBuilds.of(uri)));
  if (wish === undefined) return [];
  await session.lastBuilds.remember(uri, wish);
  const params: BuildPlanParams = { uri, wish, isTwice };
  return told(readBuildPlans(await server.ask(BUILD_PLAN, params)))?.plans ?? [];
}

/** What the user should know is said before anything is built. */
async function isWanted(plan: ImageBuild): Promise<boolean> {
  const question = buildQuestion(plan);
  if (question === undefined) return true;
  const { message, detail } = question;
  return (await vscode.window.showWarningMessage(withoutLinks(message), { modal: true, detail }, BUILD)) === BUILD;
}

async function wantsScan(name: string, { afterBuild }: ImageBuild): Promise<boolean> {
  if (afterBuild === "ask") return (await sayWith(`${name} was built.`, SCAN)) === SCAN;
  return afterBuild === "always";
}
