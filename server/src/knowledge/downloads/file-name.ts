import { isCommitId } from "../../text/commit-id.ts";
import { baseName } from "./downloader.ts";

/** A name for what is fetched; the one that tells a reader more has the higher rank. */
export interface FileName {
  readonly text: string;
  /** 0: none at all; 1: a variable or host alone; 2: without an ending; 3: parts of it are not known, or a repository; 4: a file's name. */
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** Parts of it are not known: each is `*`; where nothing else is left, the variables as written. */
  readonly isOpen: boolean;
}

const NO_NAME: FileName = { text: "", rank: 0, isOpen: false };

/** The name at the end of a path; what a program prints is no name alone. */
export function nameOfPath(path: string): FileName {
  const written = baseName(path);
  // Most names are plain, and this is asked of every download on every keystroke.
  if (PLAIN.test(written)) return closed(written);
  const printed = written.replace(/\$\([^()]{0,80}\)|`[^`]{0,80}`/g, "*");
  const text = printed.replace(/\$(?:\{[^{}$]{0,80}\}|(?:env:)?\w{1,80})|%[a-z]\w{2,79}%/gi, "*");
  if (text === "." || /^\*?$|[\t\n"'`()]/.test(printed)) return NO_NAME;
  if (text === written) return closed(text);
  const isVariable = !/[a-z\d]/i.test(text.replace(/(?:\.[a-z]\w*){1,3}$/i, ""));
  return isVariable ? { text: printed, rank: 1, isOpen: true } : { text, rank: 3, isOpen: true };
}

function closed(text: string): FileName {
  return { text, rank: ENDING_OF_FILE.test(text) ? 4 : 2, isOpen: false };
}

const PLAIN = /^\w[\w.+-]*$/;
const ENDING_OF_FILE = /.\.[a-z]\w*$/i;

/** The name that a URL gives a file: the last part of its path; where that is a branch, tag or commit alone, `tool at v1.4.0`, or `tool`. */
export function nameInUrl(url: string): FileName {
  const scheme = url.indexOf("://");
  const path = scheme < 0 ? url : url.slice(scheme + "://".length);
  const name = nameOfPath(path);
  if (name.rank === 0) {
    let end = path.search(/\/(?:[?#]|$)/);
    while (path[end - 1] === "/") end -= 1;
    if (end >= 0) return nameInUrl(path.slice(0, end));
  }
  if (!path.includes("/")) return { ...name, rank: name.rank === 0 ? 0 : 1 };
  if (name.text === "download") return nameAbove(path, name);
  if (name.text === "lookup") return nameOfKey(path) ?? name;
  if (PAGE.test(name.text)) return { ...name, rank: 2 };
  return name.rank === 0 ? name : (repositoryAt(path, name) ?? name);
}

/** The key that a keyserver is asked for. Source: HKP, draft-gallagher-openpgp-hkp, "The lookup Request". */
function nameOfKey(path: string): FileName | undefined {
  const id = /[?&]search=(0x[0-9a-f]{8,64})(?:[&#]|$)/i.exec(path)?.[1];
  return id === undefined ? undefined : { text: id, rank: 4, isOpen: false };
}

/** What a server runs to find a file: `download.php?file=tool.tgz`. */
const PAGE = /\.(?:php|aspx?|ashx|jsp|cgi)$/i;

/** `tool.tgz/download`, as SourceForge writes it. */
function nameAbove(path: string, name: FileName): FileName {
  const above = nameOfPath(path.slice(0, path.lastIndexOf("/download")));
  return above.rank > name.rank ? above : name;
}

/** Parts of a path that the reference of a whole repository stands behind. Sources: the URLs of GitHub, GitLab, Gitea and Bitbucket for archives. */
const BEFORE_REFERENCE: ReadonlySet<string> = new Set([
  "archive",
  "tarball",
  "zipball",
  "get",
  "zip",
  "tar.gz",
  "legacy.zip",
  "legacy.tar.gz",
]);

const IN_REPOSITORY = /\/(?:archive|tarball|zipball|get|(?:legacy\.)?(?:zip|tar\.gz))\//;
const REFERENCE = /^(?:v?\d[\w.+-]*|v?\*|[$%][^.]+|[0-9a-f]{7,40}|HEAD|main|master)$/;
const ENDING = /\.(?:tar(?:\.\w+)?|t[bgx]z2?|zip)$/;

function repositoryAt(path: string, { text: file, isOpen }: FileName): FileName | undefined {
  if (!IN_REPOSITORY.test(path)) return undefined;
  const parts = path.replace(/[?#].*$/s, "").split("/");
  const kind = parts.at(-2) ?? "";
  const isFullName = (kind === "heads" || kind === "tags") && parts.at(-3) === "refs";
  const at = parts.length - (isFullName ? 4 : 2);
  const repository = parts[at - 1];
  // In front of it stand a host, an owner and the name.
  if (at < 3 || repository === undefined || !BEFORE_REFERENCE.has(parts[at] ?? "")) return undefined;
  const reference = file.replace(ENDING, "");
  if ((!isFullName && !REFERENCE.test(reference)) || reference.includes(repository)) return undefined;
  const name = repository.replace(/\.git$/, "");
  if (isOpen) return { text: name, rank: 3, isOpen: false };
  const shown = isCommitId(reference) ? reference.slice(0, 12) : reference;
  return { text: `${name} at ${shown}`, rank: 3, isOpen: false };
}
