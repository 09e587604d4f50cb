import type { Dockerfile, Instruction } from "../../../server/src/syntax/dockerfile.ts";
import { pairsOf, wholeBody, wordsOf } from "../../../server/src/syntax/words.ts";
import { lineIndex } from "../../../server/src/text/line-index.ts";
import type { OracleInstruction } from "./answers.ts";

/** What both sides must agree on about one instruction. */
export interface Rendered {
  readonly keyword: string;
  readonly onbuild: boolean;
  readonly flags: readonly string[];
  readonly args: readonly string[];
  readonly json: boolean;
  readonly heredocs: readonly string[];
}

/** An instruction as our parser reads it. */
export function ours(instruction: Instruction, { escape, text }: Dockerfile): Rendered {
  const { keyword, onbuild, form } = instruction;
  return {
    keyword,
    onbuild,
    flags: instruction.flags.map(({ name, value }) => `${name}=${value}`),
    args: argumentsOf(instruction, escape),
    json: form === "exec",
    heredocs: instruction.heredocs.map(({ delimiter, expands, stripTabs, bodySpan }) =>
      JSON.stringify([delimiter, expands, stripTabs, text.slice(bodySpan.start, bodySpan.end)]),
    ),
  };
}

function argumentsOf(instruction: Instruction, escape: string): readonly string[] {
  const { keyword, form, body } = instruction;
  const words = () => wordsOf(instruction).map(({ joined }) => Buffer.from(joined.text).toString());
  switch (keyword) {
    case "ARG":
      return pairsOf(instruction, escape).map(({ key, value }) =>
        value === undefined ? key.joined.text : `${key.joined.text}=${value.joined.text}`,
      );
    case "ENV":
    case "LABEL":
      return pairsOf(instruction, escape).flatMap(({ key, value }) => [key.joined.text, value?.joined.text ?? ""]);
    case "FROM":
    case "EXPOSE":
    case "COPY":
    case "ADD":
    case "VOLUME":
      return words();
    case "HEALTHCHECK": {
      const type = /^[^\t-\r ]*/.exec(body.text)?.[0] ?? "";
      const command = body.text.slice(type.length).replace(/^[\t-\r ]+/, "");
      return [type, ...(form === "exec" ? words() : [command])].filter((word) => word !== "");
    }
  }
  if (form === "exec") return words();
  return body.text === "" ? [] : [wholeBody(instruction).joined.text];
}

/** An instruction as BuildKit's parser reads it. */
export function theirs(node: OracleInstruction): Rendered {
  const inner = node.trigger ?? node;
  const keyword = inner.keyword.toUpperCase();
  const hasSeparators = keyword === "ENV" || keyword === "LABEL";
  const args = hasSeparators ? inner.args.filter((_, index) => index % 3 !== 2) : inner.args;
  return {
    keyword,
    onbuild: node.trigger !== null,
    flags: inner.flags.map((flag) => {
      const equals = flag.indexOf("=");
      return equals < 0 ? `${flag.slice(2)}=` : `${flag.slice(2, equals)}=${flag.slice(equals + 1)}`;
    }),
    args: keyword === "HEALTHCHECK" ? args.filter((word) => word !== "") : args,
    json: inner.json,
    heredocs: node.heredocs.map(({ name, expand, chomp, content }) => JSON.stringify([name, expand, chomp, content])),
  };
}

/** Where our span does not lie inside BuildKit's lines, or leaves out more than blanks, comments and continuation marks. */
export function placeDifference(instruction: Instruction, node: OracleInstruction, text: string): string | undefined {
  const index = lineIndexOfFeeds(text);
  const start = index.lineOf(instruction.span.start) + 1;
  const end = index.lineOf(instruction.span.end) + 1;
  if (start < node.start || end > node.end) return `lines ${start}–${end}, BuildKit ${node.start}–${node.end}`;
  const before = text.slice(index.startOf(node.start - 1), instruction.span.start);
  const after = text.slice(instruction.span.end, index.startOf(node.end));
  const isNothing = (part: string) =>
    part.split("\n").every((line) => /^[\s\\`\u0085\ufeff]*(?:#[^\n]*)?$/u.test(line));
  return isNothing(before) && isNothing(after) ? undefined : `left out: ${JSON.stringify(before + after)}`;
}

function lineIndexOfFeeds(text: string) {
  // BuildKit's lines end with a line feed alone; for the index a lone carriage return ends one too.
  const index = lineIndex(text.replaceAll("\r", " "));
  return {
    lineOf: (offset: number) => index.positionAt(offset).line,
    startOf: (line: number) => index.lineStart(line),
  };
}
