import type { Files } from "../../outside/outside.ts";
import { isCommitId } from "../../text/commit-id.ts";
import { joinPath } from "../path.ts";
import { foldersInRepository } from "../repository.ts";
import { httpsAddress } from "./remote-address.ts";

/** What a git work tree says of itself without the git program; undefined: not there, or kept in a form that is not read. */
export interface GitFacts {
  readonly revision: string | undefined;
  readonly branch: string | undefined;
  readonly remoteUrl: string | undefined;
  /** The one tag that HEAD has; undefined when it has several. Looked for when it is asked for: a repository may have thousands. */
  readonly tag: string | undefined;
}

/** Where git keeps its files: a linked work tree has its own HEAD and shares the rest. Source: gitrepository-layout(5). */
export interface GitFolders {
  readonly own: string;
  readonly shared: string;
}

const MAX_SYMBOLIC_STEPS = 5;

/** Reads HEAD, refs and configuration of the repository that holds `folder`; undefined outside of one. */
export function readGit(folder: string, files: Files): GitFacts | undefined {
  const folders = gitFolders(folder, files);
  if (folders === undefined) return undefined;
  const config = readGitConfig(`${folders.shared}/config`, files);
  const read = (path: string) => textOf(path, files);
  // Reftable keeps HEAD and refs in binary tables; HEAD is then a stub.
  const isReftable = config.get("extensions.refstorage") === "reftable";
  const head = isReftable ? undefined : read(`${folders.own}/HEAD`);
  const branch = head?.startsWith("ref: refs/heads/") ? head.slice("ref: refs/heads/".length) : undefined;
  const packed = () => read(`${folders.shared}/packed-refs`) ?? "";
  const revision = head === undefined ? undefined : resolve(head, folders, packed, files);
  return {
    revision,
    branch,
    remoteUrl: remoteOf(config, branch),
    get tag() {
      return revision === undefined ? undefined : tagOf(revision, folders, packedRefs(packed()), files);
    },
  };
}

/** The folders of the repository that holds `folder`; undefined outside of one. */
export function gitFolders(folder: string, files: Files): GitFolders | undefined {
  const root = foldersInRepository(folder, files).at(-1);
  if (root === undefined) return undefined;
  const path = joinPath(root, ".git");
  if (files.kindOf(path) === "folder") return withShared(path, files);
  const link = /^gitdir: (.+)$/.exec(textOf(path, files) ?? "")?.[1];
  return link === undefined ? undefined : withShared(joinPath(root, link.replaceAll("\\", "/")), files);
}

function withShared(own: string, files: Files): GitFolders {
  const common = textOf(`${own}/commondir`, files);
  return { own, shared: common === undefined ? own : joinPath(own, common) };
}

function textOf(path: string, files: Files): string | undefined {
  const text = files.readText(path);
  return text.ok ? text.value.trim() : undefined;
}

/** The commit that `ref: NAME` or a commit id leads to. */
function resolve(head: string, folders: GitFolders, packed: () => string, files: Files): string | undefined {
  let value: string | undefined = head;
  for (let step = 0; step < MAX_SYMBOLIC_STEPS && value !== undefined; step += 1) {
    if (isCommitId(value)) return value;
    if (!value.startsWith("ref: ")) return undefined;
    const name = value.slice("ref: ".length);
    if (!isRefName(name)) return undefined;
    value =
      textOf(`${folders.own}/${name}`, files) ??
      textOf(`${folders.shared}/${name}`, files) ??
      packedCommit(packed(), name);
  }
  return undefined;
}

/** A name from a file of the repository becomes part of a path: it must not climb. */
function isRefName(name: string): boolean {
  return name.startsWith("refs/") && !name.includes("..") && !name.includes("\\");
}

/** The commit of one ref, found without reading the lines of the others: a repository may have thousands, and an editor asks often. */
function packedCommit(packed: string, name: string): string | undefined {
  const inside = packed.indexOf(` ${name}\n`);
  const at = inside < 0 && packed.endsWith(` ${name}`) ? packed.length - name.length - 1 : inside;
  return at < 0 ? undefined : packed.slice(packed.lastIndexOf("\n", at) + 1, at);
}

/** Commits by the name of the ref. */
type PackedRefs = ReadonlyMap<string, string>;

/** Lines `ID NAME`; a line `^ID` gives the commit that the annotated tag above it stands for. */
function packedRefs(packed: string): PackedRefs {
  const refs = new Map<string, string>();
  let last: string | undefined;
  for (const line of packed.split("\n")) {
    if (line.startsWith("^") && last !== undefined) refs.set(last, line.slice(1).trim());
    const space = line.indexOf(" ");
    if (space < 40) continue;
    last = line.slice(space + 1).trim();
    refs.set(last, line.slice(0, space));
  }
  return refs;
}

/** A loose annotated tag is a compressed object and is not read: then there is no answer. */
function tagOf(revision: string, folders: GitFolders, packed: PackedRefs, files: Files): string | undefined {
  const prefix = "refs/tags/";
  const found = new Set<string>();
  for (const [name, commit] of packed) {
    if (name.startsWith(prefix) && commit === revision) found.add(name.slice(prefix.length));
  }
  const loose = files.list(`${folders.shared}/refs/tags`);
  for (const { name } of loose.ok ? loose.value : []) {
    if (textOf(`${folders.shared}/${prefix}${name}`, files) === revision) found.add(name);
  }
  const [tag, ...others] = found;
  return others.length === 0 ? tag : undefined;
}

/** The remote that the branch follows, else `origin`, else the only one. */
function remoteOf(config: ReadonlyMap<string, string>, branch: string | undefined): string | undefined {
  const followed = branch === undefined ? undefined : config.get(`branch.${branch}.remote`);
  const urls = [...config].filter(([key]) => key.startsWith("remote.") && key.endsWith(".url"));
  const url =
    (followed === undefined ? undefined : config.get(`remote.${followed}.url`)) ??
    config.get("remote.origin.url") ??
    (urls.length === 1 ? urls[0]?.[1] : undefined);
  return url === undefined ? undefined : httpsAddress(url);
}

/**
 * `[section "sub"]` and `key = value` lines as `section.sub.key` → value; later lines win, but of the addresses of a remote the first, which
 * git fetches from. Source: git-config(1).
 */
export function readGitConfig(path: string, files: Files): ReadonlyMap<string, string> {
  const config = new Map<string, string>();
  let section = "";
  for (const whole of (textOf(path, files) ?? "").split("\n")) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(whole);
    if (header !== null) section = (header[1] ?? "").toLowerCase() + (header[2] === undefined ? "" : `.${header[2]}`);
    const line = header === null ? whole : whole.slice(header[0].length);
    const equals = line.indexOf("=");
    if (equals < 0) continue;
    const key = line.slice(0, equals).trim().toLowerCase();
    const name = `${section}.${key}`;
    const isFurther = key === "url" && config.has(name);
    if (/^[a-z][a-z0-9-]*$/.test(key) && !isFurther) config.set(name, valueIn(line.slice(equals + 1).trim()));
  }
  return config;
}

/** Quotes begin and end anywhere; outside of them a comment ends the value. Source: git-config(1), "Syntax". */
function valueIn(written: string): string {
  let value = "";
  let isQuoted = false;
  for (let at = 0; at < written.length; at += 1) {
    const character = written[at] ?? "";
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "#" || character === ";")) return value.trimEnd();
    else if (character === "\\") {
      at += 1;
      value += ESCAPED.get(written[at] ?? "") ?? written[at] ?? "";
    } else value += character;
  }
  return value;
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["b", "\b"],
]);
