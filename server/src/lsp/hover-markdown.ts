import type { Span } from "../text/span.ts";

/** What we know of a place: Markdown for people, and the words that it is about. */
export interface PlaceFacts {
  readonly span: Span;
  readonly markdown: string;
}

/** Text of the file inside Markdown: it cannot end the code span or start anything else. */
export function code(text: string): string {
  const oneLine = text.replaceAll(/[\r\n]+/g, " ").slice(0, 200);
  const fence = oneLine.includes("`") ? "``" : "`";
  return oneLine === "" ? "(empty)" : fence === "`" ? `\`${oneLine}\`` : `\`\` ${oneLine.replaceAll("``", "'")} \`\``;
}

/** A sentence inside Markdown: words of a file or of a server in it are neither links nor pictures, which an editor would fetch. */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ").replaceAll(/[\\`*_{}[\]()<>#!|~&]/g, "\\$&");
}

/** Markdown for a client that shows none: what stands in code spans is text of a file and stays as it is. */
export function withoutMarks(markdown: string): string {
  let fence = "";
  let words = "";
  for (const part of markdown.split(/(`+)/)) {
    if (part.startsWith("`") && (fence === "" || fence === part)) fence = fence === "" ? part : "";
    else words += fence === "" ? part.replaceAll(/\*\*| {2}(?=\n)|\\(?=[\\*_{}[\]()<>#!|~&])/g, "") : part;
  }
  return words;
}
