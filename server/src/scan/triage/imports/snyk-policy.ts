import { entriesOf, isRecord, listOf, textIn } from "../../../json/fields.ts";
import { lastDayBefore } from "../last-day.ts";
import { type ImportedDecision, type PackageRule, type Refused, yamlReader } from "./imported.ts";

/** `.snyk`: what `ignore` says of each id and path. Snyk's ids are found by a report that knows their CVEs. Source: docs.snyk.io, "The .snyk file". */
export const readSnykPolicy = yamlReader((fields, why) => {
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  for (const [id, entries] of entriesOf(fields.ignore)) {
    if (!Array.isArray(entries)) refused.push({ what: id, why: "it has no list of paths" });
    for (const [path, rule] of listOf(entries).flatMap(rulesIn)) {
      if (!isRecord(rule)) {
        refused.push({ what: id, why: `it says nothing of ${path}` });
        continue;
      }
      const end = rule.expires ?? undefined;
      const until = lastDayBefore(end);
      const packages = packagesOf(path);
      if (end !== undefined && until === undefined) refused.push({ what: id, why: "its end is no day" });
      else if (packages === undefined)
        refused.push({ what: id, why: "it is about all that a package depends on, and a decision is about packages" });
      else
        decisions.push({
          ids: [id],
          packages,
          choice: { kind: "accepted", why: textIn(rule, "reason") ?? why, until },
        });
    }
  }
  if (entriesOf(fields.patch).length > 0) refused.push({ what: "patch", why: "a patch is no decision" });
  return { decisions, refused };
});

function rulesIn(entry: unknown): readonly (readonly [path: string, rule: unknown])[] {
  return isRecord(entry) ? entriesOf(entry) : [[`${entry}`, undefined]];
}

/** `*` is every package; of a path of dependencies the last is the one, undefined where that is every one below another. */
function packagesOf(path: string): readonly PackageRule[] | undefined {
  const names = path.split(" > ");
  const last = names.at(-1)?.trim() ?? "*";
  if (last === "*") return names.length > 1 ? undefined : [];
  const at = last.lastIndexOf("@");
  const name = at > 0 ? last.slice(0, at) : last;
  const version = at > 0 ? last.slice(at + 1) : undefined;
  return [{ kind: "name", name, version: version === "*" ? undefined : version, type: undefined }];
}
