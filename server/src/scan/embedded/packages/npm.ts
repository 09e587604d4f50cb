import { isRecord } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import { MAX_TEXT_BYTES, NOTHING, type PackageReader, unread } from "./reader.ts";

/**
 * Installed npm packages: `package.json` directly under `node_modules/NAME` or `node_modules/@SCOPE/NAME`, and that of a project whose
 * packages npm installed beside it. Source: npm docs, "folders".
 */
export const npm: PackageReader = {
  id: "npm",
  wants: (path) => path.endsWith("/package.json"),
  maxBytes: MAX_TEXT_BYTES,
  onlyBeside(path) {
    const folder = path.slice(0, -"/package.json".length);
    return isPackageFolder(folder) ? undefined : `${folder}/node_modules/.package-lock.json`;
  },
  read(_path, file) {
    const manifest = jsonOf(file.bytes());
    if (!isRecord(manifest)) return unread("it is no JSON object");
    const { name, version, license } = manifest;
    // Packages keep folders with a package.json of their own that only says how to load them.
    if (typeof name !== "string" || typeof version !== "string" || !isName(name) || version === "") return NOTHING;
    const licences = typeof license === "string" && license !== "" ? { licences: [license] } : {};
    return { packages: [{ type: "npm", name, version, ...licences }] };
  },
};

function isPackageFolder(folder: string): boolean {
  const slash = folder.lastIndexOf("/");
  const parent = folder.slice(0, Math.max(slash, 0));
  if (isModules(parent)) return !folder.startsWith("@", slash + 1) && !folder.startsWith(".", slash + 1);
  const above = parent.lastIndexOf("/");
  return parent.startsWith("@", above + 1) && isModules(parent.slice(0, Math.max(above, 0)));
}

function isModules(folder: string): boolean {
  return folder === "node_modules" || folder.endsWith("/node_modules");
}

/** Source: npm docs, package.json, "name". */
function isName(name: string): boolean {
  return name.length <= 214 && /^(?:@[^\s/@]+\/)?[^\s/@._][^\s/@]*$/.test(name);
}
