/** Pieces that change how what follows is read. */
const PIECES = [
  "\\\n",
  "\n",
  '"',
  "'",
  "`",
  "$(",
  "${",
  ")",
  "}",
  "<<EOF\n",
  "EOF\n",
  "FROM ",
  "RUN ",
  "ONBUILD ",
  "# ",
  "&&",
  "|",
  ";",
  "\0",
  "\ud800",
  "🐳",
  "\t",
  "\r\n",
  "[",
  "]",
  "=",
  "--",
  "@",
  ":",
  "curl ",
  "apt-get install ",
];

/** A text with a piece put in, a part taken out, or a part of it copied to another place. */
export function mutated(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const kind = random();
  if (kind < 0.5) return text.slice(0, at) + (PIECES[Math.floor(random() * PIECES.length)] ?? "") + text.slice(at);
  const length = Math.floor(random() ** 3 * 200);
  if (kind < 0.8) return text.slice(0, at) + text.slice(at + length);
  const from = Math.floor(random() * text.length);
  return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
}
