import type { Outside, Reach } from "../outside/outside.ts";
import { type Broker, newBroker } from "../resolve/broker.ts";
import { RESOLVERS } from "../resolve/resolvers.ts";

/** The broker with every resolver. With this module all of them are loaded: `import()` it for a gesture of the user. */
export function openBroker({ now }: Outside, reach: Reach): Broker {
  return newBroker({ reach, now, resolvers: RESOLVERS });
}
