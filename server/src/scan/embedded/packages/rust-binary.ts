import { inflateSync } from "node:zlib";
import { isRecord, listOf, textIn } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { isProgram } from "./go-binary.ts";
import { sectionsOf } from "./program.ts";
import { MAX_PROGRAM_BYTES, NOTHING, type PackageReader, unread } from "./reader.ts";

/** Programs that `cargo auditable` built carry their list of crates. Source: rust-secure-code/cargo-auditable, PARSING.md. */
export const rustBinary: PackageReader = {
  id: "rust",
  wants: (path, { mode, size }) => isProgram(path, mode) && size >= SMALLEST_BYTES,
  maxBytes: MAX_PROGRAM_BYTES,
  read(_path, file) {
    const section = sectionsOf(file)?.find(({ name }) => name === ".dep-v0");
    if (section === undefined) return NOTHING;
    if (section.size > MAX_LIST_BYTES) return unread("its list of crates is larger than 8 MB");
    if (!file.unpack(MAX_LIST_BYTES)) return NOTHING;
    try {
      const list = jsonOf(inflateSync(file.read(section.offset, section.size), { maxOutputLength: MAX_LIST_BYTES }));
      return isRecord(list)
        ? { packages: listOf(list.packages).flatMap(crateOf) }
        : unread("its list of crates is no JSON");
    } catch {
      return unread("its list of crates cannot be unpacked");
    }
  },
};

const SMALLEST_BYTES = 64 * 1024;
const MAX_LIST_BYTES = 8 * 1024 * 1024;

function crateOf(entry: unknown): readonly FoundPackage[] {
  if (!isRecord(entry) || entry.kind === "build") return [];
  const name = textIn(entry, "name");
  const version = textIn(entry, "version");
  return name === undefined || version === undefined ? [] : [{ type: "cargo", name, version }];
}
