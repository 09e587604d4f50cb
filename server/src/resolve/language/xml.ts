/** An element of a document, in the order in which they open. */
export interface XmlElement {
  /** With its prefix, in small letters; those of its attributes too. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text that stands right in it. */
  readonly text: string;
}

/** No index nests its elements so deeply, or has so many. */
const MAX_DEPTH = 500;
const MAX_ELEMENTS = 500_000;
const PIECE = 64 * 1024;

/** Elements of HTML that nobody closes and that say nothing to us. */
const VOID = /<(?:br|hr|img|input|meta)(?:\s[^<>]*)?>/gi;

/**
 * The elements of an XML or HTML text in one flat list; a broken text gives those that could be read, one that is made to be
 * a burden none. Nothing is fetched for it.
 */
export async function elementsOf(text: string): Promise<readonly XmlElement[]> {
  const { default: sax } = await import("sax");
  const parser = sax.parser(false, { lowercase: true });
  const elements: { name: string; attributes: ReadonlyMap<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  parser.onopentag = ({ name, attributes }) => {
    const entries = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const);
    const element = { name, attributes: new Map(entries), text: "" };
    elements.push(element);
    open.push(element);
  };
  parser.ontext = (words) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += words;
  };
  parser.onclosetag = () => open.pop();
  const readable = text.replace(VOID, "");
  try {
    for (let at = 0; at < readable.length; at += PIECE) {
      parser.write(readable.slice(at, at + PIECE));
      if (open.length > MAX_DEPTH || elements.length > MAX_ELEMENTS) return [];
    }
    parser.close();
  } catch {
    // The parser gives up on a comment or a name that does not end.
    return [];
  }
  return elements;
}
