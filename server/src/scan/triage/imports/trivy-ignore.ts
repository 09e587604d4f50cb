import { isDay } from "../choice.ts";
import { lastDayBefore } from "../last-day.ts";
import type { ImportedDecision, ImportReader, Refused } from "./imported.ts";

/** `.trivyignore`: an id a line, `exp:DAY` behind it, its reason in the comment above. Source: trivy.dev, "Filtering", by finding IDs. */
export const readTrivyIgnore: ImportReader = async (text, why) => {
  const decisions: ImportedDecision[] = [];
  const refused: Refused[] = [];
  let comment: string[] = [];
  let isFresh = true;
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim();
    if (words === "") {
      comment = [];
      isFresh = true;
    } else if (words.startsWith("#")) {
      // A comment behind ids begins the next group.
      if (!isFresh) comment = [];
      isFresh = true;
      comment.push(words.replace(/^#+\s*/, ""));
    } else {
      isFresh = false;
      const [id = "", ...rest] = (words.split("#")[0] ?? "").trim().split(/\s+/);
      const end = rest.find((word) => word.startsWith("exp:"))?.slice("exp:".length);
      const reason = comment.join(" ").trim();
      if (end !== undefined && !isDay(end)) refused.push({ what: id, why: `its end ${end} is no day` });
      else
        decisions.push({
          ids: [id],
          packages: [],
          choice: { kind: "accepted", why: reason === "" ? why : reason, until: lastDayBefore(end) },
        });
    }
  }
  return { decisions, refused };
};
