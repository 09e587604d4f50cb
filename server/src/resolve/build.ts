import { type Platform, platformName } from "../knowledge/platform.ts";
import { failure, type Outcome } from "../outcome/outcome.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { BuildSoFar } from "../pin/query.ts";
import { readId } from "./container.ts";
import { lastWords, runEngine } from "./engine.ts";
import type { LookupWorld } from "./resolver.ts";

const BUILD_MS = 15 * 60_000;
const REMOVAL_MS = 60_000;

/** With it no image of the user's has the id of ours, which is removed again. */
const LABEL = "seaworthy.lookup=true";

/** The whole command that builds a Dockerfile up to an instruction, as it is shown to the user; the text is read from standard input. */
export function buildCommand(soFar: BuildSoFar, platform: Platform, settings: LookupSettings): readonly string[] {
  return [settings.engine ?? "docker", ...buildArguments(soFar, platform, settings)];
}

function buildArguments(
  { context, buildArguments: given }: BuildSoFar,
  platform: Platform,
  settings: LookupSettings,
): readonly string[] {
  return [
    "build",
    "--quiet",
    `--platform=${platformName(platform)}`,
    ...(settings.containerNetwork === "host" ? ["--network=host"] : []),
    `--label=${LABEL}`,
    ...Object.entries(given).map(([name, value]) => `--build-arg=${name}=${value}`),
    "--file=-",
    context,
  ];
}

/** Builds what is there so far, hands the image's id on, and removes the image whatever came of it. */
export async function withBuiltImage<T>(
  soFar: BuildSoFar,
  platform: Platform,
  world: LookupWorld,
  use: (image: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  world.progress("building the Dockerfile up to this instruction");
  const words = buildArguments(soFar, platform, world.settings);
  const ended = await runEngine(words, world, { timeoutMs: BUILD_MS, input: soFar.text });
  if (!ended.ok) return ended;
  const image = ended.value.status === 0 ? readId(ended.value.output) : undefined;
  if (image === undefined) {
    const detail = `could not be built up to this instruction by ${ended.value.program}: ${lastWords(ended.value)}`;
    return failure("unreachable", "The Dockerfile", detail);
  }
  try {
    return await use(image);
  } finally {
    // Also when nobody waits for the answer any more.
    const signal = AbortSignal.timeout(REMOVAL_MS);
    await runEngine(["image", "rm", image], world, { timeoutMs: REMOVAL_MS, signal });
  }
}
