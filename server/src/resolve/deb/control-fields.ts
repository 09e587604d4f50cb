/** The fields of one paragraph by lower-case name; lines of a value are divided by `\n`, comment lines dropped. */
export type ControlFields = ReadonlyMap<string, string>;

/** Paragraphs of a control file. Lines that follow no rule are passed over. Source: deb822(5). */
export function readParagraphs(text: string): readonly ControlFields[] {
  const paragraphs: Map<string, string>[] = [];
  let fields: Map<string, string> | undefined;
  let name: string | undefined;
  for (const line of text.split("\n")) {
    const written = line.trimEnd();
    if (written === "") fields = name = undefined;
    else if (written.startsWith("#")) continue;
    else if (/^[ \t]/.test(written)) {
      if (name !== undefined) fields?.set(name, `${fields.get(name) ?? ""}\n${written.slice(1)}`);
    } else {
      const colon = written.indexOf(":");
      if (colon <= 0) continue;
      if (fields === undefined) {
        fields = new Map();
        paragraphs.push(fields);
      }
      name = written.slice(0, colon).toLowerCase();
      fields.set(name, written.slice(colon + 1).trim());
    }
  }
  return paragraphs;
}

/** The words of a value, as lists of suites and architectures are written. */
export function wordsIn(value: string | undefined): readonly string[] {
  return value?.match(/\S+/g) ?? [];
}
