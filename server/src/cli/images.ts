import { dockerfileModel } from "../engine/check.ts";
import { namedPlatform } from "../engine/host-platform.ts";
import type { WantedImage } from "../engine/image/find-image.ts";
import { type ImageWorld, telling } from "../engine/image/image-world.ts";
import type { DockerfileAtHand } from "../engine/image/scan-image.ts";
import { newLookupSettings } from "../engine/lookup-settings.ts";
import { joinPath } from "../engine/path.ts";
import type { FileSettings } from "../engine/settings-reader.ts";
import { version } from "../engine/version.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { HttpRequest } from "../outside/outside.ts";
import { EMPTY_CONFIG } from "../settings/config.ts";
import type { Arguments } from "./arguments.ts";
import { imageWordTrouble, namedImage } from "./image-word.ts";
import { openProgress } from "./progress.ts";
import { errorText, problemError } from "./run-error.ts";
import { MISTAKEN, openSettings } from "./run-settings.ts";
import { say, sayAsked } from "./say.ts";
import { outputTrouble } from "./sink.ts";
import type { World } from "./world.ts";

/** The work on images of one run. */
export interface ImageRun {
  /** Writes around the line of progress. */
  readonly world: World;
  readonly images: ImageWorld;
  readonly settings: FileSettings;
  /** The Dockerfile that is named, or that is here; undefined: none is. */
  readonly dockerfile: DockerfileAtHand | undefined;
  /** Says whom the run has asked; nothing where nobody was. */
  sayAsked(): Promise<void>;
}

/** Opens the far side of the world for a command that names an image. An interrupt ends all of it. */
export async function openImages(args: Arguments, given: World): Promise<Outcome<ImageRun>> {
  const { world, show } = openProgress(given, args);
  const { files, reach, largeFiles, now } = world.outside;
  const named = args.value("dockerfile");
  const path = named === undefined ? dockerfileIn(world.folder, world) : world.absolutePath(named);
  const settings = await settingsFor(path ?? joinPath(world.folder, "Dockerfile"), args, world);
  if (!settings.ok) return settings;
  const platform = platformOf(args, world);
  if (!platform.ok) return platform;
  const trouble = outputTrouble(args, world);
  if (!trouble.ok) return trouble;
  if (args.value("report") === "-")
    return failure("malformed", "--report", "reads no standard input: write it to a file");
  const text = path === undefined ? undefined : files.readText(path);
  if (text?.ok === false) return text;
  const asked = new Map<string, number>();
  const count = ({ url }: HttpRequest) => {
    const { host } = new URL(url);
    asked.set(host, (asked.get(host) ?? 0) + 1);
  };
  const far = await reach();
  const images: ImageWorld = {
    reach: { ...far, http: telling(far.http, count) },
    files,
    largeFiles: await largeFiles(),
    reader: await world.imageReader(),
    settings: newLookupSettings(files)(settings.value, path ?? world.folder),
    environment: world.environment,
    platform: platform.value,
    isPlatformNamed: args.has("platform"),
    version,
    now,
    progress: show,
    signal: world.interruption(),
  };
  const dockerfile =
    path === undefined || text === undefined
      ? undefined
      : { path: world.shownPath(path), file: path, model: dockerfileModel(text.value, settings.value) };
  return success({ world, images, settings: settings.value, dockerfile, sayAsked: () => sayAsked(asked, args, world) });
}

/** The image that the words of the command line name. */
export function wantedImage(args: Arguments, world: World): Outcome<WantedImage> {
  const [word, ...others] = args.words;
  const input = args.value("input");
  const rootfs = args.value("rootfs");
  const ways = [...args.values("input"), ...args.values("rootfs")].length;
  if (input === "-")
    return failure(
      "malformed",
      "--input",
      "--input reads no standard input, for an archive is read in no order: write it to a file",
    );
  if (others.length > 0 || ways > 1 || (rootfs !== undefined && word !== undefined))
    return failure("malformed", "arguments", "one image at a time");
  if (input !== undefined) return success({ kind: "input", path: world.absolutePath(input), shown: input, name: word });
  if (rootfs !== undefined) return success({ kind: "rootfs", path: world.absolutePath(rootfs), shown: rootfs });
  if (word === undefined)
    return failure("malformed", "arguments", "say which image: IMAGE, registry:REF or --input FILE");
  const trouble = imageWordTrouble(word, world);
  return trouble === undefined ? success(namedImage(word)) : failure("malformed", "arguments", trouble);
}

/** Whether the command line names an image at all. */
export function namesImage(args: Arguments): boolean {
  return args.words.length > 0 || args.has("input") || args.has("rootfs");
}

/** The one that is named, else that of this machine. */
function platformOf(args: Arguments, world: World): Outcome<ImageWorld["platform"]> {
  const named = args.value("platform");
  if (named === undefined) return success(world.platform);
  if (args.words.length === 0 && !args.has("input"))
    return failure("malformed", "--platform", "says which image of several is meant: name one, or an archive");
  const platform = namedPlatform(named);
  if (platform !== undefined) return success(platform);
  return failure("malformed", "--platform", `is one like linux/amd64 or linux/arm/v7, not "${named}"`);
}

const DOCKERFILE_NAMES = ["Dockerfile", "Containerfile"];

/** The Dockerfile of a folder, by its usual names. */
export function dockerfileIn(folder: string, { outside }: World): string | undefined {
  const paths = DOCKERFILE_NAMES.map((name) => joinPath(folder, name));
  return paths.find((path) => outside.files.kindOf(path) === "file");
}

async function settingsFor(path: string, args: Arguments, world: World): Promise<Outcome<FileSettings>> {
  const opened = await openSettings(args, EMPTY_CONFIG, world);
  if (!opened.ok) return opened;
  const { reader } = opened.value;
  const settings = await reader.settingsOf(path);
  const problems = [...opened.value.problems, ...reader.problems()];
  await say(
    problems.map((problem) => errorText(problemError(problem, world))),
    world,
  );
  return problems.length > 0 ? MISTAKEN : success(settings);
}
