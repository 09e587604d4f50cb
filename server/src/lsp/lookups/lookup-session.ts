import { hostPlatform } from "../../engine/host-platform.ts";
import type { Lookups } from "../../engine/lookups.ts";
import type { Environment, Reach } from "../../outside/outside.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { PinAnswer } from "../../pin/pin.ts";
import type { PinQuery } from "../../pin/query.ts";
import type { ConsentParams } from "../../protocol/lookups.ts";
import type { LookupParts } from "./client-lookups.ts";
import { newConsent } from "./consent.ts";
import type { Course } from "./progress.ts";
import { reachWishes } from "./reach-wishes.ts";

type Asking = Lookups["asking"];
type LogLine = ReturnType<Lookups["broker"]["log"]>[number];
type Plan = Parameters<Asking["may"]>[0];

/** Who answers the questions of one client. */
export interface LookupSession {
  /** The questions of one gesture. */
  lookups(settings: LookupSettings, gesture: Asking["gesture"], course: Course): Lookups;
  /** What is remembered, however old; asks nobody. */
  known(query: PinQuery, settings: LookupSettings): Promise<PinAnswer | undefined>;
  /** The far side of the world, for work on images. */
  readonly reach: Reach;
  /** That of this process, with what the editor says of the way out. */
  readonly environment: Environment;
  /** Whether the user agrees to something that work on images needs. */
  agrees(params: ConsentParams): Promise<boolean>;
  /** Writes down whom the work on images asked for what. */
  note(line: LogLine): void;
  /** Everything that was asked of anybody, oldest first. */
  log(): readonly LogLine[];
  /** Forgets every answer, in memory and on this machine. */
  clear(): Promise<void>;
}

/** Makes the world that look-ups need. */
export async function newLookupSession(parts: LookupParts, network: unknown): Promise<LookupSession> {
  const { outside, openBroker } = parts;
  const wishes = reachWishes(network);
  const reach = await outside.reach(wishes);
  const broker = await openBroker(outside, reach);
  const consent = newConsent(parts);
  const noted: LogLine[] = [];
  // The gesture itself agrees to asking over the network. Whether a program is started, only the user can say.
  const isAgreedTo = async (plan: Plan, gesture: Asking["gesture"]) => {
    if (plan.needs === "network") return true;
    const { needs, argv } = plan;
    const subject = plan.needs === "container" ? plan.image : (argv[0] ?? "");
    return await consent({ needs, subject, argv, isAttended: gesture !== "schedule" });
  };
  return {
    reach,
    environment: { ...process.env, ...wishes.environment },
    agrees: consent,
    lookups: (settings, gesture, { signal, say }) => ({
      broker,
      platform: hostPlatform(process.arch),
      asking: {
        gesture,
        settings,
        signal,
        may: (plan) => isAgreedTo(plan, gesture),
        progress: say,
      },
    }),
    known: (query, settings) => broker.known(query, settings),
    note: (line) => noted.push(line),
    log: () => [...broker.log(), ...noted].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    clear: () => broker.clear(),
  };
}
