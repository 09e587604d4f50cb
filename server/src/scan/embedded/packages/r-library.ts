import { paragraphs, textOf } from "./paragraphs.ts";
import { MAX_TEXT_BYTES, NOTHING, type PackageReader } from "./reader.ts";

/** Installed R packages, by `DESCRIPTION` in a library folder. Source: "Writing R Extensions" §1.1.1. */
export const rLibrary: PackageReader = {
  id: "r",
  wants: (path) => /(?:^|\/)(?:site-library|library)\/[A-Za-z][\w.]*\/DESCRIPTION$/.test(path),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const [fields] = paragraphs(textOf(file.bytes()), FIELDS);
    const name = fields?.get("package");
    const version = fields?.get("version");
    // What R itself ships has no place of its own to be updated from.
    if (!name || !version || fields?.get("priority") === "base") return NOTHING;
    const licence = fields?.get("license");
    return { packages: [{ type: "cran", name, version, ...(licence === undefined ? {} : { licences: [licence] }) }] };
  },
};

const FIELDS = new Set(["package", "version", "license", "priority"]);
