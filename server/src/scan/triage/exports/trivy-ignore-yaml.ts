import { entriesOf as fieldsOf, listAt, textAt } from "../../../json/fields.ts";
import { dayAfter } from "../last-day.ts";
import { acceptedUntil } from "../notes.ts";
import type { VexDocument, VexStatement } from "../openvex.ts";
import { append, listIn, yamlFile, yamlText } from "../yaml-file.ts";
import { type Exported, hidingProblem, isAboutImage, packagePurls, reasonOf, refusedFor } from "./exported.ts";

/** `.trivyignore.yaml` with what a document hides; entries and comments of the present file stay. Source: trivy.dev, "Filtering". */
export async function trivyIgnoreYaml({ statements }: VexDocument, present: string): Promise<Exported | undefined> {
  const file = await yamlFile(present);
  const before = file && listIn(file, "vulnerabilities");
  if (file === undefined || before === undefined) return undefined;
  const known = new Map(
    before.flatMap((each, index) => {
      // One for some paths alone is another one.
      const isForAll = listAt(each, "paths").length === 0;
      return isForAll ? [[keyOf(textAt(each, "id") ?? "", listAt(each, "purls")), index] as const] : [];
    }),
  );
  const refused = statements.flatMap((statement) => {
    const why = problemOf(statement);
    const isThere = entriesOf(statement).some(({ id, purls }) => known.has(keyOf(id, purls)));
    return why === undefined ? [] : [refusedFor(statement, why, isThere)];
  });
  const hiding = statements.filter((statement) => problemOf(statement) === undefined);
  const entries: object[] = [];
  for (const entry of hiding.flatMap(entriesOf)) {
    const at = known.get(keyOf(entry.id, entry.purls));
    if (at === undefined) entries.push(entry);
    // One that says the same keeps its comments.
    else if (inOrder(before[at]) !== inOrder(entry))
      file.document.setIn(["vulnerabilities", at], file.document.createNode(entry));
  }
  append(file, "vulnerabilities", entries);
  return { text: hiding.length === 0 ? present : yamlText(file), refused };
}

/** An entry without purls is about every package. */
function problemOf(statement: VexStatement): string | undefined {
  const isNamed = packagePurls(statement).length > 0 || isAboutImage(statement);
  return hidingProblem(statement) ?? (isNamed ? undefined : "it names no package by a purl");
}

/** What an entry says, whatever the order of its fields. */
function inOrder(entry: unknown): string {
  return JSON.stringify([...fieldsOf(entry)].sort());
}

function keyOf(id: string, purls: readonly unknown[]): string {
  return JSON.stringify([id, [...purls].sort()]);
}

/** As Trivy writes a purl: the epoch of a version is a qualifier. Source: aquasecurity/trivy, `pkg/purl/purl.go`. */
function withEpochApart(purl: string): string {
  return purl.replace(/^(pkg:deb\/[^@?#]{1,500}@)(\d{1,9})(?::|%3A)([^?#]{1,500})$/i, "$1$3?epoch=$2");
}

/** Trivy compares with the one id that it shows. */
function entriesOf(statement: VexStatement) {
  const { name, aliases } = statement.vulnerability;
  const until = acceptedUntil(statement);
  const why = reasonOf(statement);
  return [name, ...aliases.filter((alias) => /^(?:CVE|GHSA)-/.test(alias))].map((id) => ({
    id,
    // A list of its own for each: YAML names one that stands there twice.
    purls: packagePurls(statement).map(withEpochApart),
    // Trivy shows it again from the first moment of that day. Source: aquasecurity/trivy, `pkg/result/ignore.go`.
    ...(until === undefined ? {} : { expired_at: dayAfter(until) }),
    ...(why === "" ? {} : { statement: why }),
  }));
}
