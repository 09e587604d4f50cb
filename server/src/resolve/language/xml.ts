/** An element of a document, in the order in which they open. */
export interface XmlElement {
  /** With its prefix, in small letters; those of its attributes too. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text that stands right in it. */
  readonly text: string;
}

/** The elements of an XML or HTML text in one flat list; a broken text gives those that could be read. Nothing is fetched for it. */
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
  parser.write(text).close();
  return elements;
}
