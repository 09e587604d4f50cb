/** One way to log in that a server offers. */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longer headers come from no registry. */
const MAX_CHARACTERS = 8192;

/**
 * Every challenge of a `WWW-Authenticate` header; what is not one is left out. Source: RFC 9110, section 11.6.1 (several
 * challenges and their parameters are both separated by commas).
 */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const item of itemsOf(header.slice(0, MAX_CHARACTERS))) {
    // `Bearer realm="x"` begins a challenge, `service="y"` belongs to the one in front.
    const equals = item.indexOf("=");
    const space = item.indexOf(" ");
    const isStart = space > 0 && (equals < 0 || space < equals);
    if (isStart || equals < 0)
      challenges.push({ scheme: wordOf(isStart ? item.slice(0, space) : item), parameters: new Map() });
    const parameter = isStart ? item.slice(space + 1) : item;
    const at = parameter.indexOf("=");
    if (at > 0)
      challenges.at(-1)?.parameters.set(wordOf(parameter.slice(0, at)), unquoted(parameter.slice(at + 1).trim()));
  }
  return challenges.filter(({ scheme }) => /^[a-z0-9-]+$/.test(scheme));
}

/** The text between commas that do not stand in quotes. */
function itemsOf(header: string): readonly string[] {
  const items: string[] = [];
  let item = "";
  let isQuoted = false;
  for (let at = 0; at < header.length; at++) {
    const character = header[at] ?? "";
    if (character === "\\" && isQuoted) {
      item += character + (header[at + 1] ?? "");
      at += 1;
    } else if (character === "," && !isQuoted) {
      items.push(item);
      item = "";
    } else {
      if (character === '"') isQuoted = !isQuoted;
      item += character;
    }
  }
  return [...items, item].map((text) => text.trim()).filter((text) => text !== "");
}

function wordOf(text: string): string {
  return text.trim().toLowerCase();
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, value.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, "$1") : value;
}
