import type { Call } from "../call.ts";
import type { Fetch } from "./download.ts";
export type RunFetch = Fetch & { readonly call: number };
export function fetchesIn(_calls: readonly Call[]): readonly RunFetch[] {
  return [];
}
