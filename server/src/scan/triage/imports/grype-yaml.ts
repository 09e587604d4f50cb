import { type Fields, fieldsIn, objectsIn, textIn } from "../../../json/fields.ts";
import { GRYPE_TYPES } from "../../scanners/grype-types.ts";
import { type ImportedDecision, type PackageRule, type Refused, yamlReader } from "./imported.ts";

/** `.grype.yaml`: the rules of `ignore` that name a vulnerability. Source: anchore/grype, README, "Specifying matches to ignore". */
export const readGrypeYaml = yamlReader((fields, why) => {
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  for (const [index, each] of objectsIn(fields, "ignore").entries()) {
    const id = textIn(each, "vulnerability");
    const problem = problemOf(each);
    if (id === undefined || problem !== undefined)
      refused.push({ what: id ?? `rule ${index + 1}`, why: problem ?? "it is about no one vulnerability" });
    else {
      decisions.push({
        ids: [id],
        packages: ruleOf(fieldsIn(each, "package")),
        choice: { kind: "accepted", why: textIn(each, "reason") ?? why, until: undefined },
      });
    }
  }
  return { decisions, refused };
});

const KNOWN_FIELDS: readonly string[] = ["vulnerability", "reason", "package", "include-aliases"];
const KNOWN_PACKAGE_FIELDS: readonly string[] = ["name", "version", "type"];

/** What a rule says that a decision cannot say. */
function problemOf(rule: Fields): string | undefined {
  const found = fieldsIn(rule, "package");
  const isSet = ([, value]: readonly [string, unknown]) => value !== undefined && value !== null && value !== "";
  const other = [
    ...Object.entries(rule).filter((field) => isSet(field) && !KNOWN_FIELDS.includes(field[0])),
    ...Object.entries(found).filter((field) => isSet(field) && !KNOWN_PACKAGE_FIELDS.includes(field[0])),
  ][0]?.[0];
  if (other !== undefined) return `it depends on ${other}`;
  const name = textIn(found, "name");
  if (name === undefined && Object.entries(found).some(isSet)) return "it names no package";
  if (/[*?[\]()|^$\\]/.test((name ?? "").replace(/\\\W/g, ""))) return "it is a pattern, not a name";
  if (isSet(["version", found.version]) && textIn(found, "version") === undefined)
    return "its version is no text: quote it";
  const type = textIn(found, "type");
  return type === undefined || GRYPE_TYPES.has(type) ? undefined : `packages of the type ${type} are not known here`;
}

function ruleOf(found: Fields): readonly PackageRule[] {
  const name = textIn(found, "name");
  if (name === undefined) return [];
  const type = GRYPE_TYPES.get(textIn(found, "type") ?? "");
  return [{ kind: "name", name: name.replace(/\\(\W)/g, "$1"), version: textIn(found, "version"), type }];
}
