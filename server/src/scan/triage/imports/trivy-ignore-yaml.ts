import { listOf, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { lastDayBefore } from "../last-day.ts";
import { type ImportedDecision, type Refused, yamlReader } from "./imported.ts";

/** `.trivyignore.yaml`: the vulnerabilities of it. Source: trivy.dev, "Filtering", `.trivyignore.yaml`. */
export const readTrivyIgnoreYaml = yamlReader((fields, why) => {
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  for (const each of objectsIn(fields, "vulnerabilities")) {
    const id = textIn(each, "id");
    if (id === undefined) continue;
    const end = each.expired_at ?? undefined;
    const until = lastDayBefore(end);
    if (listOf(each.paths).length > 0)
      refused.push({ what: id, why: "it is about some paths, and a decision is about packages" });
    else if (end !== undefined && until === undefined) refused.push({ what: id, why: "its end is no day" });
    else {
      const purls = textsIn(each, "purls");
      const packages = purls.map((purl) => ({ kind: "purl" as const, purl }));
      decisions.push({
        ids: [id],
        packages,
        choice: { kind: "accepted", why: textIn(each, "statement") ?? why, until },
      });
    }
  }
  return { decisions, refused };
});
