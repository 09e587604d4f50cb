import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import { expandWord, unquote } from "../../../server/src/syntax/expansion.ts";
import { type JoinedText, sourceOffset } from "../../../server/src/text/joined-text.ts";
import { tracedText } from "../../../server/src/text/traced.ts";

const VALUES: ReadonlyMap<string, string> = new Map([
  ["A", "a/b/b.c"],
  ["EMPTY", ""],
  ["STAR", "x*y\\z"],
  ["WORDS", "p q"],
]);

/** Values stand at 1000. */
function lookup(name: string) {
  const value = VALUES.get(name);
  return value === undefined ? undefined : tracedText(value, 1000);
}

function word(text: string): JoinedText {
  return { text, at: [0], from: [0] };
}

/** The value in a build; undefined: refused. */
const built: Readonly<Record<string, readonly [word: string, value: string | undefined, escape?: string]>> = {
  "a plain word stays": ["a-b", "a-b"],
  "single quotes are taken out": ["a'b c'd", "ab cd"],
  "double quotes are taken out": ['a"b c"d', "ab cd"],
  "an open single quote is refused": ["a'b", undefined],
  "an open double quote is refused": ['a"b', undefined],
  "an escape keeps the next character": ["a\\$A\\'", "a$A'"],
  "an escape at the end is dropped": ["a\\", "a"],
  "in double quotes only some characters are escaped": ['"\\$\\"\\\\\\a"', '$"\\\\a'],
  "in single quotes none is": ["'\\'", "\\"],
  "the escape character may be a backtick": ["`$A\\", "$A\\", "`"],
  "a variable is put in": ["-$A-", "-a/b/b.c-"],
  "braces end its name": ["${A}B", "a/b/b.cB"],
  "a variable in double quotes is put in": ['"$A"', "a/b/b.c"],
  "a variable in single quotes is not": ["'$A'", "$A"],
  "a variable that is not set is empty": ["a${X}b", "ab"],
  "so are open and colon-only braces": ["${{A}", undefined],
  "a name must stand in front of a colon": ["${:-a}", undefined],
  "a lone dollar stays": ["a$ b$. $", "a$ b$. $"],
  "one operator may follow another, however many": ["${X:-a}".repeat(20), "a".repeat(20)],
  "letters of any script belong to a name, digits alone are one": ["$é-$1a${é}", "-a"],
  "special parameters are empty": ["$1$@$$x", "x"],
  "empty braces are refused": ["${}", undefined],
  "open braces are refused": ["${A", undefined],
  "a default is for a variable that is not set": ["${X-d}${EMPTY-e}${A-f}", "da/b/b.c"],
  "with a colon for an empty one too": ["${X:-d}${EMPTY:-e}", "de"],
  "an alternative is for a variable that is set": ["${X+d}${EMPTY+e}${A+f}", "ef"],
  "with a colon not for an empty one": ["${EMPTY:+e}${A:+f}", "f"],
  "a message is for a variable that must be set": ["${A:?m}${EMPTY?m}", "a/b/b.c"],
  "without a value the message refuses": ["${X?m}", undefined],
  "an empty value is refused with a colon": ["${EMPTY:?m}", undefined],
  "an operator's word may hold variables": ["${X:-${EMPTY:-$A}}", "a/b/b.c"],
  "an operator's word may hold quotes": ["${X:-'}'\"$A\"}", "}a/b/b.c"],
  "other operators are refused": ["${A:=x}", undefined],
  "# cuts the shortest start": ["${A#*/}", "b/b.c"],
  "## cuts the longest start": ["${A##*/}", "b.c"],
  "% cuts the shortest end": ["${A%b*}", "a/b/"],
  "%% cuts the longest end": ["${A%%/*}", "a"],
  "a pattern that does not match cuts nothing": ["${A#x}${A%x}", "a/b/b.ca/b/b.c"],
  "? is one character": ["${A#?}", "/b/b.c"],
  "brackets are plain characters": ["${A#[a]}", "a/b/b.c"],
  "an escaped star is a star": ["${STAR%\\**}", "x"],
  "a quoted backslash is a backslash": ["${STAR%'\\z'}", "x*y"],
  "another escape in a pattern is refused": ["${A#\\a}", undefined],
  "/ replaces the first longest match": ["${A/b/X}", "a/X/b.c"],
  "// replaces every match": ["${A//b/X}", "a/X/X.c"],
  "a slash in the pattern is escaped": ["${A//\\//-}", "a-b-b.c"],
  "a replacement may be empty": ["${A//b/}", "a//.c"],
  "a star takes as much as it can": ["${A/b*/X}", "a/X"],
  "$0 is the match where every match is replaced, its escape stays": ["${A//b/<\\$0>}", "a/<\\b>/<\\b>.c"],
  "two dollar signs are one there": ["${A//b/'$$'}", "a/$/$.c"],
  "a replacement needs its second slash": ["${A/b}", undefined],
  "replacing in nothing gives nothing": ["${X/a/b}", ""],
};

for (const [name, [text, value, escape = "\\"]] of Object.entries(built)) {
  test(name, () => {
    const expanded = expandWord(word(text), escape, lookup, "empty");
    assert.equal(expanded.isRefused ? undefined : expanded.value.text, value);
  });
}

