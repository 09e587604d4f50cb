const INT32 = 4;
const STRING = 6;
const STRING_ARRAY = 8;
/** Tags that hold a list even of one text. */
const LISTS = [1117, 1118];

/** A header as a database of rpm holds it, by tag: numbers, a text, or a list of texts. Source: rpm, docs/manual/hregions.md. */
export function rpmHeader(fields: Readonly<Record<number, readonly (string | number)[]>>): Buffer {
  const tags = Object.entries(fields);
  const index = Buffer.alloc(8 + tags.length * 16);
  const parts: Buffer[] = [];
  let at = 0;
  for (const [row, [tag, values]] of tags.entries()) {
    const isText = typeof values[0] === "string";
    const padding = isText ? 0 : (4 - (at % 4)) % 4;
    const data = Buffer.concat(
      values.map((value) => (typeof value === "string" ? Buffer.from(`${value}\0`) : word(value))),
    );
    const type = isText ? (LISTS.includes(Number(tag)) ? STRING_ARRAY : STRING) : INT32;
    const words = [Number(tag), type, at + padding, values.length];
    for (const [column, value] of words.entries()) index.writeUInt32BE(value, 8 + row * 16 + column * 4);
    parts.push(Buffer.alloc(padding), data);
    at += padding + data.length;
  }
  index.writeUInt32BE(tags.length, 0);
  index.writeUInt32BE(at, 4);
  return Buffer.concat([index, ...parts]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
