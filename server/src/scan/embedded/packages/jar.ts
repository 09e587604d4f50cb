import { type Failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { FoundPackage } from "../../package.ts";
import { type Bytes, inMemory } from "../bytes.ts";
import { groupsOf } from "./jar-groups.ts";
import { textOf } from "./paragraphs.ts";
import {
  MAX_PROGRAM_BYTES,
  MAX_TEXT_BYTES,
  type OpenFile,
  type PackageReader,
  type ReaderResult,
  unread,
} from "./reader.ts";
import { openZip, type Zip } from "./zip.ts";

/**
 * Java archives, also in each other: each `pom.properties`; where none is the archive's own, the manifest, else the file name. Source: Maven
 * Archiver; JAR File Specification.
 */
export const jar: PackageReader = {
  id: "jar",
  wants: (path) => isArchive(path),
  maxBytes: MAX_PROGRAM_BYTES,
  read(path, file: OpenFile) {
    const found: FoundPackage[] = [];
    const gaps: string[] = [];
    // A list instead of recursion: the depth is the archive's own choice. Nested archives are unpacked one at a time.
    const waiting: Nested[] = [{ path, depth: 0, open: () => success(file) }];
    let members = 0;
    for (let nested = waiting.pop(); nested !== undefined; nested = waiting.pop()) {
      const bytes = nested.open();
      const zip = bytes.ok ? openZip(bytes.value, file.unpack) : bytes;
      if (!zip.ok) {
        gaps.push(`${nested.path} ${zip.detail}`);
        continue;
      }
      const told = packagesOf(zip.value, nested.path);
      for (const each of told.packages) found.push({ ...each, path: nested.path });
      if (told.gap !== undefined) gaps.push(`${nested.path} ${told.gap}`);
      const inner = nestedIn(zip.value, nested);
      members += inner.length;
      if (inner.length > 0 && (nested.depth === MAX_DEPTH || members > MAX_MEMBERS)) {
        gaps.push(`the archives in ${nested.path} stand too deep or are too many`);
      } else {
        waiting.push(...inner);
      }
    }
    return gaps.length === 0 ? { packages: found } : { ...unread(gaps.slice(0, 3).join("; ")), packages: found };
  },
};

interface Nested {
  readonly path: string;
  readonly depth: number;
  open(): Outcome<Bytes>;
}

const MAX_DEPTH = 4;
const MAX_MEMBERS = 2000;
const MAX_NESTED_BYTES = 64 * 1024 * 1024;
const MAX_NAME = 200;

function isArchive(path: string): boolean {
  return /\.(?:jar|war|ear|hpi|jpi|par|sar|nar|kar|lpkg)$/i.test(path);
}

function nestedIn(zip: Zip, { path, depth }: Nested): readonly Nested[] {
  return zip.members
    .filter(({ name }) => isArchive(name))
    .map((member) => ({
      path: `${path}!${member.name}`,
      depth: depth + 1,
      open() {
        const content = zip.read(member, MAX_NESTED_BYTES);
        return content.ok ? success(inMemory(content.value)) : content;
      },
    }));
}

/** The packages of an archive without those in it, and which of its members could not be read. */
function packagesOf(zip: Zip, path: string): ReaderResult {
  const poms = zip.members.filter(({ name }) => isPom(name));
  const texts = poms.slice(0, MAX_MEMBERS).map((member) => zip.read(member, MAX_TEXT_BYTES));
  const byPom = texts.flatMap((text) => (text.ok ? (pomPackage(textOf(text.value)) ?? []) : []));
  const unreadPom = texts.find((text) => !text.ok);
  const gap = poms.length > MAX_MEMBERS ? `holds more than ${MAX_MEMBERS} packages` : unreadPom && whyNot(unreadPom);
  if (gap !== undefined) return { packages: byPom, gap };
  if (byPom.length > 0 && !isAnother(path, byPom)) return { packages: byPom };
  const manifest = zip.members.find(({ name }) => name.toUpperCase() === "META-INF/MANIFEST.MF");
  const text = manifest === undefined ? undefined : zip.read(manifest, MAX_TEXT_BYTES);
  if (text?.ok === false) return { packages: byPom, gap: whyNot(text) };
  const attributes = text === undefined ? new Map<string, string>() : manifestOf(textOf(text.value));
  const found = manifestPackage(attributes, zip, path);
  // Classes are somebody's, also where nothing tells whose; what only holds other archives is told by those.
  const isTold =
    found !== undefined && (found.version !== "" || zip.members.some(({ name }) => name.endsWith(".class")));
  return isTold ? { packages: [...byPom, found] } : { packages: byPom };
}

/** Also that of what a war or a program keeps in a folder for its classes. */
function isPom(name: string): boolean {
  return name.endsWith("/pom.properties") && `/${name}`.includes("/META-INF/maven/");
}

/** True when the file name tells a package that is none of these: they were packed into it. */
function isAnother(path: string, packed: readonly FoundPackage[]): boolean {
  const [artifact, version] = nameParts(path);
  const whole = `.${artifact}-${version}`;
  return (
    version !== undefined &&
    packed.every((each) => {
      const own = each.name.slice(each.name.indexOf(":") + 1);
      // `log4j-1.2-api-2.17.1.jar`, `com.example.tool-1.0.jar`, and what bears its version under a name of its own.
      return !whole.includes(`.${own}-`) && !whole.endsWith(`-${each.version}`);
    })
  );
}

/** Its name is the archive's own choice. */
function whyNot({ asked, detail }: Failure): string {
  return `holds a ${asked.slice(0, MAX_NAME)} that ${detail}`;
}

/** Source: Java properties files; Maven writes one `key=value` a line. */
function pomPackage(text: string): FoundPackage | undefined {
  const value = (key: string) =>
    text
      .split("\n")
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim();
  const [group, artifact, version] = [value("groupId"), value("artifactId"), value("version")];
  // What a template keeps for the programs that are to be made of it.
  if ([group, artifact, version].some((each) => each?.includes("${"))) return undefined;
  return group && artifact && version ? maven(`${group}:${artifact}`, version) : undefined;
}

/** The main attributes; a line that begins with a blank goes on with the one before it. */
function manifestOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const [main = ""] = text.replaceAll("\r\n", "\n").replaceAll("\n ", "").split("\n\n");
  for (const line of main.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) attributes.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 2).trim());
  }
  return attributes;
}

