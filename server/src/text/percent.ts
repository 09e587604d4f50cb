import { wellFormed } from "./well-formed.ts";

/** As a part of an address, whatever stands in it. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** `%20` and its like as what they stand for; a text that is written in another way stays. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path as a part of an address: each of its names. */
export function percentEncodedPath(path: string): string {
  return path.split("/").map(percentEncoded).join("/");
}

/** The path of a file as a reference of a URI, relative where the path is; a drive letter needs the file scheme. */
export function pathReference(path: string): string {
  return /^[A-Za-z]:\//.test(path)
    ? `file:///${path.slice(0, 2)}${percentEncodedPath(path.slice(2))}`
    : percentEncodedPath(path);
}
