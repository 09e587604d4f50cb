import { newLookupSettings } from "../engine/lookup-settings.ts";
import type { LookupFailure, Lookups } from "../engine/lookups.ts";
import { counted } from "../text/counted.ts";
import { lineIndex } from "../text/line-index.ts";
import type { Arguments } from "./arguments.ts";
import { openProgress } from "./progress.ts";
import { errorAt, errorText, type RunError } from "./run-error.ts";
import { say, sayAsked } from "./say.ts";
import type { Input } from "./session.ts";
import type { World } from "./world.ts";

/** The look-ups of one run. */
export interface LookupRun {
  /** Writes around the line of progress. */
  readonly world: World;
  readonly jobs: number;
  readonly isCancelled: () => boolean;
  lookupsFor(input: Input): Lookups;
  /** Says on standard error what could not be had, each reason once in a run; gives every place. */
  sayFailed(input: Input, failed: readonly LookupFailure[]): Promise<readonly RunError[]>;
  /** Says how often a reason came again, and whom the run has asked; nothing where nobody was. */
  sayAsked(): Promise<void>;
}

const STANDARD_JOBS = 4;

/** Opens the far side of the world for a command that the user has asked to look values up. An interrupt ends all of it. */
export function openLookups(args: Arguments, given: World): LookupRun {
  const { world, show } = openProgress(given, args);
  const broker = opensLater(world);
  const signal = world.interruption();
  const settingsFor = newLookupSettings(world.outside.files);
  /** How often each reason came again in later files. */
  const again = new Map<string, number>();
  const agreed = new Set(["network"]);
  if (args.has("tools")) agreed.add("tool");
  if (args.has("containers")) agreed.add("container");
  if (args.has("allow-build")) agreed.add("build");
  return {
    world,
    jobs: Number(args.value("jobs") ?? STANDARD_JOBS),
    isCancelled: () => signal.aborted,
    lookupsFor: ({ settings, path }) => ({
      broker,
      platform: world.platform,
      asking: {
        gesture: "cli-flag",
        settings: settingsFor(settings, path),
        signal,
        may: async ({ needs }) => agreed.has(needs),
        progress: show,
      },
    }),
    async sayFailed({ shown, text }, failed) {
      const lines = lineIndex(text);
      const errors = failed.map((each) => ({
        ...errorAt(each, shown, lines),
        isNote: each.reason === "unsupported" || each.reason === "ambiguous",
      }));
      for (const error of errors) {
        const same = errors.filter(({ message }) => message === error.message);
        if (same[0] !== error) continue;
        const before = again.get(error.message);
        again.set(error.message, before === undefined ? 0 : before + same.length);
        if (before !== undefined) continue;
        await say([errorText({ ...error, message: withCount(error.message, same.length) })], world);
      }
      return errors;
    },
    async sayAsked() {
      for (const [message, places] of again) {
        if (places === 0) continue;
        const where = counted(places, "place of another file", "places of other files");
        await say([`in ${where}, too: ${message}`], world);
      }
      const counts = new Map<string, number>();
      for (const { host, via } of broker.log()) {
        if (via !== "cache") counts.set(host, (counts.get(host) ?? 0) + 1);
      }
      await sayAsked(counts, args, world);
    },
  };
}

function withCount(message: string, places: number): string {
  if (places === 1) return message;
  return `${message} (and ${counted(places - 1, "more place")})`;
}

/** The broker, whose code and connections are loaded with the first question. */
function opensLater(world: World): Lookups["broker"] {
  let opening: Promise<Lookups["broker"]> | undefined;
  let opened: Lookups["broker"] | undefined;
  async function open(): Promise<Lookups["broker"]> {
    opening ??= world.openBroker();
    opened = await opening;
    return opened;
  }
  return {
    resolve: async (query, asking) => (await open()).resolve(query, asking),
    known: async (query, settings) => (await open()).known(query, settings),
    clear: async () => (await open()).clear(),
    log: () => opened?.log() ?? [],
  };
}
