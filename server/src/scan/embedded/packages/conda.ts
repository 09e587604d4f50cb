import { isRecord, textIn } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

/** Packages of a conda environment: one JSON file each in `conda-meta`. Source: conda docs, "Managing environments", conda-meta. */
export const conda: PackageReader = {
  id: "conda",
  wants: (path) => /(?:^|\/)conda-meta\/[^/]+\.json$/.test(path),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const record = jsonOf(file.bytes());
    const name = isRecord(record) ? textIn(record, "name") : undefined;
    const version = isRecord(record) ? textIn(record, "version") : undefined;
    if (name === undefined || version === undefined) return unread("it names no package");
    return { packages: [{ type: "conda", name, version }] };
  },
};
