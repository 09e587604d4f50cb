import { loginIn } from "../../text/login-in-url.ts";
import type { IndexAddress } from "./language.ts";

/** The URL, against `base` where it is relative; undefined when it is none. */
export function urlOf(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** The index at an address as somebody wrote it, its login taken out; undefined when it is no http(s) URL. */
export function indexAddress(written: string, authorization?: string): IndexAddress | undefined {
  const url = urlOf(written);
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  const login = loginIn(url) ?? authorization;
  url.username = "";
  url.password = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return { url: url.href, authorization: login };
}

/** A source that may be handed to a tool of the user: a URL without a login, or the name of a registry or channel. */
export function isPlainSource(source: string): boolean {
  // Cargo calls an index that is no git repository so.
  const url = urlOf(source.replace(/^sparse\+/, ""));
  // PowerShell ends a text at other quotes than those of ASCII, too.
  if (url?.protocol === "https:" || url?.protocol === "http:")
    return url.username + url.password === "" && !/[^!-~]|[$`'"]/.test(source);
  return /^\w[\w.-]*(?:\/[\w.-]+)*$/.test(source);
}
