import { hostPlatform } from "../../engine/host-platform.ts";
import type { Lookups } from "../../engine/lookups.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { PinAnswer } from "../../pin/pin.ts";
import type { PinQuery } from "../../pin/query.ts";
import { CONSENT, type ConsentParams } from "../../protocol/lookups.ts";
import type { Course } from "./progress.ts";
import { reachWishes } from "./reach-wishes.ts";
import type { LookupParts } from "./session-lookups.ts";

type Asking = Lookups["asking"];
type Plan = Parameters<Asking["may"]>[0];

/** Who answers the questions of one client. */
export interface LookupSession {
  /** The questions of one gesture. */
  lookups(settings: LookupSettings, gesture: Asking["gesture"], course: Course): Lookups;
  /** What is remembered, however old; asks nobody. */
  known(query: PinQuery, settings: LookupSettings): Promise<PinAnswer | undefined>;
  /** Everything that was asked of anybody, oldest first. */
  log(): ReturnType<Lookups["broker"]["log"]>;
  /** Forgets every answer, in memory and on this machine. */
  clear(): Promise<void>;
}

/** Makes the world that look-ups need. */
export async function newSession(parts: LookupParts, network: unknown): Promise<LookupSession> {
  const { outside, openBroker } = parts;
  const wishes = reachWishes(network);
  const reach = await outside.reach(wishes);
  const broker = await openBroker(outside, reach, { ...process.env, ...wishes.environment });
  const isAgreedTo = newConsent(parts);
  return {
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
    log: () => broker.log(),
    clear: () => broker.clear(),
  };
}

/** The gesture itself agrees to asking over the network. Whether a program is started, only the user can say. */
function newConsent({ connection, abilities, tell }: LookupParts) {
  const told = new Set<string>();
  return async (plan: Plan, gesture: Asking["gesture"]): Promise<boolean> => {
    if (plan.needs === "network") return true;
    const { needs, argv } = plan;
    const subject = plan.needs === "container" ? plan.image : (argv[0] ?? "");
    if (abilities.asksConsent) {
      const params: ConsentParams = { needs, subject, argv, isAttended: gesture !== "schedule" };
      return (await connection.sendRequest(CONSENT, params)) === true;
    }
    if (!told.has(subject)) tell(UNASKABLE[needs](subject));
    told.add(subject);
    return false;
  };
}

const UNASKABLE: Readonly<Record<ConsentParams["needs"], (subject: string) => string>> = {
  tool: (tool) => `This editor cannot ask whether ${tool} may be run. In a terminal: seaworthy fix --tools.`,
  container: (image) =>
    `This editor cannot ask whether a container of ${image} may be started. In a terminal: seaworthy fix --containers.`,
  download: (url) => `This editor cannot ask whether ${url} may be read, which has more than 2 GB.`,
  build: () =>
    "This editor cannot ask whether the Dockerfile may be built. In a terminal: seaworthy fix --allow-build.",
};
