import type { Call } from "../../knowledge/call.ts";
import { callGraph } from "../../knowledge/downloads/call-graph.ts";
import { type Outline, outlineOf } from "../../model/verification/outline.ts";
import { once } from "../once.ts";

/** What of the calls of a RUN ends it, and what keeps some of them away; read once, since each download of the RUN asks. */
export const runOutline = once((calls: readonly Call[]): Outline => outlineOf(calls, callGraph(calls).kept));
