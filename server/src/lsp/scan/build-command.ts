import { buildingEngine, commitState } from "../../engine/image/build-image.ts";
import { buildPlan, imageNameOf } from "../../engine/image/build-plan.ts";
import { folderOf } from "../../engine/path.ts";
import { projectFacts } from "../../engine/project/project-facts.ts";
import type { BuildPlanResult } from "../../protocol/images.ts";
import { type Gesture, NOT_OPEN } from "../lookups/gesture.ts";
import { withProgress } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { imageScope, imageWorld } from "./image-world.ts";

const UNTRUSTED =
  "Nothing is built in a workspace that is not trusted. Trust it (Workspaces: Manage Workspace Trust) and try again.";
const UNSAVED = "Save the Dockerfile first: what is built is what is on the disk.";

/** `seaworthy/buildPlan`: the command that builds a Dockerfile in its folder; the client runs it where the user sees it. */
export async function buildPlanOf(
  uri: string,
  token: Gesture["token"],
  context: ServerContext,
): Promise<BuildPlanResult> {
  if (!context.lookups.isTrusted()) return { kind: "refused", message: UNTRUSTED };
  const document = await context.documents.checked(uri);
  if (document?.role !== "dockerfile") return { kind: "refused", message: NOT_OPEN };
  const { path, model, settings, text } = document;
  if (path === undefined) return { kind: "refused", message: UNSAVED };
  const onDisk = context.outside.files.readText(path);
  if (!onDisk.ok || onDisk.value !== text) return { kind: "refused", message: UNSAVED };
  const scope = await imageScope(uri, context);
  return await withProgress(context.connection, "Plan the build", token, async (course) => {
    const world = await imageWorld(scope, context, course);
    const engine = await buildingEngine(world);
    if (!engine.ok) return { kind: "refused", message: `${engine.asked} ${engine.detail}.` };
    const folder = folderOf(path);
    const facts = projectFacts(folder, context.outside.files);
    const name = imageNameOf(facts, folder);
    const commit = await commitState(folder, world);
    if (course.signal.aborted) return { kind: "cancelled" };
    const { args, tags, notes } = buildPlan({
      ...{ dockerfile: path, context: folder, target: undefined, name, model, facts, commit },
      buildArgs: settings.buildArgs,
      options: [],
    });
    return {
      kind: "done",
      plan: { program: engine.value, args, folder, tags, name, notes, afterBuild: settings.scan.afterBuild },
    };
  });
}
