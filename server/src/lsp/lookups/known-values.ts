import { hostPlatform } from "../../engine/host-platform.ts";
import { chosenPin, subjectOf } from "../../engine/lookups.ts";
import type { LookupFix } from "../../fix/fix.ts";
import type { KnownAnswer } from "../../lint/online-rule.ts";
import { onlineRules } from "../../lint/online-rules.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import { counted } from "../../text/counted.ts";
import { isAt } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import { code, plain } from "../hover-markdown.ts";
import type { ServerContext } from "../server-context.ts";
import { fixesOf, isLookup } from "./lookup-fixes.ts";
import type { LookupSession } from "./lookup-session.ts";

// What this session knows already. Nobody is asked for any of it.

/** The title of a fix with the value that it would write, where that is known: `Pin …: 12.11@sha256:0a1b2c3d4e5f…`. */
export async function titleWithKnown(
  fix: LookupFix,
  settings: LookupSettings,
  session: LookupSession,
): Promise<string> {
  const answer = await session.known(fix.query(), settings);
  const pin = answer?.ok === true ? chosenPin(answer.pins, fix.style) : undefined;
  return pin === undefined ? fix.title : `${fix.title}: ${shortValue(pin.text)}`;
}

/** Markdown of what is known of the values at a place, each with its age and whom it came from. */
export async function knownAt(
  document: CheckedDocument,
  offset: number,
  session: LookupSession,
  { lookups, outside }: ServerContext,
): Promise<readonly string[]> {
  const settings = await lookups.settings(document);
  const lines = new Set<string>();
  const tell = (words: string, { evidence }: KnownAnswer) =>
    lines.add(`${words} ${sourceWords(evidence, outside.now())}`);
  const fixes = await fixesOf(document, lookups);
  for (const finding of document.findings) {
    if (!isAt(finding.span, offset)) continue;
    for (const fix of fixes(finding).filter(isLookup)) {
      const query = fix.query();
      const answer = await session.known(query, settings);
      const pin = answer?.ok === true ? chosenPin(answer.pins, fix.style) : undefined;
      if (answer?.ok === true && pin !== undefined)
        tell(`${code(subjectOf(query))} was ${code(shortValue(pin.text))}`, answer);
    }
  }
  const options = { ...settings, platform: hostPlatform(process.arch), lint: document.settings.lint };
  for (const rule of onlineRules) {
    for (const question of rule.ask(document.model, options)) {
      if (!isAt(question.span, offset)) continue;
      const answer = await session.known(question.query, settings);
      if (answer?.ok !== true) continue;
      const judged = question.judge(answer);
      tell(judged === undefined ? `${code(question.written)} was what it should be` : plain(judged.message), answer);
    }
  }
  return [...lines];
}

/** A digest or a sum as people can take it in. */
function shortValue(text: string): string {
  return text.replace(/(?<=(?:^|:)[0-9a-f]{12})[0-9a-f]{20,}/, "…");
}

function sourceWords({ asked, at }: KnownAnswer["evidence"], now: Date): string {
  const hosts = [...new Set(asked.map(({ host }) => host))].slice(0, 3);
  const whom = hosts.length === 0 ? "" : `, asked ${hosts.map(code).join(", ")}`;
  return `(${ageWords(now.getTime() - Date.parse(at))}${whom})`;
}

const MINUTE_MS = 60_000;
const UNITS = [
  ["day", 24 * 60 * MINUTE_MS],
  ["hour", 60 * MINUTE_MS],
  ["minute", MINUTE_MS],
] as const;

/** `2 hours ago`; `just now` for less than a minute. */
function ageWords(ageMs: number): string {
  for (const [word, unitMs] of UNITS) {
    const count = Math.floor(ageMs / unitMs);
    if (count >= 1) return `${counted(count, word)} ago`;
  }
  return "just now";
}
