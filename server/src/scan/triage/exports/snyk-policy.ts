import { type Fields, isRecord, listAt } from "../../../json/fields.ts";
import { acceptedUntil } from "../notes.ts";
import type { VexDocument, VexStatement } from "../openvex.ts";
import { yamlFile, yamlText } from "../yaml-file.ts";
import { type Exported, hidingProblem, packagePurls, reasonOf, refusedFor } from "./exported.ts";

/** Version of the file's format. */
const VERSION = "v1.25.0";

/**
 * `.snyk` with what a document hides, under Snyk's own ids, which decisions about its findings know; the rest of the present file stays.
 * Source: docs.snyk.io, "The .snyk file".
 */
export async function snykPolicy({ statements }: VexDocument, present: string): Promise<Exported | undefined> {
  const file = await yamlFile(present);
  if (file === undefined) return undefined;
  const { document, fields } = file;
  const before = fields.ignore ?? {};
  if (!isRecord(before)) return undefined;
  const refused = statements.flatMap((statement) => {
    const why = problemOf(statement);
    const isThere = snykIds(statement).some((id) => placeOfAll(before, id) !== -1);
    return why === undefined ? [] : [refusedFor(statement, why, isThere)];
  });
  if (refused.length === statements.length) return { text: present, refused };
  if (fields.version === undefined) document.set("version", VERSION);
  if (!isRecord(fields.ignore)) document.set("ignore", document.createNode({}));
  for (const statement of statements.filter((each) => problemOf(each) === undefined)) {
    for (const id of snykIds(statement)) {
      // Rules for other paths stay.
      const rules = listAt(before, id);
      const at = placeOfAll(before, id);
      const rule = document.createNode(ruleOf(statement));
      if (rules.length === 0) document.setIn(["ignore", id], document.createNode([{ "*": rule }]));
      else if (at === -1) document.setIn(["ignore", id, rules.length], document.createNode({ "*": rule }));
      else document.setIn(["ignore", id, at, "*"], rule);
    }
  }
  return { text: yamlText(file), refused };
}

/** Index of the rule for all paths among those of an id; -1: there is none. */
function placeOfAll(ignored: Fields, id: string): number {
  return listAt(ignored, id).findIndex((each) => isRecord(each) && "*" in each);
}

function problemOf(statement: VexStatement): string | undefined {
  const problem = hidingProblem(statement);
  if (problem !== undefined) return problem;
  if (snykIds(statement).length === 0)
    return "Snyk ignores by ids of its own, which only decisions about its findings know";
  const isForVersion = packagePurls(statement).some((purl) => purl.includes("@", purl.lastIndexOf("/")));
  return isForVersion ? "Snyk's rules know no version" : undefined;
}

function snykIds({ vulnerability: { name, aliases } }: VexStatement): readonly string[] {
  return [name, ...aliases].filter((id) => id.startsWith("SNYK-"));
}

function ruleOf(statement: VexStatement): object {
  const until = acceptedUntil(statement);
  const reason = reasonOf(statement);
  return {
    ...(reason === "" ? {} : { reason }),
    // The last day counts to its end.
    ...(until === undefined ? {} : { expires: `${until}T23:59:59.000Z` }),
    ...(statement.timestamp === undefined ? {} : { created: statement.timestamp }),
  };
}
