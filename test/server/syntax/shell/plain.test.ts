import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateDockerfile, randomFrom } from "../../../../scripts/bench/generate-dockerfile.mjs";
import { parseDockerfile } from "../../../../server/src/syntax/parse.ts";
import { readingOf } from "../../../../server/src/syntax/shell/parse-script.ts";
import { newLimits } from "../../../../server/src/syntax/shell/reading.ts";
import { readPlain } from "../../../../server/src/syntax/shell/sh/plain.ts";
import { readParsed } from "../../../../server/src/syntax/shell/sh/read-sh.ts";
import type { JoinedText } from "../../../../server/src/text/joined-text.ts";

// The shell parser is the oracle of the reader of plain scripts.
const CORPUS = join("..", "shared", "corpus", "files");

const OWN = [
  'echo "a $B c${D}" \'e "f"\' "" x""y > /dev/null 2>&1',
  "sudo -E env A=b xargs -n1 curl -o x | tee y || true",
  "a;b\n\n c && \n d |\n e;",
  "sh -c 'apt-get install curl' && eval echo $X; find . -name '*.c' >> out",
  "rm -rf /var/lib/apt/lists/* ~/x a?b c#d %E 1>x",
  "A=b B= C=\"$A\"'x' D=$A run E=f; A=1 > x",
  "sed -i 's/(a|b)\\n[c]{2}!/`x`/' \"a(b)[c]{d}!\" ; [ ! -f x ] && find . ! -name y",
  'A=$(b "$C" | d e) && f "g $(h "i$(j; k)" 2>&1 )l"$(\n m || n\n) > $(o); $(p) "$( )" && q=$(if r; then s; fi)x',
  "set -e; if [ -f a ]; then b; c | d; elif e && f; then\n g\nelse if h; then i; fi; fi && if j\n then k; fi; l",
  'a "\\$b \\"c\\" \\d \\\\" \\(e\\) \\$f\\;g > \\h; [ "$1" != "$@" ] && $? a!b c[d] [!e-f]* ] "$#$$"',
  "a\t<b 2<&1 <>c\t>&-",
];

/** Nothing of these is read in part. */
const OTHERS = [
  "if then a; fi",
  "if a; then fi",
  "if a; then b; else fi",
  "if a; then b; else c; else d; fi",
  "if a; then b; else c; elif d; then e; fi",
  "if a; then b; fi c",
  "if a; then b; fi > c",
  "a )",
  "a $(b",
  "a $(if b; then c)",
  "a | ; b",
  "a && ",
  "a &",
  "a # b",
  "a >",
  "a=b c[d e",
  "[[ a ]]",
];

const PIECES =
  ' |;|&&|||\n|"|\'|$A|${B}|#| # |>|2>|>>|>&|<|=|a=b|*|?|~|%|1|if |é|\t|,|^|@|+|}|-|&|>&2|&>| 2>&1 |time |!|"$A b"|\'\'|""|$|\0|\u00a0|sh -c \'a b\'|sudo |xargs |done|[|)|; then |; else |;fi|elif c;|if |A=|B= |[ | ]| ! |\'$(a) [b\'|\\|{|`|\r| fi|\nfi\n|x=1 |$(|$(a b)|"$( |)"|$((|$( $|; )|$()|\\"|\\$|\\ |$1|$@|a[|]]|<&|<>'
    .split("|")
    .concat("|");

function scripts(): readonly JoinedText[] {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name), "utf8")) : [];
  const runs = [...files, generateDockerfile(600)].flatMap((text) =>
    parseDockerfile(text).instructions.filter(({ keyword, form }) => keyword === "RUN" && form === "shell"),
  );
  return [...OWN.map((text) => ({ text, at: [0], from: [4] })), ...runs.map(({ body }) => body)];
}

/** Asserts that both readers say the same; true: the script is plain. */
function isPlain(body: JoinedText): boolean {
  const [plain, parsed] = [newLimits(), newLimits()];
  const own = readPlain(readingOf({ joined: body, inserted: [] }, "sh", plain));
  if (own === undefined) {
    assert.deepEqual(plain, newLimits());
    return false;
  }
  assert.deepEqual(own, readParsed(readingOf({ joined: body, inserted: [] }, "sh", parsed)), body.text);
  assert.deepEqual(plain, parsed);
  return true;
}

test("plain scripts are read as the shell parser reads them", () => {
  const [own, others] = [scripts().slice(0, OWN.length), scripts().slice(OWN.length)];
  assert.deepEqual(own.filter(isPlain), own);
  const unusual = OTHERS.map((text) => ({ text, at: [0], from: [4] }));
  assert.deepEqual(unusual.filter(isPlain), []);
  const plain = others.filter(isPlain);
  assert.ok(plain.length >= 20, `${plain.length} plain scripts`);
});

test("what stands as deep as the shell parser goes is read, and nothing deeper", () => {
  const nested = (depth: number, open: string, close: string) =>
    isPlain({ text: `${open.repeat(depth)}b${close.repeat(depth)}`, at: [0], from: [4] });
  assert.deepEqual([nested(16, "a $(", ")"), nested(17, "a $(", ")")], [true, false]);
  assert.deepEqual([nested(64, "if a; then ", "; fi"), nested(65, "if a; then ", "; fi")], [true, false]);
});

test("after random edits, too, wherever continuations cut the text", () => {
  const random = randomFrom(11);
  const plain = scripts().filter(isPlain);
  let count = 0;
  for (let turn = 0; turn < 6000; turn += 1) {
    // Our own, which hold every form, stand in front.
    const among = random() < 0.3 ? OWN.length : plain.length;
    let text = plain[Math.floor(random() * among)]?.text.slice(0, 300) ?? "";
    for (let edits = Math.floor(random() * 3); edits >= 0; edits -= 1) {
      const at = Math.floor(random() * text.length);
      const piece = PIECES[Math.floor(random() * PIECES.length)] ?? "";
      text = text.slice(0, at) + piece + text.slice(at + (random() < 0.3 ? 1 : 0));
    }
    const cut = Math.floor(random() * text.length);
    const pieces = cut > 0 && random() < 0.5 ? { at: [0, cut], from: [5, cut + 9] } : { at: [0], from: [4] };
    if (isPlain({ text, ...pieces })) count += 1;
  }
  assert.ok(count > 1500, `${count} of them were plain`);
});
