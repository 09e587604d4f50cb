import type { VersionOrder } from "../../knowledge/versions/version-order.ts";

/** Which versions a go.mod takes back: `retract v1.0.0`, `retract [v1.0.0, v1.2.0]`, or a block of such lines. Source: Go
 *  modules reference, "retract directive". */
export function retractions(goMod: string, order: VersionOrder): (version: string) => boolean {
  const bounds = retractLines(goMod).flatMap((line) => {
    const words = line.split(/[\s[\],]+/).filter((word) => order.isVersion(word));
    const [low, high = low] = words;
    return low === undefined || high === undefined ? [] : [{ low, high }];
  });
  return (version) =>
    bounds.some(({ low, high }) => order.compare(version, low) >= 0 && order.compare(version, high) <= 0);
}

function retractLines(goMod: string): readonly string[] {
  const lines: string[] = [];
  let isInBlock = false;
  for (const written of goMod.split("\n")) {
    const line = (written.split("//", 1)[0] ?? "").trim();
    if (isInBlock && line === ")") isInBlock = false;
    else if (isInBlock) lines.push(line);
    else if (/^retract\s*\($/.test(line)) isInBlock = true;
    else if (/^retract[\s[]/.test(line)) lines.push(line.slice("retract".length));
  }
  return lines;
}
