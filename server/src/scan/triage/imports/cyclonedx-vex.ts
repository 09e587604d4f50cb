import { type Fields, fieldsIn, isRecord, objectsIn, textAt, textIn, textsIn } from "../../../json/fields.ts";
import { parseJson } from "../../../json/parse.ts";
import { allComponents, referenceIn } from "../../scanners/reports/cyclonedx.ts";
import { type Choice, isDay } from "../choice.ts";
import { DECISION } from "../decision-properties.ts";
import { JUSTIFICATIONS, type Justification, OPENVEX } from "../openvex.ts";
import { type ImportedDecision, type ImportReader, nothingRead, type PackageRule, type Refused } from "./imported.ts";

/** A CycloneDX document in JSON whose vulnerabilities have an analysis. Source: ECMA-424, "Vulnerability exploitability". */
export const readCycloneDxVex: ImportReader = async (text, why) => {
  const bom = parseJson(text);
  if (!isRecord(bom) || bom.bomFormat !== "CycloneDX") {
    const isOpenVex = isRecord(bom) && textIn(bom, "@context")?.startsWith(OPENVEX);
    const reason = isOpenVex ? "it is OpenVEX, which scan --vex reads as it is" : "it is no CycloneDX document in JSON";
    return nothingRead(reason);
  }
  const purls = new Map(allComponents(bom).map((each) => [textIn(each, "bom-ref") ?? "", textIn(each, "purl") ?? ""]));
  const product = textAt(bom, "metadata", "component", "bom-ref");
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  for (const [index, each] of objectsIn(bom, "vulnerabilities").entries()) {
    const analysis = fieldsIn(each, "analysis");
    const state = textIn(analysis, "state");
    if (state === undefined) continue;
    const id = textIn(each, "id");
    const own = new Map(objectsIn(each, "properties").map((one) => [textIn(one, "name"), textIn(one, "value")]));
    const choice = choiceOf(analysis, own, why);
    const packages = packagesOf(each, purls, product);
    const until = own.get(DECISION.until);
    const refuse = (reason: string) => refused.push({ what: id ?? `vulnerability ${index + 1}`, why: reason });
    if (id === undefined) refuse("it has no id");
    else if (until !== undefined && !isDay(until)) refuse(`its end ${until} is no day`);
    else if (choice === undefined) refuse(`${state} is a state, not a decision`);
    else if (packages === undefined) refuse("it is about a component whose purl is not told");
    else {
      const ids = [id, ...objectsIn(each, "references").flatMap((one) => textIn(one, "id") ?? [])];
      decisions.push({ ids, packages, choice });
    }
  }
  return { decisions, refused };
};

/** The packages that a vulnerability affects; none where it is about the product as a whole, undefined where one of them is not told. */
function packagesOf(
  vulnerability: Fields,
  purls: ReadonlyMap<string, string>,
  product: string | undefined,
): readonly PackageRule[] | undefined {
  const rules: PackageRule[] = [];
  for (const each of objectsIn(vulnerability, "affects")) {
    const reference = referenceIn(textIn(each, "ref") ?? "");
    if (reference === product) return [];
    const purl = purls.get(reference) || reference;
    if (!purl.startsWith("pkg:")) return undefined;
    rules.push({ kind: "purl", purl });
  }
  return rules;
}

/** `own`: what a document of ours says beside. */
function choiceOf(
  analysis: Fields,
  own: ReadonlyMap<string | undefined, string | undefined>,
  otherwise: string,
): Choice | undefined {
  const why = own.get(DECISION.why) ?? textIn(analysis, "detail") ?? otherwise;
  const justification =
    JUSTIFICATIONS.find((each) => each === own.get(DECISION.justification)) ??
    JUSTIFIED.get(textIn(analysis, "justification") ?? "");
  switch (textIn(analysis, "state")) {
    case "not_affected":
    case "false_positive":
      return { kind: "not_affected", justification, why };
    case "in_triage":
      return { kind: "under_investigation", why };
    case "resolved":
    case "resolved_with_pedigree":
      return { kind: "fixed", why };
    case "exploitable":
      return textsIn(analysis, "response").includes("will_not_fix")
        ? { kind: "accepted", why, until: own.get(DECISION.until) }
        : undefined;
    default:
      return undefined;
  }
}

/** The nearest of OpenVEX's words. */
const JUSTIFIED: ReadonlyMap<string, Justification> = new Map([
  ["code_not_present", "vulnerable_code_not_present"],
  ["code_not_reachable", "vulnerable_code_not_in_execute_path"],
  ["requires_configuration", "vulnerable_code_cannot_be_controlled_by_adversary"],
  ["requires_dependency", "component_not_present"],
  ["requires_environment", "vulnerable_code_cannot_be_controlled_by_adversary"],
  ["protected_by_compiler", "inline_mitigations_already_exist"],
  ["protected_at_runtime", "inline_mitigations_already_exist"],
  ["protected_at_perimeter", "inline_mitigations_already_exist"],
  ["protected_by_mitigating_control", "inline_mitigations_already_exist"],
]);
