import { isRecord, listOf, textIn } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

const FOLDER = "opt/bitnami/";

/**
 * What Bitnami built into its images: an SPDX document for each component, in the component's folder. Packages of languages that it lists
 * are read where they lie. Source: bitnami/vulndb, README.md, "How to consume this CVE feed".
 */
export const bitnami: PackageReader = {
  id: "bitnami",
  wants(path) {
    const slash = path.lastIndexOf("/");
    return (
      slash > FOLDER.length && path.startsWith(FOLDER) && path.startsWith("/.spdx-", slash) && path.endsWith(".spdx")
    );
  },
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const document = jsonOf(file.bytes());
    if (!isRecord(document) || !Array.isArray(document.packages)) return unread("it is no SPDX document in JSON");
    return { packages: document.packages.flatMap(packageOf) };
  },
};

function packageOf(described: unknown): readonly FoundPackage[] {
  if (!isRecord(described)) return [];
  const purls = listOf(described.externalRefs).flatMap((each) =>
    isRecord(each) && each.referenceType === "purl" ? (textIn(each, "referenceLocator") ?? []) : [],
  );
  const [, name, qualifiers = ""] = /^pkg:bitnami\/([\w.-]+)(?:@[^?]*)?(?:\?(.*))?$/.exec(purls[0] ?? "") ?? [];
  const version = textIn(described, "versionInfo");
  if (name === undefined || version === undefined) return [];
  const arch = new URLSearchParams(qualifiers).get("arch");
  const licence = textIn(described, "licenseDeclared") ?? NO_LICENCE;
  const licences = NO_LICENCES.has(licence) ? {} : { licences: [licence] };
  return [{ type: "bitnami", name, version, ...(arch === null ? {} : { arch }), ...licences }];
}

const NO_LICENCE = "NOASSERTION";
const NO_LICENCES = new Set([NO_LICENCE, "NONE"]);
