const MAX_GROUPS = 8;

/**
 * The groups that a jar may be of, where its manifest tells none: those that hold the package of all its classes, and the beginnings of
 * its names as a module and as a bundle. Groups are names of domains as packages are; with the artifact's name, which the file tells,
 * none of them but the right one names what is in an index. Sources: JAR File Specification; JPMS, `Automatic-Module-Name`; OSGi Core,
 * "Bundle-SymbolicName"; Maven, "Guide to naming conventions".
 */
export function groupsOf(members: readonly { readonly name: string }[], attributes: ReadonlyMap<string, string>) {
  const [symbolicName = ""] = (attributes.get("bundle-symbolicname") ?? "").split(";", 1);
  const packageName = packageOf(members);
  const names = [
    SHORT.get(packageName.split(".", 1)[0] ?? "") ?? "",
    packageName,
    attributes.get("automatic-module-name") ?? "",
    symbolicName.trim(),
    // `org.apache.tomcat-embed-core` of the group `org.apache.tomcat.embed`.
    symbolicName.trim().replaceAll("-", "."),
  ];
  return [...new Set(names.flatMap(beginningsOf))].slice(0, MAX_GROUPS);
}

/** Packages that are not named after the domain of their group. Source: the poms of these projects. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["kotlin", "org.jetbrains.kotlin"],
  ["kotlinx", "org.jetbrains.kotlinx"],
  ["okhttp3", "com.squareup.okhttp3"],
  ["okio", "com.squareup.okio"],
  ["reactor", "io.projectreactor"],
  ["retrofit2", "com.squareup.retrofit2"],
]);

/** The package that holds all classes; empty: there is none. */
function packageOf(members: readonly { readonly name: string }[]): string {
  let common: readonly string[] | undefined;
  for (const { name } of members) {
    // A class without a package is a module's description; those of later Javas stand below META-INF.
    if (!name.endsWith(".class") || !name.includes("/") || name.startsWith("META-INF/")) continue;
    const folders = name.split("/", MAX_PARTS + 1).slice(0, -1);
    const end = common?.findIndex((part, index) => part !== folders[index]) ?? -1;
    common = common === undefined ? folders : end < 0 ? common : common.slice(0, end);
    if (common.length === 0) return "";
  }
  return common?.join(".") ?? "";
}

const MAX_PARTS = 6;

/** `org.springframework.beans` → itself and `org.springframework`; a single word is the name of few groups. */
function beginningsOf(name: string): readonly string[] {
  const parts = name.split(".", MAX_PARTS);
  if (!parts.every((part) => /^[A-Za-z_][\w-]{0,60}$/.test(part))) return [];
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - index).join("."));
}
