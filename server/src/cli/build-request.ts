import { dockerfileModel } from "../engine/check.ts";
import { commitState } from "../engine/image/build-image.ts";
import { type BuildRequest, imageNameOf, nameTrouble, targetTrouble } from "../engine/image/build-plan.ts";
import { type BuildTarget, buildTarget, plainTarget } from "../engine/image/build-target.ts";
import { folderOf, nameOf } from "../engine/path.ts";
import { projectFacts } from "../engine/project/project-facts.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { Arguments } from "./arguments.ts";
import { dockerfileIn, type ImageRun } from "./images.ts";

/** What the words of the command line want built, and what the user should know before. */
export interface WantedBuild {
  readonly request: BuildRequest;
  readonly notes: readonly string[];
}

/** Reads what is to be built: a folder, or a service of a Compose or Bake file. */
export async function wantedBuild(args: Arguments, run: ImageRun): Promise<Outcome<WantedBuild>> {
  const { images, settings } = run;
  const named = await targetOf(args, run);
  if (!named.ok) return named;
  const { dockerfile, context, target, names, notes } = named.value;
  const text = images.files.readText(dockerfile);
  if (!text.ok) return text;
  const facts = projectFacts(folderOf(dockerfile), images.files);
  const model = dockerfileModel(text.value, settings);
  const wrong = nameTrouble(args.value("name")) ?? targetTrouble(target, model);
  if (wrong !== undefined) return failure("malformed", wrong.asked, wrong.detail);
  const name = args.value("name") ?? named.value.name ?? imageNameOf({ model, target, facts }, context);
  const commit = await commitState(context, images);
  const buildArgs = new Map([...named.value.args, ...settings.buildArgs]);
  const options = args.values("build-option");
  return success({
    request: { dockerfile, context, target, name, names, model, facts, commit, buildArgs, options },
    notes,
  });
}

async function targetOf(args: Arguments, { world, images }: ImageRun): Promise<Outcome<BuildTarget>> {
  const [word = ".", ...others] = args.words;
  if (others.length > 0)
    return failure("malformed", others.join(" "), `is one too many behind ${word}: one thing is built at a time`);
  const context = world.absolutePath(word);
  const kind = images.files.kindOf(context);
  const service = args.value("service");
  if (kind === "file" && /dockerfile|containerfile/i.test(nameOf(context)))
    return failure("malformed", word, `is no folder to build from: --dockerfile ${word} names it`);
  if (kind === "file" && args.has("dockerfile"))
    return failure("malformed", "--dockerfile", `is for a folder: ${word} names the file of each of its builds`);
  if (kind === "file") return await buildTarget(context, { service, target: args.value("target") }, images.files);
  if (kind !== "folder")
    return failure("not-found", word, "is neither a folder to build from nor a Compose or Bake file");
  if (service !== undefined)
    return failure(
      "malformed",
      `--service ${service}`,
      `needs the Compose or Bake file that has it, in place of ${word}`,
    );
  const named = args.value("dockerfile");
  const dockerfile = named === undefined ? dockerfileIn(context, world) : world.absolutePath(named);
  if (dockerfile === undefined) return failure("not-found", word, "has no Dockerfile: --dockerfile names one");
  return success(plainTarget(dockerfile, context, args.value("target")));
}
