import { pythonName } from "../../../knowledge/python-name.ts";
import { paragraphs, textOf } from "./paragraphs.ts";
import { MAX_TEXT_BYTES, NOTHING, type PackageReader, type ReaderResult, unread } from "./reader.ts";
import { openZip } from "./zip.ts";

/** Installed Python distributions: `*.dist-info/METADATA`, `*.egg-info`, eggs. Source: PyPA, "Core metadata specifications", "Recording installed projects". */
export const python: PackageReader = {
  id: "python",
  wants: (path) => isMetadata(path) || isEgg(path),
  maxBytes: MAX_TEXT_BYTES,
  read(path, file) {
    // What an installer wrote names a distribution; the older forms lie about as data of tests, too.
    if (!isEgg(path))
      return distributionOf(file.bytes()) ?? (isInstalled(path) ? unread("it names no distribution") : NOTHING);
    const zip = openZip(file, file.unpack);
    if (!zip.ok) return unread(`it ${zip.detail}`);
    const member = zip.value.members.find(({ name }) => name === "EGG-INFO/PKG-INFO");
    if (member === undefined) return NOTHING;
    const bytes = zip.value.read(member, MAX_TEXT_BYTES);
    return bytes.ok ? (distributionOf(bytes.value) ?? NOTHING) : unread(`its ${bytes.asked} ${bytes.detail}`);
  },
};

function isMetadata(path: string): boolean {
  return (
    isInstalled(path) ||
    path.endsWith(".egg-info/PKG-INFO") ||
    // What programs that PyInstaller packed keep of wheels, as that of AWS.
    path.endsWith(".egg-info/METADATA") ||
    path.endsWith(".egg-info") ||
    path.endsWith("EGG-INFO/PKG-INFO")
  );
}

function isInstalled(path: string): boolean {
  return path.endsWith(".dist-info/METADATA");
}

function isEgg(path: string): boolean {
  return path.endsWith(".egg");
}

const FIELDS = new Set(["name", "version", "license-expression"]);

/** Python 2 keeps a record of itself beside the distributions. */
const INTERPRETER = "Python";

function distributionOf(bytes: Uint8Array): ReaderResult | undefined {
  // The head ends at the first blank line; the description behind it may hold anything.
  const [head] = paragraphs(textOf(bytes), FIELDS);
  const name = head?.get("name");
  const version = head?.get("version");
  if (!name || !version) return undefined;
  if (name === INTERPRETER) return NOTHING;
  const licence = head?.get("license-expression");
  const licences = licence === undefined ? {} : { licences: [licence] };
  return { packages: [{ type: "pypi", name: pythonName(name), version, ...licences }] };
}
