import { wordsIn } from "./control-fields.ts";

/**
 * The packages of an index, a line for each: `\nname\tversion\tprovides`, in the order of the index. One string, since it is kept
 * between runs and few names are asked of it.
 */
export type PackageList = string;

const MAX_PARAGRAPH = 1024 * 1024;
/** Debian's and Ubuntu's largest indexes have some 70,000. */
const MAX_PACKAGES = 500_000;

/**
 * Reads an index piece by piece, as it comes out of its compression; undefined: it has more packages than any that is meant well.
 * Packages of other architectures are left out: a flat repository has one index for all. Source: deb822(5); Debian policy, 5.3.
 */
export function packageListReader(architecture: string): {
  take(chunk: Uint8Array): void;
  end(): PackageList | undefined;
} {
  const lines: string[] = [];
  let rest = "";
  const read = (text: string) => {
    let start = 0;
    for (let end = text.indexOf("\n\n", start); end >= 0; end = text.indexOf("\n\n", start)) {
      addLine(lines, text.slice(start, end), architecture);
      start = end + 2;
    }
    // No paragraph is so long; one that never ends must not be joined for ever.
    return text.length - start > MAX_PARAGRAPH ? "" : text.slice(start);
  };
  return {
    take(chunk) {
      if (lines.length > MAX_PACKAGES) return;
      rest = read(rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1"));
    },
    end() {
      read(`${rest}\n\n`);
      return lines.length > MAX_PACKAGES ? undefined : lines.join("");
    },
  };
}

function addLine(lines: string[], paragraph: string, wanted: string): void {
  const text = `\n${paragraph}\n`;
  const name = fieldOf(text, "\nPackage: ");
  const version = fieldOf(text, "\nVersion: ");
  const architecture = fieldOf(text, "\nArchitecture: ") ?? wanted;
  if (architecture !== wanted && architecture !== "all") return;
  // Both are grammar-checked here once: they are written into files.
  if (name === undefined || version === undefined || !isPackageName(name) || !isVersion(version)) return;
  lines.push(`\n${name}\t${version}\t${providedNames(fieldOf(text, "\nProvides: ") ?? "")}`);
}

function fieldOf(text: string, mark: string): string | undefined {
  const at = text.indexOf(mark);
  if (at < 0) return undefined;
  const start = at + mark.length;
  return text.slice(start, text.indexOf("\n", start)).trim();
}

/** `mail-transport-agent, editor (= 1.0)` → `mail-transport-agent editor`. */
function providedNames(provides: string): string {
  const names = provides.split(",").map((each) => (wordsIn(each)[0] ?? "").replace(/:.*/, ""));
  return names.filter((name) => name !== "").join(" ");
}

/** Source: Debian policy, 5.6.1 and 5.6.12. */
export function isPackageName(name: string): boolean {
  return /^[a-z0-9][a-z0-9+.-]+$/.test(name) && name.length <= 200;
}

function isVersion(version: string): boolean {
  return /^[0-9A-Za-z][\w.+~:-]*$/.test(version) && version.length <= 200;
}

/** All versions of a package. */
export function versionsIn(list: PackageList, name: string): readonly string[] {
  const mark = `\n${name}\t`;
  const versions: string[] = [];
  for (let at = list.indexOf(mark); at >= 0; at = list.indexOf(mark, at + mark.length)) {
    const start = at + mark.length;
    versions.push(list.slice(start, list.indexOf("\t", start)));
  }
  return versions;
}

/** The packages that provide a virtual one. */
export function providersIn(list: PackageList, name: string): readonly string[] {
  const providers = new Set<string>();
  // A line is looked at once, however often the name stands in it.
  for (let at = list.indexOf(name); at >= 0; ) {
    const start = list.lastIndexOf("\n", at) + 1;
    const newline = list.indexOf("\n", at);
    const end = newline < 0 ? list.length : newline;
    const [provider = "", , provides = ""] = list.slice(start, end).split("\t");
    if (provides.split(" ").includes(name)) providers.add(provider);
    at = list.indexOf(name, end);
  }
  return [...providers];
}
