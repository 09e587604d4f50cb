import { paragraphs, textOf } from "./paragraphs.ts";
import { MAX_TEXT_BYTES, NOTHING, type PackageReader } from "./reader.ts";

/**
 * Installed R packages, by `DESCRIPTION` in a library folder, or in any other that R built the package into (a user's library is called
 * `x86_64-pc-linux-gnu-library/4.4`, and renv keeps packages in its cache). Source: "Writing R Extensions" §1.1.1.
 */
export const rLibrary: PackageReader = {
  id: "r",
  wants: (path) => path.endsWith("/DESCRIPTION"),
  maxBytes: MAX_TEXT_BYTES,
  read(path, file) {
    const [fields] = paragraphs(textOf(file.bytes()), FIELDS);
    const name = fields?.get("package");
    const version = fields?.get("version");
    if (fields?.has("built") !== true && !IN_LIBRARY.test(path)) return NOTHING;
    // What R itself ships has no place of its own to be updated from.
    if (!name || !version || fields?.get("priority") === "base") return NOTHING;
    const licence = fields?.get("license");
    return { packages: [{ type: "cran", name, version, ...(licence === undefined ? {} : { licences: [licence] }) }] };
  },
};

const FIELDS = new Set(["package", "version", "license", "priority", "built"]);
const IN_LIBRARY = /(?:^|\/)(?:site-library|library)\/[A-Za-z][\w.]*\/DESCRIPTION$/;
