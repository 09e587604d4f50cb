import { addGap, type Reading, scriptOf, spanAt } from "../reading.ts";
import type { Node, Script } from "../script.ts";
import type { PsReading } from "./ps-reading.ts";
import { readValue } from "./read-value.ts";
import { readStatements } from "./statements.ts";

/**
 * Reads the text of PowerShell 5 or 7. Broken text gives what can be read, and gaps. Source: "PowerShell language
 * specification" 3.0 and the about_ pages.
 */
export function readPowershell(reading: Reading): Script {
  const { joined, limits } = reading;
  const psReading: PsReading = {
    ...reading,
    text: joined.text,
    at: 0,
    lists: new Set(),
    hasElement: false,
    readStatements,
    readValue,
  };
  const gapsBefore = limits.gaps.length;
  const items: Node[] = [];
  while (psReading.at < joined.text.length) {
    items.push(...readStatements(psReading).items);
    const { at } = psReading;
    if (at >= joined.text.length) break;
    addGap(limits, spanAt(reading, at, at + 1), `\`${joined.text.charAt(at)}\` closes nothing`);
    psReading.at += 1;
  }
  return scriptOf(items, "powershell", limits, gapsBefore);
}
