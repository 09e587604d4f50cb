import type { JoinedText } from "../../text/joined-text.ts";
import type { Span } from "../../text/span.ts";
import { parseScript } from "./parse-script.ts";
import type { Script, ShellLanguage } from "./script.ts";
export function scriptOfWords(words: readonly { joined: JoinedText; span: Span }[], language: ShellLanguage): Script {
  const last = words.at(-1);
  return last === undefined || words.length !== 3 ? { language, body: { kind: "sequence", items: [] }, gaps: [] } : parseScript(last.joined, "sh");
}
