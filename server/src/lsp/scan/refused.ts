import type { Failure } from "../../outcome/outcome.ts";
import type { Refused } from "../../protocol/not-done.ts";

/** Tells the client why there is no result. */
export function refused({ asked, detail }: Failure): Refused {
  return { kind: "refused", message: `${asked} ${detail}.` };
}
