import { isRecord } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import { folderOf, nameOf } from "../image/image-path.ts";
import { MAX_TEXT_BYTES, NOTHING, type PackageReader, unread } from "./reader.ts";

/**
 * Installed npm packages: `package.json` directly under `node_modules/NAME` or `node_modules/@SCOPE/NAME`, or where Yarn's pnpm linker
 * keeps what these are links to, that of a project whose packages npm installed beside it, and that of a package which was unpacked
 * elsewhere into a folder of its version (yarn in the images of node, what corepack keeps). Sources: npm docs, "folders"; yarnpkg/berry,
 * PnpmLinker.ts.
 */
export const npm: PackageReader = {
  id: "npm",
  wants: (path) => path.endsWith("/package.json"),
  maxBytes: MAX_TEXT_BYTES,
  onlyBeside(path) {
    const folder = folderOf(path);
    return isPackageFolder(folder) || isVersionFolder(folder) ? undefined : `${folder}/node_modules/.package-lock.json`;
  },
  read(path, file) {
    const folder = folderOf(path);
    const isElsewhere = isVersionFolder(folder) && !isPackageFolder(folder);
    const manifest = jsonOf(file.bytes());
    if (!isRecord(manifest)) return isElsewhere ? NOTHING : unread("it is no JSON object");
    const { name, version, license } = manifest;
    // Packages keep folders with a package.json of their own that only says how to load them.
    if (typeof name !== "string" || typeof version !== "string" || !isName(name) || version === "") return NOTHING;
    if (isElsewhere && !isUnpacked(folder, name, version)) return NOTHING;
    const licences = typeof license === "string" && license !== "" ? { licences: [license] } : {};
    return { packages: [{ type: "npm", name, version, ...licences }] };
  },
};

function isPackageFolder(folder: string): boolean {
  if (STORED_BY_YARN.test(folder)) return true;
  const parent = folderOf(folder);
  if (isModules(parent)) return !/^[@.]/.test(nameOf(folder));
  return nameOf(parent).startsWith("@") && isModules(folderOf(parent));
}

const STORED_BY_YARN = /(?:^|\/)node_modules\/\.store\/[^/]+\/package$/;

/** `opt/yarn-v1.22.22`, `v1/pnpm/9.1.0` … */
function isVersionFolder(folder: string): boolean {
  return /\d\.\d+\.\d/.test(nameOf(folder));
}

function isUnpacked(folder: string, name: string, version: string): boolean {
  const own = nameOf(name);
  return [version, `${own}-${version}`, `${own}-v${version}`].includes(nameOf(folder));
}

function isModules(folder: string): boolean {
  return folder === "node_modules" || folder.endsWith("/node_modules");
}

/** Source: npm docs, package.json, "name". */
function isName(name: string): boolean {
  return name.length <= 214 && /^(?:@[^\s/@]+\/)?[^\s/@._][^\s/@]*$/.test(name);
}
