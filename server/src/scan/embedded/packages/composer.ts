import { isRecord, textIn, textsIn } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

/**
 * PHP packages that Composer installed, in both shapes of its list, which has names as their makers write them: advisories have them in
 * lower case. Sources: Composer, `vendor/composer/installed.json`; purl-spec, PURL-TYPES, composer.
 */
export const composer: PackageReader = {
  id: "composer",
  wants: (path) => path.endsWith("/composer/installed.json"),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const list = jsonOf(file.bytes());
    const entries = isRecord(list) ? list.packages : list;
    if (!Array.isArray(entries)) return unread("it is no list of packages");
    return { packages: entries.flatMap(packageOf) };
  },
};

function packageOf(entry: unknown): readonly FoundPackage[] {
  if (!isRecord(entry)) return [];
  const name = textIn(entry, "name");
  const version = textIn(entry, "version");
  if (name === undefined || version === undefined) return [];
  const licences = textsIn(entry, "license");
  return [{ type: "composer", name: name.toLowerCase(), version, ...(licences.length === 0 ? {} : { licences }) }];
}
