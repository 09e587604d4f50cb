import { contextChoices, otherStages } from "../../engine/image/build-choices.ts";
import { buildingEngine, commitState } from "../../engine/image/build-image.ts";
import { type BuildRequest, buildPlan, imageNameOf, rebuildPlans } from "../../engine/image/build-plan.ts";
import { type BuildTarget, buildsOfDockerfile, buildTarget, plainTarget } from "../../engine/image/build-target.ts";
import { folderOf, nameOf } from "../../engine/path.ts";
import { projectFacts } from "../../engine/project/project-facts.ts";
import { newSurroundings } from "../../engine/surroundings.ts";
import { textAt, valueAt } from "../../json/fields.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Files } from "../../outside/outside.ts";
import type { BuildChoicesResult, BuildPlanResult, BuildWish } from "../../protocol/images.ts";
import type { CheckedDocument } from "../document-state.ts";
import { type Gesture, NOT_OPEN } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { readBuildWish } from "./build-wish.ts";
import { imageScope, imageWorld } from "./image-world.ts";
import { refused } from "./refused.ts";

const UNTRUSTED =
  "Nothing is built in a workspace that is not trusted. Trust it (Workspaces: Manage Workspace Trust) and try again.";
const UNSAVED = "Save the Dockerfile first: what is built is what is on the disk.";
const NO_WISH: BuildPlanResult = { kind: "refused", message: "It was not said what is to be built." };

type SavedDockerfile = CheckedDocument & { readonly path: string };

/** `seaworthy/buildChoices`: from the files around the Dockerfile alone; nothing is started. */
export async function buildChoicesOf(uri: string, context: ServerContext): Promise<BuildChoicesResult> {
  const document = await savedDockerfile(uri, context);
  if (typeof document === "string") return { kind: "refused", message: document };
  const { path, model, settings } = document;
  const { files } = context.outside;
  const { root, buildPaths } = newSurroundings(files, context.settings.limitOf(uri))(folderOf(path));
  const services = await buildsOfDockerfile(path, buildPaths, files);
  const lastStage = model.stages.at(-1)?.name;
  return {
    kind: "done",
    choices: {
      ...(lastStage === undefined ? {} : { lastStage }),
      otherStages: otherStages(model),
      contexts: contextChoices(path, model, { given: settings.givenFolder, root }, files),
      services: services.map(({ target, ...build }) => (target === undefined ? build : { ...build, target })),
    },
  };
}

/** `seaworthy/buildPlan`: the commands that build what is wished; the client runs it where the user sees it. */
export async function buildPlanOf(
  params: unknown,
  token: Gesture["token"],
  context: ServerContext,
): Promise<BuildPlanResult> {
  const uri = textAt(params, "uri") ?? "";
  const document = await savedDockerfile(uri, context);
  if (typeof document === "string") return { kind: "refused", message: document };
  const wish = readBuildWish(valueAt(params, "wish"));
  if (wish === undefined) return NO_WISH;
  const wished = await wishedTarget(wish, document, context.outside.files);
  if (!wished.ok) return refused(wished);
  const target = wished.value;
  const scope = await imageScope(uri, context);
  return await withProgress(context.connection, "Plan the build", token, async (course) => {
    const world = await imageWorld(scope, context, course);
    const engine = await buildingEngine(world);
    if (!engine.ok) return refused(engine);
    const { model, settings } = document;
    const facts = projectFacts(folderOf(target.dockerfile), context.outside.files);
    const name = target.name ?? imageNameOf({ model, facts, target: target.target }, target.context);
    const commit = await commitState(target.context, world);
    if (course.signal.aborted) return { kind: "cancelled" };
    const buildArgs = new Map([...target.args, ...settings.buildArgs]);
    const request: BuildRequest = { ...target, name, model, facts, commit, buildArgs, options: [] };
    const plans = valueAt(params, "isTwice") === true ? rebuildPlans(request) : [buildPlan(request)];
    const common = { program: engine.value, folder: target.context, name, afterBuild: settings.scan.afterBuild };
    return {
      kind: "done",
      plans: plans.map((plan) => ({ ...common, ...plan, notes: [...target.notes, ...plan.notes] })),
    };
  });
}

/** The Dockerfile as it is on the disk, or why there is none to be built. */
async function savedDockerfile(uri: string, context: ServerContext): Promise<SavedDockerfile | string> {
  if (!context.lookups.isTrusted()) return UNTRUSTED;
  const document = await context.documents.checked(uri);
  if (document?.role !== "dockerfile") return NOT_OPEN;
  const { path } = document;
  if (path === undefined) return UNSAVED;
  const onDisk = context.outside.files.readText(path);
  return onDisk.ok && onDisk.value === document.text ? { ...document, path } : UNSAVED;
}

/** Files may have changed since the choices were shown: what is wished must still be there. */
async function wishedTarget(
  wish: BuildWish,
  { path, model }: SavedDockerfile,
  files: Files,
): Promise<Outcome<BuildTarget>> {
  if (wish.kind === "service") {
    const found = await buildTarget(wish.file, wish, files);
    if (!found.ok || found.value.dockerfile === path) return found;
    return failure("not-found", nameOf(wish.file), `does not build ${nameOf(path)} as ${wish.service}: choose again`);
  }
  const { context, target } = wish;
  if (files.kindOf(context) !== "folder")
    return failure("not-found", context, "is no folder to build from: choose another");
  if (target !== undefined && !model.stages.some(({ name }) => name === target))
    return failure("not-found", nameOf(path), `has no stage ${target}: choose again`);
  return success(plainTarget(path, context, target));
}
