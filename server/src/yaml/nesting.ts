/** Deeper than any file that somebody writes by hand. */
const MAX_BRACKETS = 100;
const MAX_INDENT = 400;
const MAX_MARKS_IN_LINE = 300;

/**
 * True when a YAML text may be nested so deeply that a reader which calls itself runs out of stack, which ends the whole
 * process where a regular expression is compiled at that moment. Counts brackets, indentation and marks (`- `, `? `, `: `)
 * without reading the text as YAML, so brackets in strings count, too.
 */
export function isDeeplyNested(yaml: string): boolean {
  let brackets = 0;
  let indent = 0;
  let marks = 0;
  let isIndent = true;
  for (let at = 0; at < yaml.length; at += 1) {
    const code = yaml.charCodeAt(at);
    if (code === NEWLINE) {
      indent = 0;
      marks = 0;
      isIndent = true;
      continue;
    }
    if (isIndent && (code === SPACE || code === TAB)) indent += 1;
    else isIndent = false;
    if (code === OPEN_SQUARE || code === OPEN_CURLY) brackets += 1;
    else if (brackets > 0 && (code === CLOSE_SQUARE || code === CLOSE_CURLY)) brackets -= 1;
    else if ((code === SPACE || code === TAB) && isMark(yaml.charCodeAt(at - 1))) marks += 1;
    if (brackets > MAX_BRACKETS || indent > MAX_INDENT || marks > MAX_MARKS_IN_LINE) return true;
  }
  return false;
}

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const OPEN_SQUARE = 91;
const CLOSE_SQUARE = 93;
const OPEN_CURLY = 123;
const CLOSE_CURLY = 125;

/** `-`, `?` or `:`. */
function isMark(code: number): boolean {
  return code === 45 || code === 63 || code === 58;
}
