/** One paragraph of a Debian control file: lower-case field name → value, folded lines joined by line ends. */
export type Paragraph = ReadonlyMap<string, string>;

/**
 * The paragraphs of a Debian control file (also RFC 822 heads such as Python's METADATA). Lines that are no field are left out.
 * Only the `wanted` fields (lower case) are kept. Source: deb-control(5), Debian Policy §5.1.
 */
export function* paragraphs(text: string, wanted: ReadonlySet<string>): Generator<Paragraph> {
  let fields = new Map<string, string>();
  let field: string | undefined;
  let isEmpty = true;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const next = newline < 0 ? text.length : newline + 1;
    const end = newline < 0 ? text.length : newline > start && text[newline - 1] === "\r" ? newline - 1 : newline;
    const first = text.charCodeAt(start);
    if (end === start) {
      if (!isEmpty) yield fields;
      fields = new Map();
      field = undefined;
      isEmpty = true;
    } else if (first === SPACE || first === TAB) {
      if (field !== undefined) fields.set(field, `${fields.get(field) ?? ""}\n${text.slice(start, end).trim()}`);
    } else if (first !== HASH) {
      isEmpty = false;
      const line = text.slice(start, end);
      const colon = line.indexOf(":");
      const name = colon < 0 ? undefined : line.slice(0, colon).toLowerCase();
      field = name !== undefined && wanted.has(name) ? name : undefined;
      if (field !== undefined) fields.set(field, line.slice(colon + 1).trim());
    }
    start = next;
  }
  if (!isEmpty) yield fields;
}

const SPACE = 0x20;
const TAB = 0x09;
const HASH = 0x23;

/** Bytes as text: UTF-8, what is none shown as U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

const decoder = new TextDecoder();