/**
 * A manifest names the group only in `Implementation-Vendor-Id`, where that of hibernate-core 6 is out of date, and by Gradle in a title;
 * beside it there are those that it may be.
 */
function manifestPackage(attributes: ReadonlyMap<string, string>, zip: Zip, path: string): FoundPackage | undefined {
  const [artifact, inName] = nameParts(path);
  const version = inName ?? attributes.get("implementation-version") ?? attributes.get("bundle-version") ?? "";
  if (artifact === undefined) return undefined;
  // `org.elasticsearch#server;7.17.0`.
  const [titled = ""] = (attributes.get("implementation-title") ?? "").split("#", 1);
  const group = [attributes.get("implementation-vendor-id") ?? "", titled].find(isGroup);
  const groups = groupsOf(zip.members, attributes).filter((each) => each !== group);
  const name = group === undefined ? artifact : `${group}:${artifact}`;
  return { ...maven(name, version), ...(groups.length === 0 ? {} : { groups }) };
}

/** Makers of many groups who write their own name there (JAXB, Velocity's tools): no archive has it for a group. */
const MAKERS = new Set(["org.apache", "com.sun"]);

function isGroup(text: string): boolean {
  return !MAKERS.has(text) && /^[A-Za-z_][\w-]{0,60}(?:\.[A-Za-z_][\w-]{0,60}){1,8}$/.test(text);
}

/** `commons-text-1.9.jar` → artifact and version. */
function nameParts(path: string): readonly [string | undefined, string | undefined] {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("!")) + 1).replace(/\.[a-z]{3,4}$/i, "");
  const parts = /^([A-Za-z][\w.-]{0,150}?)-(\d[\w.+-]{0,60})$/.exec(name);
  return parts === null ? [name === "" ? undefined : name, undefined] : [parts[1], parts[2]];
}

function maven(name: string, version: string): FoundPackage {
  return { type: "maven", name, version };
}
