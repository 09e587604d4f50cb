/**
 * The one-line strings of a TOML text by dotted key: `[project]` with `name = "x"` gives `project.name`. Other values, lists
 * and multi-line strings are left out. Source: TOML 1.0, "String".
 */
export function tomlStrings(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let table = "";
  let quotes: string | undefined;
  for (const line of text.split("\n")) {
    if (quotes !== undefined) {
      if (line.includes(quotes)) quotes = undefined;
      continue;
    }
    const header = /^\s*\[([\w."-]+)\]\s*(?:#.*)?$/.exec(line);
    if (header !== null || line.trimStart().startsWith("[")) {
      table = header?.[1]?.replaceAll('"', "") ?? "\u0000";
      continue;
    }
    const pair = /^\s*([\w-]+)\s*=\s*(\S.*)$/.exec(line);
    if (pair === null) continue;
    const value = (pair[2] ?? "").trim();
    quotes = openedQuotes(value);
    const string = quotes === undefined ? basicString(value) : undefined;
    if (string !== undefined) found.set(table === "" ? (pair[1] ?? "") : `${table}.${pair[1]}`, string);
  }
  return found;
}

/** The triple quotes that a value opens and does not close on its line. */
function openedQuotes(value: string): string | undefined {
  const quotes = ['"""', "'''"].find((mark) => value.startsWith(mark));
  return quotes !== undefined && value.indexOf(quotes, 3) < 0 ? quotes : undefined;
}

function basicString(value: string): string | undefined {
  if (value.startsWith('"""') || value.startsWith("'''")) return undefined;
  const literal = /^'([^']*)'\s*(?:#.*)?$/.exec(value)?.[1];
  if (literal !== undefined) return literal.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(value)?.[1];
  return quoted?.includes("\\") ? undefined : quoted?.trim();
}
