import { type Fields, objectsIn, textIn } from "../../../json/fields.ts";
import { lastDayBefore } from "../last-day.ts";
import { type ImportedDecision, type ImportReader, nothingRead, type Refused } from "./imported.ts";

/** `osv-scanner.toml`: its `IgnoredVulns`. Source: google.github.io/osv-scanner, "Configuration". */
export const readOsvScannerToml: ImportReader = async (text, why) => {
  const fields = await tomlFields(text);
  if (fields === undefined) return nothingRead("it is no TOML");
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  for (const each of objectsIn(fields, "IgnoredVulns")) {
    const id = textIn(each, "id");
    if (id === undefined) continue;
    const until = lastDayBefore(each.ignoreUntil);
    if (each.ignoreUntil !== undefined && until === undefined) refused.push({ what: id, why: "its end is no day" });
    else
      decisions.push({
        ids: [id],
        packages: [],
        choice: { kind: "accepted", why: textIn(each, "reason") ?? why, until },
      });
  }
  for (const each of objectsIn(fields, "PackageOverrides"))
    refused.push({ what: textIn(each, "name") ?? "PackageOverrides", why: "it is about no one vulnerability" });
  return { decisions, refused };
};

async function tomlFields(text: string): Promise<Fields | undefined> {
  const { parse } = await import("smol-toml");
  try {
    return parse(text, { maxDepth: 100 });
  } catch {
    return undefined;
  }
}
