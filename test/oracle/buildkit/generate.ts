/** A source of numbers in [0, 1). */
export type Random = () => number;

function pick<T>(random: Random, list: readonly T[], fallback: T): T {
  return list[Math.floor(random() * list.length)] ?? fallback;
}

const HEADS = [
  "FROM",
  "from",
  "Run",
  "RUN",
  "RUN --mount=type=cache,target=/x",
  "COPY",
  "COPY --from=a --chown='a b'",
  "ADD",
  'ADD --checksum="sha256:1"',
  "ENV",
  "LABEL",
  "ARG",
  "CMD",
  "ENTRYPOINT",
  "EXPOSE",
  "USER",
  "WORKDIR",
  "VOLUME",
  "SHELL",
  "STOPSIGNAL",
  "MAINTAINER",
  "HEALTHCHECK",
  "HEALTHCHECK --interval=5s CMD",
  "HEALTHCHECK NONE",
  "ONBUILD",
  "ONBUILD RUN",
  "onbuild COPY --from=b",
  "ONBUILD ENV",
  "NOPE",
  "RU\\\nN",
  "RUN --",
];

const WORDS = [
  "a",
  "b=c",
  "debian:12",
  "AS",
  "x",
  "$A",
  "${A:-b}",
  "'a b'",
  '"a b"',
  "'",
  '"',
  "a\\ b",
  '\\"',
  "<<EOF",
  "<<-EOF",
  "<<'EOF'",
  '<<"EOF"',
  "<< EOF",
  "3<<EOF",
  "<<",
  "<<<x",
  "<",
  "<<${A}",
  "<<E''OF",
  '["a"]',
  '["a", "b c\\n"]',
  "[1]",
  '["a",]',
  "[]",
  "[",
  "--x",
  "--x=1",
  "--",
  "=",
  "a=",
  "=b",
  "#c",
  "//",
  ".",
  "\\",
  "`",
  "\u00a0",
  "é",
  "😀",
  "\u2003",
  "&&",
  "CMD",
  "NONE",
];

const SEPARATORS = [
  " ",
  " ",
  " ",
  "  ",
  "\t",
  " \\\n",
  " \\\n  ",
  "\\\n",
  " \\ \t\n",
  " \\\n# comment\n",
  " \\\n\n",
  " `\n",
  "",
];
const ENDS = [
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\n\n",
  "\\\n",
  " \n",
  "\nEOF\n",
  "\nx\nEOF\n",
  "\n\tEOF\n",
  "\n#c\n",
  "\r",
  "",
];
const TOPS = [
  "",
  "",
  "# escape=`\n",
  "# syntax=docker/dockerfile:1\n",
  "#syntax = a/b:1 x\n#ESCAPE=\\\n",
  "#!/usr/bin/env x\n# syntax=a\n# escape=`\n",
  "// syntax=a\n",
  '{"syntax": "a"}',
  "\ufeff# escape=`\n",
  " # escape=`\n# syntax=b\n",
  "# check=skip=all;error=true\n",
  "# escape=x\n",
  "# syntax=a\n# syntax=b\n",
  "\n# escape=`\n",
];

/** A Dockerfile put together from words that mean something to the parser. */
export function generatedFile(random: Random): string {
  let text = pick(random, TOPS, "");
  if (random() < 0.6) text += "FROM a\n";
  const count = 1 + Math.floor(random() * 6);
  for (let line = 0; line < count; line++) {
    text += pick(random, HEADS, "RUN");
    const words = Math.floor(random() * 5);
    for (let word = 0; word < words; word++) text += pick(random, SEPARATORS, " ") + pick(random, WORDS, "a");
    text += pick(random, ENDS, "\n");
  }
  return text;
}

const INSERTIONS = [
  ...[
    "\\",
    "`",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    '"',
    "'",
    "<<EOF",
    "\nEOF\n",
    "#",
    "$",
    "{",
    "}",
    "[",
    "]",
    "--",
    "=",
    ",",
  ],
  ...["ONBUILD ", "\nRUN ", "\u00a0", "\u0085", "\0", "\\\n", "\\\n#x\n", "\\\n\n", "<<-'E'", "<", "é", "\ufeff"],
];

/** A text with a few small damages. */
export function mutated(random: Random, text: string): string {
  let result = text;
  const count = 1 + Math.floor(random() * 4);
  for (let step = 0; step < count; step++) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() * 8);
    const kind = random();
    if (kind < 0.5) result = result.slice(0, at) + pick(random, INSERTIONS, " ") + result.slice(at);
    else if (kind < 0.75) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.85) result = result.slice(0, at) + result.slice(at, at + 40) + result.slice(at);
    else if (kind < 0.9) result = result.replaceAll("\n", "\r\n");
    else if (kind < 0.95) result = `# escape=\`\n${result.replaceAll("\\\n", "`\n")}`;
    else result = result.slice(0, at);
  }
  return result;
}

const PIECES = [
  ...[
    "a",
    "b",
    "/",
    "*",
    "?",
    "[a]",
    ".",
    " ",
    "  ",
    "\t",
    "'",
    '"',
    "\\",
    "`",
    "$",
    "{",
    "}",
    ":",
    "-",
    "+",
    "#",
    "%",
    "\n",
  ],
  ...["$A", "${A}", "${A:-b}", "${A-b}", "${A:+b}", "${E:-x}", "${E-x}", "${E:+x}", "${E?x}", "${E:?x}", "${N:-${A}}"],
  ...[
    "${A#a}",
    "${A##*/}",
    "${A%b}",
    "${A%%/*}",
    "${A/b/c}",
    "${A//b/c}",
    "${A//b/$0}",
    "${A//?/}",
    "${A/#a/}",
    "${A#\\*}",
  ],
  ...[
    "${S}",
    "$S",
    "${N:-a b}",
    "$1",
    "${1}",
    "$$",
    "$@",
    "${é}",
    "$é",
    "😀",
    "<",
    "<<",
    "<< ",
    "\ufeff",
    "${A:x}",
    "${",
    "${}",
  ],
  ...[
    "${A#'a'}",
    '${A%"b"}',
    "${S// /_}",
    "${S%% *}",
    "${A/\\//x}",
    "${A//*/y}",
    "${A/?/${N:-z}}",
    "${A#\\}}",
    "${A//a\\\\/}",
  ],
];

/** A word put together from pieces that mean something to the shell lexer. */
export function generatedWord(random: Random): string {
  const count = 1 + Math.floor(random() * 6);
  let word = "";
  for (let piece = 0; piece < count; piece++) word += pick(random, PIECES, "a");
  return word;
}
