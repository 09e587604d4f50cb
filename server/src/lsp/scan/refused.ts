import type { Failure } from "../../outcome/outcome.ts";

/** Tells the client why there is no result. */
export function refused({ asked, detail }: Failure) {
  return { kind: "refused" as const, message: `${asked} ${detail}.` };
}
