import type { Outcome } from "../outcome/outcome.ts";

/** The world, as far as the engine may see it. Built by the entry points, made up in tests. */
export interface Outside {
  readonly files: Files;
  now(): Date;
  /** What leaves this machine or starts a process; loaded when a gesture of the user asks for it. */
  reach(wishes?: ReachWishes): Promise<Reach>;
  /** Files that are too large to be read whole; loaded when an image is scanned. */
  largeFiles(): Promise<ByteFiles>;
}

/** Variables of a process by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an editor knows of the way out. */
export interface ReachWishes {
  /** Laid over the environment of the process: `https_proxy`, `no_proxy`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder of the cache; the user's cache folder unless given. */
  readonly cacheFolder?: string;
}

/** The far side of the world. */
export interface Reach {
  readonly http: Http;
  readonly run: Run;
  readonly credentials: Credentials;
  readonly npm: NpmConfiguration;
  readonly store: Store;
  readonly share: Share;
}

/** Files that are too large to be read whole, or too many. */
export interface ByteFiles {
  open(path: string): Outcome<ByteFile>;
  /** A file that another thread of this process has opened and will close. */
  adopt(descriptor: number, size: number): ByteFile;
  /** A private file that only this process can read; it is gone with the process at the latest, as it has no name but on Windows. */
  scratch(): Outcome<ScratchFile>;
  /** A file that takes the place of `path` when it is whole. */
  replacement(path: string): Outcome<Replacement>;
  /** A private folder for files that other programs find by their names; it is gone with this process, unless that is killed. */
  folder(): Outcome<PrivateFolder>;
  /**
   * Shows everything below a folder, paths relative to it. Links are not followed; the kernel's own `proc`, `sys` and `dev` in a root are
   * left out. The result names the folders that could not be listed. More than two million members are `limit`.
   */
  walk(folder: string, visit: (member: FolderMember) => void): Outcome<readonly string[]>;
}

export interface FolderMember {
  /** With forward slashes, none in front. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  /** 0 but for files. */
  readonly sizeBytes: number;
  /** Permission bits. */
  readonly mode: number;
  /** What a link points to, as written; else empty. */
  readonly target: string;
}

/** An open file, read at any place, synchronously. A place behind its end gives fewer bytes, or none. */
export interface ByteFile {
  readonly size: number;
  /** Number of the open file in this process. */
  readonly descriptor: number;
  /** `room`: where the bytes are put, if it is large enough; they stay there until it is used again. */
  read(offset: number, length: number, room?: Uint8Array): Uint8Array;
  close(): void;
}

export interface PrivateFolder {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** A new file in it; no room is a failure of `append`. `name` is ours, never data. */
  create(name: string): Outcome<Pick<ScratchFile, "append"> & { close(): void }>;
  remove(): void;
}

/** One of `finish` and `remove` ends it. */
export interface Replacement {
  append(chunk: Uint8Array): Outcome<undefined>;
  finish(): Outcome<undefined>;
  remove(): void;
}

export interface ScratchFile {
  append(chunk: Uint8Array): Outcome<undefined>;
  /** What was written so far; closing it removes the file. */
  whole(): ByteFile;
  remove(): void;
}

/** The only sockets. Redirects, time-outs, retries and `Retry-After` are followed here. */
export interface Http {
  /**
   * Any status is a value, but for 429 (`limit`, with `retryAt`) and the 407 of a proxy (`refused`). No network, no name, TLS and time-outs
   * are `unreachable`, a body over `maxBytes` is `limit`, a cut body `malformed`, a redirect to where it may not go `refused`. The message
   * names the host, the cause and the cure. A login in `url` is sent as `authorization` and stands in no answer; a POST is not led on.
   */
  fetch(request: HttpRequest): Promise<Outcome<HttpResponse>>;
  /** The body piece by piece, bytes as they came over the wire; `take` may return false to end the transfer, which is no failure. */
  stream(request: HttpRequest, take: (chunk: Uint8Array) => boolean | undefined): Promise<Outcome<HttpHead>>;
}

export interface HttpRequest {
  readonly url: string;
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Value of `Authorization`; it is sent to the origin of `url` alone, also after redirects. */
  readonly authorization?: string;
  readonly body?: string;
  /** A POST that only asks: it may be sent again as a GET may. */
  readonly isQuestion?: boolean;
  readonly maxBytes: number;
  /** For the whole request with its redirects; 60,000 unless given. */
  readonly timeoutMs?: number;
  /** The address whose answer named `url`: it may lead no further than by a redirect. */
  readonly ledBy?: string;
  /** The certificate of the host in `url` is not checked: the user listed it. Other hosts on the way are. */
  readonly insecure?: boolean;
  readonly signal: AbortSignal;
  /** For progress, evidence and messages: "tags of library/node". */
  readonly what: string;
  /** The very file that a value is made of, not what is said of it: look-ups count neither its bytes nor its time as theirs. */
  readonly isContent?: boolean;
}

