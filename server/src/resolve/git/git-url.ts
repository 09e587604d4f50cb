/** How a repository is reached. `scp`: `git@host:path`. */
export interface GitUrl {
  readonly kind: "http" | "ssh" | "git" | "scp";
  readonly host: string;
  /** The URL holds a user or password, which nobody but git itself gets. */
  readonly hasLogin: boolean;
}

/** Reads the address of a repository; undefined for a path, another helper (`ext::`), or text that may be an option. */
export function gitUrl(text: string): GitUrl | undefined {
  if (text.length > 2000 || [...text].some((character) => character <= " " || character === "\x7f")) return undefined;
  const scp = /^[A-Za-z0-9_][\w.-]*@([A-Za-z0-9][\w.-]*):[^:/-]/.exec(text);
  if (scp?.[1] !== undefined) return { kind: "scp", host: scp[1], hasLogin: false };
  const kind = KINDS.get(/^([a-z+]+):\/\//i.exec(text)?.[1]?.toLowerCase() ?? "");
  if (kind === undefined || !URL.canParse(text)) return undefined;
  const { host, hostname, username, password } = new URL(text);
  if (hostname === "" || hostname.startsWith("-")) return undefined;
  return { kind, host, hasLogin: kind === "http" && (username !== "" || password !== "") };
}

const KINDS: ReadonlyMap<string, GitUrl["kind"]> = new Map([
  ["https", "http"],
  ["http", "http"],
  ["ssh", "ssh"],
  ["git", "git"],
]);
