import type { AdvisoryPlace } from "../../engine/image/scan-image.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { pathOfUri } from "../uri.ts";

/** The advisory database that `osv.endpoint` names; a `file:` address is a folder of its exports, which asks nobody. */
export function advisoriesAt(address: string | undefined): Outcome<AdvisoryPlace> {
  const folder = address === undefined ? undefined : pathOfUri(address);
  if (folder !== undefined) return success({ kind: "offline", folder });
  if (address !== undefined && !(/^https?:/.test(address) && URL.canParse(address)))
    return failure("malformed", `osv.endpoint ${address}`, "is no http(s) address, nor the file: address of a folder");
  return success({ kind: "online", address });
}
