import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseScript } from "../../../../server/src/syntax/shell/parse-script.ts";
import type { Command, Script } from "../../../../server/src/syntax/shell/script.ts";
import type { JoinedText } from "../../../../server/src/text/joined-text.ts";
import { assertPlaces } from "./assert-places.ts";
import { printScript } from "./print-script.ts";
import { parse } from "./script-table.ts";

/** `RUN …` with its continuations joined: the text behind the keyword without the pairs of backslash and line feed. */
function joinedRun(source: string): JoinedText {
  const at = [0];
  const from = [4];
  let text = "";
  for (const [index, line] of source.slice(4).split("\\\n").entries()) {
    if (index > 0) {
      at.push(text.length);
      from.push(source.indexOf(line, (from.at(-1) ?? 0) + 1));
    }
    text += line;
  }
  return { text, at, from };
}

function firstCommand(script: Script): Command {
  const [first] = script.body.items;
  assert.ok(first?.kind === "command", "the first statement is a command");
  return first;
}

/** The source under each word, redirect target and the command itself. */
function places(script: Script, source: string): readonly string[] {
  const command = firstCommand(script);
  const spans = [
    command.span,
    ...command.words.map((word) => word.span),
    ...command.redirects.map((r) => r.target.span),
  ];
  return spans.map(({ start, end }) => source.slice(start, end));
}

describe("places", () => {
  it("a command reaches from its first wrapper to its last redirect", () => {
    const source = "a; b";
    const text = "A=b sudo c 'd e' >f 2>&1";
    assert.deepEqual(places(parse(text), text), [text, "c", "'d e'", "f", "1"]);
    assert.equal(printScript(parse(source)), "{a} ; {b}");
  });
  it("`time` belongs to its command", () => {
    assert.deepEqual(places(parse("time -p a b"), "time -p a b"), ["time -p a b", "a", "b"]);
  });
  it("a here-document's command ends with its delimiter, the target is the body", () => {
    const text = "a <<E b\nc\nE";
    assert.deepEqual(places(parse(text), text), ["a <<E b", "a", "b", "c\n"]);
  });
  it("words before and behind a continuation stand on their lines", () => {
    const source = "RUN a b \\\n  c \\\n  d";
    assert.deepEqual(places(parseScript(joinedRun(source), "sh"), source), ["a b \\\n  c \\\n  d", "a", "b", "c", "d"]);
  });
  it("a word with a continuation inside has a part for each line", () => {
    const source = "RUN a 'b \\\n c'\\\nd";
    const script = parseScript(joinedRun(source), "sh");
    assert.equal(printScript(script), "{a 'b '·' c'·d}");
    assertPlaces(script, source);
    assert.deepEqual(
      firstCommand(script).words.map((word) => word.raw),
      ["a", "'b  c'd"],
    );
  });
  it("nested scripts with continuations keep their places", () => {
    const source = 'RUN sh -c "a \\\n  b \\"c\\" $D \\\n  \'$E\'"';
    const script = parseScript(joinedRun(source), "sh");
    assert.equal(
      firstCommand(script).nested && printScript(firstCommand(script).nested ?? script),
      "{a b 'c' ${D} ${E}q}",
    );
    assertPlaces(script, source);
  });
  it("a script in backquotes with escapes in it stands behind continuations", () => {
    const source = "RUN a \\\n\\\n\\\n\\\n\\\n  `b \\$C \\`d e\\``";
    const script = parseScript(joinedRun(source), "sh");
    assert.equal(printScript(script), "{a $({b ${C} $({d e})})}");
    assertPlaces(script, source);
  });
  it("an opaque part of a nested script covers the substitution of the outer one", () => {
    const text = 'sh -c "a $(b c) d"';
    const { nested } = firstCommand(parse(text));
    assert.ok(nested !== undefined, "a nested script");
    assert.deepEqual(places(nested, text), ["a $(b c) d", "a", "$(b c)", "d"]);
  });
  it("an assignment's value stands behind its equals sign", () => {
    const text = 'env A="b c" d';
    const [assignment] = firstCommand(parse(text)).assignments;
    assert.ok(assignment !== undefined, "an assignment");
    assert.equal(text.slice(assignment.span.start, assignment.span.end), 'A="b c"');
    const [value] = assignment.values;
    assert.ok(value !== undefined, "a value");
    assert.equal(text.slice(value.span.start, value.span.end), "b c");
  });
  it("a gap stands where the text breaks", () => {
    const [gap] = parse("a; b )").gaps;
    assert.deepEqual(gap?.span, { start: 5, end: 6 });
  });
});
