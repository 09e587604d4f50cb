import { listAt, textAt } from "../../../json/fields.ts";
import type { VexDocument, VexStatement } from "../openvex.ts";
import { acceptedUntil, isAcceptance } from "../standing.ts";
import { append, listIn, yamlFile } from "../yaml-file.ts";
import { type Exported, packagePurls, reasonOf } from "./exported.ts";

/** `.trivyignore.yaml` with what a document hides; entries and comments of the present file stay. Source: trivy.dev, "Filtering". */
export async function trivyIgnoreYaml({ statements }: VexDocument, present: string): Promise<Exported | undefined> {
  const file = await yamlFile(present);
  const before = file && listIn(file, "vulnerabilities");
  if (file === undefined || before === undefined) return undefined;
  const known = new Map(before.map((each, index) => [keyOf(textAt(each, "id") ?? "", listAt(each, "purls")), index]));
  const entries: object[] = [];
  for (const statement of statements) {
    if (!isHiding(statement)) continue;
    for (const entry of entriesOf(statement)) {
      const at = known.get(keyOf(entry.id, entry.purls));
      if (at === undefined) entries.push(entry);
      else file.document.setIn(["vulnerabilities", at], file.document.createNode(entry));
    }
  }
  append(file, "vulnerabilities", entries);
  const refused = statements
    .filter((each) => !isHiding(each))
    .map(({ vulnerability, status }) => ({
      what: vulnerability.name,
      why: `${status.replaceAll("_", " ")} hides nothing`,
    }));
  return { text: statements.some(isHiding) ? file.document.toString() : present, refused };
}

function keyOf(id: string, purls: readonly unknown[]): string {
  return JSON.stringify([id, [...purls].sort()]);
}

function isHiding(statement: VexStatement): boolean {
  return statement.status === "not_affected" || statement.status === "fixed" || isAcceptance(statement);
}

/** Trivy compares with the one id that it shows. */
function entriesOf(statement: VexStatement) {
  const { name, aliases } = statement.vulnerability;
  const purls = packagePurls(statement);
  const until = acceptedUntil(statement);
  const why = reasonOf(statement);
  return [name, ...aliases.filter((alias) => /^(?:CVE|GHSA)-/.test(alias))].map((id) => ({
    id,
    purls,
    ...(until === undefined ? {} : { expired_at: until }),
    ...(why === "" ? {} : { statement: why }),
  }));
}