export interface HttpHead {
  readonly status: number;
  /** Where the redirects ended. */
  readonly url: string;
  /** Addresses on the way, that of the request first. */
  readonly hops: readonly string[];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface HttpResponse extends HttpHead {
  readonly body: Uint8Array;
}

/** The only ear: files for a service of the user's that fetches what it looks at by itself. */
export interface Share {
  /**
   * Serves files at an address of this machine, on a path that nobody can guess, until they are closed. `port`: any free one unless
   * given. An address that is not of this machine, or a port that is taken, is `refused`.
   */
  open(
    files: readonly Pick<ByteFile, "size" | "read">[],
    where: { readonly host: string; readonly port?: number; readonly mediaType: string },
  ): Promise<Outcome<SharedFiles>>;
}

export interface SharedFiles {
  urlOf(index: number): string;
  close(): Promise<void>;
}

/** The only processes: a program by name from PATH or by absolute path, argv as given, no shell, standard input closed. */
export interface Run {
  /** Ended with any status is a value; not there is `not-found`, time and output over the limit are `limit`. */
  run(command: Command): Promise<Outcome<CommandResult>>;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Put over a cleaned environment (PATH, home, proxy, certificate authorities). */
  readonly environment?: Readonly<Record<string, string>>;
  /** Written to its standard input, which is closed then. */
  readonly input?: string;
  /** Unless given, an empty temporary folder: tools obey settings that lie around. */
  readonly folder?: string;
  /** Name of a file that it writes into its empty folder: `output` is what that holds then, empty when there is none. */
  readonly outputFile?: string;
  readonly timeoutMs: number;
  /** Of standard output, and of standard error. */
  readonly maxBytes: number;
  /** Where standard output goes instead of `output`; also `maxBytes` at most. */
  readonly outputTo?: Pick<ScratchFile, "append">;
  readonly signal: AbortSignal;
}

export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

export type Credential =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "identity"; readonly token: string };

/** Logins of container registries as docker and podman keep them; nothing else is read. */
export interface Credentials {
  /** For a registry by its name (Docker Hub: `docker.io`) and a repository in it; undefined: there is none. A store that fails is `refused`, with its name and the cure. */
  of(registry: string, repository: string, signal: AbortSignal): Promise<Outcome<Credential | undefined>>;
}

/** The registries of npm as the user's own configuration names them; that of a project is never read. */
export interface NpmConfiguration {
  /**
   * Where packages of a scope (`@scope`) or without one come from, with the value of `Authorization` that this very registry
   * gets, and gets over https or on this machine alone.
   */
  registryOf(
    scope: string | undefined,
  ): Promise<Outcome<{ readonly url: string; readonly authorization: string | undefined }>>;
}

/** Bytes kept on this machine between runs, up to a cap; what was not used for longest goes first. Never fails: a trouble is a miss. */
export interface Store {
  /** `key`: path of words `[a-z0-9-]`, at most three, with `/` between. */
  read(key: string): Promise<Uint8Array | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

/** Files of this machine. Paths are absolute with forward slashes (`/repo/Dockerfile`, `C:/repo/Dockerfile`). */
export interface Files {
  /** Text of a regular file of at most `MAX_FILE_BYTES`, byte order mark dropped. Binary and non-UTF-8 files are `unsupported`. */
  readText(path: string): Outcome<string>;
  /** The same with the byte order mark beside it: for whoever shows or writes the whole file. */
  readMarked(path: string): Outcome<MarkedText>;
  /** Entries of a folder in the order of their names. */
  list(folder: string): Outcome<readonly FolderEntry[]>;
  kindOf(path: string): FileKind | undefined;
  /** Links followed. */
  realPath(path: string): Outcome<string>;
  /**
   * Puts `after` in the place of `before`, all or nothing, with the file's mode, owner and byte order mark. A file that no longer
   * holds `before` is left alone (`ambiguous`). Undefined `before`: it is not there yet, its folder may not be, either; undefined
   * `after`: it goes.
   */
  replaceText(path: string, before: string | undefined, after: string | undefined): Outcome<undefined>;
  /** Writes a whole file, all or nothing. */
  writeText(path: string, text: string): Outcome<undefined>;
}

/** A text without the byte order mark that its file begins with; `mark` is empty where there is none. */
export interface MarkedText {
  readonly mark: string;
  readonly text: string;
}

export type FileKind = "file" | "folder" | "other";

export interface FolderEntry {
  readonly name: string;
  /** Of a link: that of its target, except that a link to a folder is `other`, so that a search cannot go in circles. */
  readonly kind: FileKind;
}

/** Larger files are refused: no Dockerfile is, and reading one would stall the editor. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;
