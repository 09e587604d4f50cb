import { fileURLToPath, pathToFileURL } from "node:url";
import { percentDecoded } from "../text/percent.ts";

/** No file has a longer path, and settings are looked for in each folder of one. Source: PATH_MAX of Linux; macOS has less. */
const MAX_PATH = 4096;

/** Absolute path with forward slashes of a `file:` URI; undefined for every other one, for what is no URI and what no file can have. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const path = fileURLToPath(uri).replaceAll("\\", "/");
    return path.length > MAX_PATH ? undefined : path;
  } catch {
    // Node throws for another scheme, a host name or an encoded slash: no file of this machine.
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
