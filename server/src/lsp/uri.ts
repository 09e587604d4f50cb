import { fileURLToPath, pathToFileURL } from "node:url";
import { percentDecoded } from "../text/percent.ts";

/** Absolute path with forward slashes of a `file:` URI; undefined for every other one and for what is no URI. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri).replaceAll("\\", "/");
  } catch {
    // Node throws for a host name or an encoded slash: no file of this machine.
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** The last name in a URI of any scheme, decoded. */
export function nameOfUri(uri: string): string {
  const path = uri.replace(/[?#].*$/s, "");
  return percentDecoded(path.slice(path.lastIndexOf("/") + 1).replace(/^[a-z][a-z0-9+.-]*:/i, ""));
}
