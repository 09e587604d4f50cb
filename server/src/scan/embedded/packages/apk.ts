import type { FoundPackage } from "../../package.ts";
import { textOf } from "./paragraphs.ts";
import { databaseOf, MAX_DATABASE_BYTES, type PackageReader } from "./reader.ts";

/** Alpine's database of installed packages: paragraphs of `letter:value` lines. Source: apk-installed(5) of apk-tools. */
export const apk: PackageReader = {
  id: "apk",
  wants: (path) => path === "lib/apk/db/installed" || path === "usr/lib/apk/db/installed",
  maxBytes: MAX_DATABASE_BYTES,
  read(_path, file) {
    const blocks = textOf(file.bytes()).split("\n\n");
    return databaseOf(blocks.filter((block) => block.trim() !== "").map(packageOf));
  },
};

function packageOf(block: string): FoundPackage | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    // Files follow with `F:` and `R:`; of the fields of the package each stands once, in front of them.
    if (line.startsWith("F:")) break;
    if (line[1] === ":") fields.set(line.charAt(0), line.slice(2).trim());
  }
  const name = fields.get("P");
  const version = fields.get("V");
  if (name === undefined || version === undefined || name === "" || version === "") return undefined;
  const arch = fields.get("A");
  const licence = fields.get("L");
  return {
    type: "apk",
    name,
    version,
    sourceName: fields.get("o") ?? name,
    sourceVersion: version,
    ...(arch === undefined ? {} : { arch }),
    ...(licence === undefined ? {} : { licences: [licence] }),
  };
}
