import type { AskedLine } from "../../../server/src/protocol/lookups.ts";
import { isRecord } from "../read-answer.ts";

/** The page of whom the session asked for what: a line for each question, oldest first. `answer` is what the server said. */
export function askedText(answer: unknown): string {
  if (!Array.isArray(answer)) return "The server is not running.\n";
  const lines = answer.filter(isAskedLine).map(({ at, host, what, via }) => `${at}  ${host}  ${what}  (${via})`);
  const head = "Whom Seaworthy asked for what since it was started. Nobody is asked unless you choose it.";
  return `${head}\n\n${lines.length === 0 ? "Nobody yet." : lines.join("\n")}\n`;
}

function isAskedLine(value: unknown): value is AskedLine {
  return isRecord(value) && ["at", "host", "what", "via"].every((key) => typeof value[key] === "string");
}
