/** Why a text is no label key, and what the grammar wants; undefined: it is one. Source: Docker's "Docker object labels", key format recommendations. */
export function keyProblem(key: string): string | undefined {
  if (key === "") return "is empty: name it";
  let previous = 0;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    if (isSeparator(code) && isSeparator(previous)) return 'has two separators in a row: write one "." or "-"';
    if (!isSeparator(code) && !isLowerLetter(code) && !isDigit(code)) {
      return `holds "${key.charAt(index)}": use lower-case letters, digits, "." and "-"`;
    }
    previous = code;
  }
  if (!isLowerLetter(key.charCodeAt(0))) return "begins with no letter: begin it with a lower-case one";
  return isSeparator(previous) ? 'ends in "." or "-": end it in a letter or digit' : undefined;
}

function isSeparator(code: number): boolean {
  return code === 46 || code === 45;
}

function isLowerLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