/** The value where a variable may be unknown, with `«…»` around what is not known. */
const known: Readonly<Record<string, readonly [word: string, value: string]>> = {
  "an unknown variable stays as written": ["a-$X-b", "a-«$X»-b"],
  "in braces too": ["a${X}b", "a«${X}»b"],
  "a default is taken for it": ["${X:-d}", "d"],
  "an alternative stays unknown": ["${X:+d}", "«${X:+d}»"],
  "a message stays unknown": ["${X:?m}", "«${X:?m}»"],
  "cutting it stays unknown": ["${X%%.*}", "«${X%%.*}»"],
  "replacing in it stays unknown": ["${X/a/b}", "«${X/a/b}»"],
  "an unknown pattern makes the value unknown": ["${A#$X}", "«${A#$X}»"],
  "a known variable beside it is put in": ["$EMPTY$A$X", "a/b/b.c«$X»"],
  "a refused word is unknown as a whole": ["a'$A", "«a'$A»"],
};

for (const [name, [text, value]] of Object.entries(known)) {
  test(name, () => {
    const { value: found } = expandWord(word(text), "\\", lookup);
    let marked = found.text;
    for (const { start, end } of [...found.unknown].reverse()) {
      marked = `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`;
    }
    assert.equal(marked, value);
  });
}

/** `name@source`, `'` for one in single quotes, `?` for one with a default or alternative. */
const references: Readonly<Record<string, readonly [word: string, ...references: string[]]>> = {
  "a plain word names none": ["a"],
  "references are listed with their places": ["$A-${B}", "A@$A", "B@${B}"],
  "those in quotes are marked": ["'$A ${B}'\"$C\"", "'A@$A", "'B@${B}", "C@$C"],
  "escaped ones are none": ["\\$A"],
  "defaults and alternatives guard": ["${A:-x}${B+y}${C%z}", "?A@${A:-x}", "?B@${B+y}", "C@${C%z}"],
  "inner ones come first": ["${A:-${B}}", "B@${B}", "?A@${A:-${B}}"],
  "special parameters are named": ["$1", "1@$1"],
};

for (const [name, [text, ...expected]] of Object.entries(references)) {
  test(name, () => {
    const { variables } = expandWord(word(text), "\\", () => undefined);
    const found = variables.map((reference) => {
      const marks = `${reference.literal ? "'" : ""}${reference.guarded ? "?" : ""}`;
      return `${marks}${reference.name}@${text.slice(reference.span.start, reference.span.end)}`;
    });
    assert.deepEqual(found, expected);
  });
}

test("characters know where they stand: in the word, or at the variable's value", () => {
  const { value } = expandWord(word("x'y'$WORDS\\z"), "\\", lookup);
  assert.equal(value.text, "xyp qz");
  const places = Array.from(value.text, (_, index) => sourceOffset(value, index));
  assert.deepEqual(places, [0, 2, 1000, 1001, 1002, 11]);
});

test("a cut value keeps the places of what is left", () => {
  const { value } = expandWord(word("${A##*/}"), "\\", lookup);
  assert.equal(value.text, "b.c");
  assert.equal(sourceOffset(value, 0), 1004);
});

test("quotes are taken out of a continued word, each character at its place", () => {
  // The source is `"p \⏎q" r`: the word has two pieces.
  const found = unquote({ text: '"p q"r', at: [0, 3], from: [10, 15] }, "\\");
  assert.equal(found.text, "p qr");
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => sourceOffset(found, index)),
    [11, 12, 15, 17],
  );
});

test("taking quotes out leaves variables as they are", () => {
  assert.equal(unquote(word("'a'${B:-\"c\"}\\$D"), "\\").text, 'a${B:-"c"}$D');
  assert.equal(unquote(word("'a"), "\\").text, "'a");
});

test("variables nested deeper than 16, or longer than 64 KB, make a word unknown", () => {
  const nested = (depth: number) => `${"${X:-".repeat(depth)}a${"}".repeat(depth)}`;
  assert.equal(expandWord(word(nested(16)), "\\", lookup).value.text, "a");
  assert.equal(expandWord(word(nested(17)), "\\", lookup).isRefused, true);
  const long = () => tracedText("a".repeat(32_768), 0);
  assert.equal(expandWord(word("$L$L"), "\\", long).value.text.length, 65_536);
  assert.equal(expandWord(word("$L$L$L"), "\\", long).isRefused, true);
});

test("a word that needs no lexer is expanded as the lexer does", () => {
  const pieces = ["$A", "${A}", "$EMPTY", "${X}", "$X", '"', "a", " b", "é", "${A:-b}", "$", "{", "}", "<", "\ufeff"];
  const random = randomFrom(7);
  for (let round = 0; round < 4000; round += 1) {
    const length = 1 + Math.floor(random() * 6);
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join("");
    for (const written of [text, `"${text}"`]) {
      const { isRefused, ...simple } = expandWord(word(written), "\\", lookup);
      // Quotes around nothing add nothing, but only the lexer knows that.
      const read = expandWord(word(`${written}''`), "\\", lookup);
      if (!isRefused)
        assert.deepEqual({ written, ...simple }, { written, value: read.value, variables: read.variables });
    }
  }
});
