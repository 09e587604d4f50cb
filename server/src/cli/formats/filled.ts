/** The widest lines that people read well. */
const WIDTH = 118;
/** In fewer columns words stand alone. */
const LEAST_WIDTH = 40;

/** Sentences in lines that break at words, for a terminal of so many columns or none; all but the first begin with `indent`. */
export function filled(text: string, columns: number | undefined, indent = ""): string {
  const width = Math.max(LEAST_WIDTH, Math.min(columns ?? WIDTH, WIDTH));
  const [first = "", ...words] = text.split(" ");
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line += ` ${word}`;
  }
  return [...lines, line].join("\n");
}
