import type { FoundPackage } from "../../package.ts";
import { isForeignDeb } from "./makers.ts";
import { type Paragraph, paragraphs, textOf } from "./paragraphs.ts";
import { databaseOf, type ListReader, MAX_DATABASE_BYTES, type PackageReader } from "./reader.ts";

/** Debian's package database: `status`, and one file a package in `status.d` (distroless images). Source: dpkg(1), deb-control(5). */
export const dpkg: PackageReader = {
  id: "dpkg",
  wants: (path) => path === STATUS || (path.startsWith(STATUS_FOLDER) && !path.endsWith(".md5sums")),
  maxBytes: MAX_DATABASE_BYTES,
  read: (_path, file) => databaseOf(packagesIn(textOf(file.bytes()))),
};

function* packagesIn(text: string): Generator<FoundPackage | undefined> {
  for (const paragraph of paragraphs(text, FIELDS)) if (isThere(paragraph)) yield packageOf(paragraph);
}

export const STATUS = "var/lib/dpkg/status";
const STATUS_FOLDER = "var/lib/dpkg/status.d/";
/** Names of the packages that are none of the distribution's own. */
export const foreignDebs: ListReader = {
  id: "dpkg foreign",
  wants: (path) => path === STATUS,
  maxBytes: MAX_DATABASE_BYTES,
  *list(_path, file) {
    for (const paragraph of paragraphs(textOf(file.bytes()), MAKERS)) {
      const name = paragraph.get("package");
      if (name !== undefined && isForeignDeb(paragraph.get("maintainer") ?? "")) yield name;
    }
  },
};

const MAKERS = new Set(["package", "maintainer"]);
const FIELDS = new Set(["package", "status", "version", "architecture", "source", "maintainer"]);

/**
 * Whether files of the package are in the image, be it that its scripts never ran (`unpacked`, `triggers-pending` …). Of one in state
 * `config-files` settings alone are left. Lists that dpkg did not write, as those of distroless images, tell no state: what they name is there.
 */
function isThere(paragraph: Paragraph): boolean {
  const status = paragraph.get("status") ?? "install ok installed";
  const [, , state = "not-installed"] = status.split(" ");
  return state !== "not-installed" && state !== "config-files";
}

function packageOf(paragraph: Paragraph): FoundPackage | undefined {
  const name = paragraph.get("package");
  const version = paragraph.get("version");
  if (name === undefined || version === undefined || name === "" || version === "") return undefined;
  // `Source: openssl (3.0.1)`: the version only where it differs from the package's own.
  const [sourceName = name, written = ""] = (paragraph.get("source") ?? name).split(" (");
  const sourceVersion = written.endsWith(")") ? written.slice(0, -1) : version;
  const arch = paragraph.get("architecture");
  const maker = paragraph.get("maintainer") ?? "";
  return {
    type: "deb",
    name,
    version,
    sourceName,
    sourceVersion,
    ...(arch === undefined ? {} : { arch }),
    ...(isForeignDeb(maker) ? { maker } : {}),
  };
}
