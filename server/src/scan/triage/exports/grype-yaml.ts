import { entriesOf, type Fields, isRecord } from "../../../json/fields.ts";
import { literalPattern } from "../../../text/literal-pattern.ts";
import { joinedName } from "../../package.ts";
import { type ParsedPurl, purlReader } from "../../read-purl.ts";
import { GRYPE_TYPES } from "../../scanners/grype-types.ts";
import type { Refused } from "../imports/imported.ts";
import { acceptedUntil } from "../notes.ts";
import type { VexDocument, VexStatement } from "../openvex.ts";
import { append, listIn, yamlFile, yamlText } from "../yaml-file.ts";
import { type Exported, hidingProblem, packagePurls, reasonOf, refusedFor } from "./exported.ts";

/** `.grype.yaml` with what a document hides for good; the rest of the present file stays. Source: anchore/grype, README, "Specifying matches to ignore". */
export async function grypeYaml({ statements }: VexDocument, present: string): Promise<Exported | undefined> {
  const read = await purlReader();
  const file = await yamlFile(present);
  const before = file && listIn(file, "ignore");
  if (file === undefined || before === undefined) return undefined;
  const known = new Set(before.filter(isRecord).map(keyOf));
  const refused: Refused[] = [];
  const rules: Fields[] = [];
  for (const statement of statements) {
    const problem = problemOf(statement);
    const own = packagePurls(statement).map((purl) => ({ purl, rule: ruleOf(statement, read(purl)) }));
    const isThere = (rule: Fields | undefined) => rule !== undefined && known.has(keyOf(rule));
    if (problem !== undefined) {
      const isHidden = own.some(({ rule }) => isThere(rule));
      refused.push(refusedFor(statement, problem, isHidden));
      continue;
    }
    for (const { purl, rule } of own) {
      if (rule === undefined)
        refused.push(refusedFor(statement, `Grype has no type for packages such as ${purl}`, false));
      else if (!isThere(rule)) rules.push(rule);
    }
  }
  append(file, "ignore", rules);
  return { text: rules.length === 0 ? present : yamlText(file), refused };
}

/** What a rule hides: all that it says but the reason. */
function keyOf({ reason: _, package: found, ...rule }: Fields): string {
  return JSON.stringify([entriesOf(rule), entriesOf(found)].map((each) => [...each].sort()));
}

function problemOf(statement: VexStatement): string | undefined {
  if (acceptedUntil(statement) !== undefined) return "Grype's rules have no end";
  return hidingProblem(statement) ?? (packagePurls(statement).length === 0 ? "it names no package" : undefined);
}

/** Without its type a rule would hide packages of that name in all ecosystems. */
function ruleOf(statement: VexStatement, found: ParsedPurl | undefined): Fields | undefined {
  const reason = reasonOf(statement);
  const type = [...GRYPE_TYPES].find(([, ours]) => ours === found?.type)?.[0];
  if (found === undefined || type === undefined) return undefined;
  return {
    vulnerability: statement.vulnerability.name,
    "include-aliases": true,
    ...(reason === "" ? {} : { reason }),
    package: {
      // Names are regular expressions there, and `libstdc++6` is none. Source: anchore/grype, `grype/match/ignore.go`.
      name: literalPattern(nameOf(found)),
      ...(found.version === undefined ? {} : { version: found.version }),
      type,
    },
  };
}

/** As Grype names a package: a jar by its artifact alone. */
function nameOf({ type, namespace, name }: ParsedPurl): string {
  return type === "maven" ? name : joinedName(type, namespace, name);
}
