import type { AskedLine } from "../../protocol/lookups.ts";
import type { ServerContext } from "../server-context.ts";

/** `seaworthy/asked`: whom this session asked for what. Before the first gesture that is nobody. */
export function askedLines({ lookups }: ServerContext): readonly AskedLine[] {
  return lookups.log().map(({ at, host, what, via }) => ({ at, host, what, via }));
}

/** `seaworthy/clearCache`: what is kept on this machine and in memory goes. What was asked stays said. */
export async function clearCache({ lookups }: ServerContext): Promise<true> {
  await (await lookups.session()).clear();
  return true;
}
