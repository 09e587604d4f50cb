import { baseName } from "./downloader.ts";

/** A name for what is fetched; the one that tells a reader more has the higher rank. */
export interface FileName {
  readonly text: string;
  /** 0: none at all; 1: a variable or host alone; 2: without an ending; 3: parts of it are not known, or a repository; 4: a file's name. */
  readonly rank: 0 | 1 | 2 | 3 | 4;
}

const NO_NAME: FileName = { text: "", rank: 0 };

/** The name at the end of a path; what a program prints is `…` in it, and no name alone. */
export function nameOfPath(path: string): FileName {
  const written = baseName(path);
  // Most names are plain, and this is asked of every download on every keystroke.
  if (PLAIN.test(written)) return { text: written, rank: ENDING_OF_FILE.test(written) ? 4 : 2 };
  const text = written.replace(/\$\([^()]{0,80}\)|`[^`]{0,80}`/g, "…");
  if (text === "" || text === "." || text === "…" || /[\t\n"'`()]/.test(text)) return NO_NAME;
  const literal = text.replace(/\u2026|\$(?:\{[^{}$]{0,80}\}|(?:env:)?\w{1,80})|%\w{1,80}%/gi, "");
  if (literal === "") return { text, rank: 1 };
  if (literal !== text) return { text, rank: 3 };
  return { text, rank: ENDING_OF_FILE.test(text) ? 4 : 2 };
}

const PLAIN = /^\w[\w.+-]*$/;
const ENDING_OF_FILE = /.\.[a-z]\w*$/i;

/** The name that a URL gives a file: the last part of its path; where that is a branch, tag or commit alone, `tool at v1.4.0`. */
export function nameInUrl(url: string): FileName {
  const scheme = url.indexOf("://");
  const path = scheme < 0 ? url : url.slice(scheme + "://".length);
  const name = nameOfPath(path);
  if (name.rank === 0) {
    const tail = path.replace(/\/(?:[?#].*)?$/s, "");
    if (tail !== path) return nameInUrl(tail);
  }
  if (!path.includes("/")) return { ...name, rank: name.rank === 0 ? 0 : 1 };
  if (name.text === "download") return nameAbove(path, name);
  if (PAGE.test(name.text)) return { ...name, rank: 2 };
  return name.rank < 2 ? name : (repositoryAt(path, name.text) ?? name);
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
const REFERENCE = /^(?:v?\d[\w.+-]*|v?\$(?:\w+|\{\w+\})|[0-9a-f]{7,40}|HEAD|main|master)$/;
const ENDING = /\.(?:tar(?:\.\w+)?|t[bgx]z2?|zip)$/;

function repositoryAt(path: string, file: string): FileName | undefined {
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
  const shown = /^[0-9a-f]{40}$/.test(reference) ? reference.slice(0, 12) : reference;
  return { text: `${repository.replace(/\.git$/, "")} at ${shown}`, rank: 3 };
}
