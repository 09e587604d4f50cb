import { isRecord, listOf } from "../../../json/fields.ts";
import { type ParsedPurl, purlReader } from "../../read-purl.ts";
import { GRYPE_TYPES } from "../imports/grype-yaml.ts";
import type { Refused } from "../imports/imported.ts";
import type { VexDocument, VexStatement } from "../openvex.ts";
import { acceptedUntil, isAcceptance } from "../standing.ts";
import { yamlFile } from "../yaml-file.ts";
import { type Exported, packagePurls, reasonOf } from "./exported.ts";

/** `.grype.yaml` with what a document hides for good; the rest of the present file stays. Source: anchore/grype, README, "Specifying matches to ignore". */
export async function grypeYaml({ statements }: VexDocument, present: string): Promise<Exported | undefined> {
  const read = await purlReader();
  const file = await yamlFile(present);
  if (file === undefined) return undefined;
  const before = listOf(file.fields.ignore).filter(isRecord);
  const known = new Set(before.map(({ vulnerability, package: found }) => keyOf(vulnerability, found)));
  const refused: Refused[] = [];
  let next = before.length;
  for (const statement of statements) {
    const problem = problemOf(statement);
    if (problem !== undefined) {
      refused.push({ what: statement.vulnerability.name, why: problem });
      continue;
    }
    for (const rule of rulesOf(statement, read)) {
      if (known.has(keyOf(rule.vulnerability, rule.package))) continue;
      file.document.setIn(["ignore", next], file.document.createNode(rule));
      next += 1;
    }
  }
  return { text: file.document.toString(), refused };
}

function keyOf(vulnerability: unknown, found: unknown): string {
  const { name, type, version } = isRecord(found) ? found : {};
  return JSON.stringify([vulnerability, name, type, version]);
}

function problemOf(statement: VexStatement): string | undefined {
  if (acceptedUntil(statement) !== undefined) return "Grype's rules have no end";
  const isHiding = statement.status === "not_affected" || statement.status === "fixed" || isAcceptance(statement);
  if (!isHiding) return `${statement.status.replaceAll("_", " ")} hides nothing`;
  return packagePurls(statement).length === 0 ? "it names no package" : undefined;
}

function rulesOf(statement: VexStatement, read: (purl: string) => ParsedPurl | undefined) {
  const reason = reasonOf(statement);
  return packagePurls(statement).flatMap((purl) => {
    const found = read(purl);
    const type = [...GRYPE_TYPES].find(([, ours]) => ours === found?.type)?.[0];
    if (found === undefined) return [];
    return [
      {
        vulnerability: statement.vulnerability.name,
        "include-aliases": true,
        ...(reason === "" ? {} : { reason }),
        package: {
          name: nameOf(found),
          ...(found.version === undefined ? {} : { version: found.version }),
          ...(type === undefined ? {} : { type }),
        },
      },
    ];
  });
}

/** As Grype names a package: a jar by its artifact alone. */
function nameOf({ type, namespace, name }: ParsedPurl): string {
  return namespace !== "" && ["npm", "golang", "composer"].includes(type) ? `${namespace}/${name}` : name;
}
