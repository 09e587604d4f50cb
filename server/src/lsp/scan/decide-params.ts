import { isRecord } from "../../json/fields.ts";
import type { DecideParams, DecisionChoice } from "../../protocol/scan.ts";
import { JUSTIFICATIONS } from "../../scan/triage/openvex.ts";

/** Reads what a client sends; undefined when something of it is missing. */
export function readDecideParams(value: unknown): DecideParams | undefined {
  if (!isRecord(value)) return undefined;
  const { key, finding, packages, isThisVersion, isForAllImages } = value;
  const choice = readChoice(value.choice);
  if (typeof key !== "string" || typeof finding !== "number" || choice === undefined) return undefined;
  return {
    key,
    finding,
    choice,
    packages: packages === "all" ? "all" : "this",
    isThisVersion: isThisVersion === true,
    isForAllImages: isForAllImages === true,
  };
}

function readChoice(value: unknown): DecisionChoice | undefined {
  if (!isRecord(value)) return undefined;
  const { kind } = value;
  const why = typeof value.why === "string" ? value.why : "";
  switch (kind) {
    case "not_affected":
      return { kind, why, justification: JUSTIFICATIONS.find((each) => each === value.justification) };
    case "accepted":
      return { kind, why, until: typeof value.until === "string" ? value.until : undefined };
    case "under_investigation":
      return { kind, why };
    case "withdrawn":
      return { kind };
    default:
      return undefined;
  }
}
